import { isSignOut } from '../../model/answer-class.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { type Moment, nextMoment, type SiteView, type ThreadView } from '../site-view.ts';
import { chunkOf } from './chunk-name.ts';

// A sign-in that is kept in several cookies, one of which is missing or older than the others.

/** The chunks of each value that one response set or tried to set. */
function chunksSet(moment: Moment): Map<string, number[]> {
  const families = new Map<string, number[]>();
  for (const line of moment.entry.setCookies) {
    const chunk = line.intent === 'set' ? chunkOf(line.identity.name) : undefined;
    if (chunk === undefined) continue;
    families.set(chunk.base, [...(families.get(chunk.base) ?? []), chunk.number]);
  }
  return families;
}

function chunksSent(moment: Moment, base: string): number[] {
  return moment.entry.cookies.flatMap(({ name }) => {
    const chunk = chunkOf(name);
    return chunk?.base === base ? [chunk.number] : [];
  });
}

/** The name of another chunk of a family, by the name of one. */
function siblingName(name: string, number: number): string {
  return name.replace(/\d*$/, String(number));
}

/** The names of the chunks that a request carried, by family. */
function chunkNamesSent({ entry }: Moment): Map<string, string[]> {
  const families = new Map<string, string[]>();
  for (const { name } of entry.cookies) {
    const base = chunkOf(name)?.base;
    if (base !== undefined) families.set(base, [...(families.get(base) ?? []), name]);
  }
  return families;
}

/** The chunks that the request before carried; empty where a response has written the family since. */
function chunksBefore(view: SiteView, moment: Moment, base: string): number[] {
  for (let at = moment.index - 1; at >= 0; at -= 1) {
    const before = view.moments[at];
    if (before === undefined) break;
    const isWritten = before.entry.setCookies.some(({ identity }) => chunkOf(identity.name)?.base === base);
    if (isWritten) break;
    if (before.entry.cookies.length > 0) return chunksSent(before, base);
  }
  return [];
}

/** The chunks of one value that a request carried. */
interface ChunksSent {
  readonly base: string;
  readonly names: readonly string[];
  /** The most chunks of it that one response of the trace set. */
  readonly set: number;
  /** Whether a response took away the first chunk, and neither signed out nor refused anybody. */
  readonly isFirstCleared: boolean;
}

/** How long the first chunk is at least, in characters, where no line shows that the value was cut into chunks. */
const CUT = 1_000;

/** The first number that is missing between `.0` and the last chunk. Other names with numbers may be several cookies. */
function gapIn({ entry }: Moment, { base, names, set }: ChunksSent): number | undefined {
  const first = entry.cookies.find(({ name }) => name === `${base}.0`);
  if (first === undefined || (set < 2 && (set > 0 || first.value.length < CUT))) return undefined;
  const at = names.findIndex((_, number) => !names.includes(`${base}.${number}`));
  return at === -1 ? undefined : at;
}

/** What is missing of the chunks that a request carried, as it is named: one that the request before had, or the first. */
function missingOf(view: SiteView, moment: Moment, chunks: ChunksSent): string | undefined {
  const { base, names, set, isFirstCleared } = chunks;
  const sent = names.flatMap((name) => chunkOf(name)?.number ?? []);
  const had = chunksBefore(view, moment, base);
  const isRest = sent.every((number) => had.includes(number));
  const gone = (isRest ? had.find((number) => !sent.includes(number)) : undefined) ?? gapIn(moment, chunks);
  if (gone !== undefined) return siblingName(names[0] ?? base, gone);
  // Auth.js and Supabase count from `.0`; of other names nobody knows where they begin.
  const mayLack = set === 0 || (isFirstCleared && moment.entry.cookies.every(({ name }) => name !== base));
  return mayLack && names.every((name) => /\.[1-9]\d?$/.test(name)) ? '.0' : undefined;
}

/** The name of a chunk that a response set. */
function nameIn({ entry }: Moment, base: string): string {
  return entry.setCookies.find(({ identity }) => chunkOf(identity.name)?.base === base)?.identity.name ?? `${base}.0`;
}

