import type { RequestEntry } from '../model/entry.ts';
import { chip, clock, code, type Phrase, phrase } from '../words/phrase.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';

/** A value read from a JSON response, at the place that a JSON Pointer (RFC 6901) names. */
export interface JsonReading {
  readonly pointer: string;
  readonly value: string | number | boolean | null;
}

/** Reads what a trace holds of an entry's JSON response; a trace that records no bodies gives none. */
export type ReadJson = (entry: RequestEntry) => readonly JsonReading[];

/**
 * What a trace holds of JSON today: the whole numbers of the members that the user named in the options. Their pattern's
 * name is the member in quotes.
 */
export const readJsonMembers: ReadJson = (entry) =>
  entry.counts.flatMap(({ source, from, count }) => {
    if (source === 'header' || !/^".*"$/s.test(from)) return [];
    return [{ pointer: `/${memberName(from).replaceAll('~', '~0').replaceAll('/', '~1')}`, value: count }];
  });

function memberName(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted.slice(1, -1);
  }
}

/** One row of the tracker: a variable and its value after each step. */
export interface TrackedVariable {
  /** `count`, `id`, `expires`, or the pointer into the JSON responses, which begins with `/` or is empty. */
  readonly key: string;
  readonly name: Phrase;
  /** Before the first step; undefined where that is not known. */
  readonly start?: Phrase;
  /** One for each step, in order; undefined where the step says nothing of it. */
  readonly cells: readonly (VariableCell | undefined)[];
  /** The last value that a step showed; undefined where none did. */
  readonly final?: Phrase;
}

/** A variable's value after a step. */
export interface VariableCell {
  readonly shown: Phrase;
  /** True where it differs from the last one that was shown. */
  readonly changed: boolean;
}

interface VariableSource {
  readonly key: string;
  readonly name: Phrase;
  /** What it was before the first step. */
  start?(row: StepRow): Phrase | undefined;
  /** What it is after a step, and what distinguishes it from another value. */
  read(row: StepRow): { readonly same: string; readonly shown: Phrase } | undefined;
}

const builtIn: readonly VariableSource[] = [
  {
    key: 'count',
    name: phrase('lessonVariableCount'),
    start: ({ sent, countBefore, entry }) => {
      if (sent === undefined) return entry.requestUnseen ? undefined : phrase('lessonVariableNoCount');
      return countBefore === undefined ? undefined : phrase('lessonNumber', countBefore);
    },
    read: ({ count }) =>
      count === undefined ? undefined : { same: String(count), shown: phrase('lessonNumber', count) },
  },
  {
    key: 'id',
    name: phrase('lessonVariableId'),
    start: ({ sent, entry }) => {
      if (sent !== undefined) return phrase('lessonSession', chip(sent));
      return entry.requestUnseen ? undefined : phrase('lessonVariableNoId');
    },
    read: ({ held, entry }) => {
      if (entry.status === undefined) return undefined;
      return held === undefined
        ? { same: '', shown: phrase('lessonVariableNoId') }
        : { same: String(held.number), shown: phrase('lessonSession', chip(held)) };
    },
  },
  {
    key: 'expires',
    name: phrase('lessonVariableExpires'),
    read: (row) => expiryAfter(row),
  },
];

/** When the session's cookie expires, as the step's Set-Cookie says it: a step that sets none says nothing. */
function expiryAfter({ entry, effect, held }: StepRow): { same: string; shown: Phrase } | undefined {
  const line = entry.setCookies.findLast(({ identity }) => identity.name === effect.thread.name);
  if (line === undefined || held === undefined) return undefined;
  const { expiryTime } = line.parsed;
  if (expiryTime === undefined) return { same: 'session', shown: phrase('lessonVariableWithBrowser') };
  return { same: String(expiryTime), shown: phrase('lessonVariableAt', clock(expiryTime)) };
}

function jsonSource(pointer: string, readJson: ReadJson): VariableSource {
  return {
    key: pointer,
    name: phrase('lessonForeign', code(pointer === '' ? '/' : pointer)),
    read: ({ entry }) => {
      const reading = readJson(entry).find((one) => one.pointer === pointer);
      if (reading === undefined) return undefined;
      const text = JSON.stringify(reading.value);
      return { same: text, shown: phrase('lessonForeign', code(text)) };
    },
  };
}

/** The pointers that the rows' JSON responses offer, in order of appearance. */
export function jsonPointers(rows: readonly LessonRow[], readJson: ReadJson): string[] {
  const pointers = new Set<string>();
  for (const row of rows) if (isStep(row)) for (const { pointer } of readJson(row.entry)) pointers.add(pointer);
  return [...pointers];
}

/** The tracker: count, id and expiry, then the chosen JSON variables, after each step of the rows. */
export function trackVariables(
  rows: readonly LessonRow[],
  json: { readonly read: ReadJson; readonly chosen: readonly string[] } = { read: () => [], chosen: [] },
): TrackedVariable[] {
  const steps = rows.filter(isStep);
  const sources = [...builtIn, ...json.chosen.map((pointer) => jsonSource(pointer, json.read))];
  return sources.map((source) => {
    let last: string | undefined;
    let final: Phrase | undefined;
    const start = steps[0] === undefined ? undefined : source.start?.(steps[0]);
    const cells = steps.map((row): VariableCell | undefined => {
      const value = source.read(row);
      if (value === undefined) return undefined;
      const changed = last !== undefined && last !== value.same;
      last = value.same;
      final = value.shown;
      return { shown: value.shown, changed };
    });
    return {
      key: source.key,
      name: source.name,
      ...(start !== undefined && { start }),
      cells,
      ...(final !== undefined && { final }),
    };
  });
}