/** A request that was turned away without one of the chunks, which no response in sight took away. */
function lostChunks(view: SiteView): FoundFinding[] {
  const found = new Map<string, FoundFinding>();
  const most = new Map<string, number>();
  for (const moment of view.moments)
    for (const [base, { length }] of chunksSet(moment)) most.set(base, Math.max(most.get(base) ?? 0, length));
  const cleared = new Map<string, boolean>();
  for (const moment of view.moments) {
    for (const { identity, intent } of moment.entry.setCookies) {
      const chunk = chunkOf(identity.name);
      if (chunk?.number === 0)
        cleared.set(chunk.base, intent === 'delete' && !moment.denied && !isSignOut(moment.entry));
    }
    if (!moment.denied) continue;
    for (const [base, names] of chunkNamesSent(moment)) {
      const family = threadOf(view, (thread) => chunkOf(thread)?.base === base);
      if (found.has(base) || family === undefined) continue;
      const isFirstCleared = cleared.get(base) === true;
      const missing = missingOf(view, moment, { base, names, set: most.get(base) ?? 0, isFirstCleared });
      if (missing === undefined) continue;
      found.set(base, {
        kind: 'loss',
        certainty: 'concluded',
        time: moment.answered,
        thread: family.thread,
        params: {
          cookie: code(base),
          missing: code(missing),
          step: moment.entry.step,
          request: requestParam(moment),
        },
        evidence: inTime([turnedAway(moment)]),
        remedy: 'all-chunks',
      });
    }
  }
  return [...found.values()];
}

/** The thread that stands for a family: the most trusted of its cookies. */
function threadOf(view: SiteView, matches: (name: string) => boolean): ThreadView | undefined {
  return view.threads.find(({ thread }) => matches(thread.name));
}

/**
 * What became of the chunks that one response set, at the first request that carried any: one is missing, or one of an
 * older value of more chunks went along, which is how it became unreadable.
 */
function brokenSet(view: SiteView, setter: Moment, base: string, numbers: readonly number[]): FoundFinding | undefined {
  const next = nextMoment(view, setter, (moment) => chunksSent(moment, base).length > 0);
  const family = threadOf(view, (name) => chunkOf(name)?.base === base);
  if (next === undefined || !next.denied || family === undefined) return undefined;
  const sent = chunksSent(next, base);
  const missing = numbers.find((number) => !sent.includes(number));
  const number = missing ?? sent.find((one) => one > Math.max(...numbers));
  if (number === undefined || (missing !== undefined && numbers.length < 2)) return undefined;
  const name = siblingName(nameIn(setter, base), number);
  const refused = setter.entry.setCookies.find(
    ({ identity, predicted }) => identity.name === name && predicted.outcome === 'refused',
  );
  const variant = missing === undefined ? 'stale' : refused && 'refused';
  return {
    ...(variant !== undefined && { variant }),
    kind: 'loss',
    certainty: missing === undefined ? 'concluded' : 'confirmed',
    time: next.answered,
    thread: family.thread,
    params: {
      cookie: code(base),
      missing: code(name),
      set: setter.entry.step,
      step: next.entry.step,
      request: requestParam(next),
      size: refused?.parsed.size ?? 0,
    },
    evidence: inTime([{ entry: setter.entry, code: refused === undefined ? 'set' : 'not-kept' }, turnedAway(next)]),
    remedy: refused === undefined ? 'all-chunks' : 'smaller-cookie',
  };
}

export const chunkMissing = {
  code: 'chunk-missing',
  rank: 72,
  words: {
    title: 'findingChunkMissing',
    args: ['cookie', 'missing', 'step', 'request'],
    variants: {
      refused: { title: 'findingChunkRefused', args: ['cookie', 'missing', 'set', 'size'] },
      stale: { title: 'findingChunkStale', args: ['cookie', 'missing', 'set', 'step', 'request'] },
    },
  },
  find(view) {
    const found = lostChunks(view);
    for (const setter of view.moments) {
      for (const [base, numbers] of chunksSet(setter)) {
        const broken = brokenSet(view, setter, base, numbers);
        if (broken !== undefined) found.push(broken);
      }
    }
    return found;
  },
} as const satisfies Cause;
