import { code, type Phrase, phrase } from '../words/phrase.ts';
import { whyNotSent, whyRefused } from './cookie-reasons.ts';
import { exitBySaid } from './exit-words.ts';
import { type FlowPlace, flowPlaces } from './flow-places.ts';
import { type FlowFacts, flowValues } from './flow-values.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import type { LessonState } from './lesson-state.ts';

/**
 * How a request met a place: it went through, it broke there, it has not come there yet, or another way was taken.
 */
export type FlowStatus = 'done' | 'broken' | 'ahead' | 'untouched';

/** A place of the flow as one request met it. */
export interface FlowStop {
  readonly place: FlowPlace;
  /** 1 to 9. */
  readonly number: number;
  readonly title: Phrase;
  readonly side: 'browser' | 'server';
  readonly status: FlowStatus;
  /** What this request itself brought there: its id, its Set-Cookie, its count. */
  readonly values: readonly Phrase[];
  /** Why it broke there. */
  readonly why: readonly Phrase[];
}

/** The way of one request through the flow. */
export interface Flow {
  readonly row: StepRow;
  readonly stops: readonly FlowStop[];
  /** The places that the request came to, in order: what the drawing lights up and a replay walks along. */
  readonly path: readonly FlowPlace[];
  readonly broken?: FlowPlace;
}

interface Way {
  readonly path: readonly FlowPlace[];
  readonly broken?: FlowPlace;
}

const made: Way = { path: ['request', 'check', 'create', 'use', 'respond', 'store'] };
const found: Way = { path: ['request', 'check', 'retrieve', 'use', 'respond', 'store'] };

// The way up to where the browser has dealt with the response; what the next request made of it follows from the rows.
const ways: Readonly<Record<LessonState, Way>> = {
  created: made,
  resumed: found,
  kept: found,
  restarted: found,
  sent: found,
  rotated: found,
  replaced: { path: ['request', 'check', 'retrieve', 'create', 'use', 'respond', 'store'], broken: 'retrieve' },
  'new-id': made,
  ended: { path: ['request', 'check', 'retrieve', 'respond', 'store'] },
  'clear-failed': { path: ['request', 'check', 'retrieve', 'respond', 'store'], broken: 'store' },
  rejected: { path: ['request', 'check', 'retrieve', 'respond'], broken: 'retrieve' },
  refused: { ...made, broken: 'store' },
  'not-sent': { path: ['request', 'check', 'respond'], broken: 'request' },
  none: { path: ['request', 'check', 'respond'] },
  pending: { path: ['request'] },
  failed: { path: ['request', 'check'], broken: 'check' },
  cached: { path: ['request', 'check'], broken: 'check' },
};

/** Follows a row through the flow; the rows after it show what became of its cookie. */
export function flowOf(rows: readonly LessonRow[], row: StepRow): Flow {
  const next = nextStep(rows, row);
  const way = wayOf(row, next);
  const facts: FlowFacts = { row, next, between: rowsBetween(rows, row, next) };
  const stops = flowPlaces.map(({ place, title, side }, index): FlowStop => {
    const status = statusAt(way, place, row);
    return {
      place,
      number: index + 1,
      title: phrase(title),
      side,
      status,
      values: showsValues(status, place, row) ? flowValues[place](facts) : [],
      why: status === 'broken' ? whyAt(place, facts) : [],
    };
  });
  return { row, stops, path: way.path, ...(way.broken !== undefined && { broken: way.broken }) };
}

/** What has not been yet has no values, but for the next request: what it will carry is known. */
function showsValues(status: FlowStatus, place: FlowPlace, row: StepRow): boolean {
  if (status === 'ahead') return place === 'next' && row.state !== 'pending';
  return status !== 'untouched';
}

function wayOf(row: StepRow, next: StepRow | undefined): Way {
  let way = ways[row.state];
  if (row.state === 'refused' && row.sent !== undefined) way = { ...found, broken: 'store' };
  if (row.state === 'not-sent' && row.entry.status === undefined) way = { path: ['request'], broken: 'request' };
  // Without a session in the browser there is nothing that a next request could bring back.
  if (row.held === undefined || next === undefined || !way.path.includes('store')) return way;
  if (next.sent !== row.held) {
    const path: FlowPlace[] = [...way.path, 'next'];
    return { path, broken: way.broken ?? 'next' };
  }
  const path: FlowPlace[] = [...way.path, 'next', 'again'];
  if ((next.state === 'replaced' || next.state === 'rejected') && way.broken === undefined)
    return { path, broken: 'again' };
  return { ...way, path };
}

function statusAt(way: Way, place: FlowPlace, row: StepRow): FlowStatus {
  if (way.broken === place) return 'broken';
  if (way.path.includes(place)) return 'done';
  const upcoming = place === 'next' || place === 'again';
  if (row.state === 'pending' && place !== 'create' && place !== 'retrieve') return 'ahead';
  return upcoming && row.held !== undefined && way.path.at(-1) === 'store' ? 'ahead' : 'untouched';
}

function whyAt(place: FlowPlace, facts: FlowFacts): Phrase[] {
  const { row, next, between } = facts;
  switch (place) {
    case 'request':
      return whyNotSent(row);
    case 'check':
      if (row.state === 'cached') return [phrase('lessonWhyCached')];
      return [phrase('lessonWhyFailed', code(row.entry.error ?? ''))];
    case 'retrieve':
      return [whyUnknown(row)];
    case 'again':
      return [whyUnknown(next)];
    case 'store':
      return whyRefused(row);
    case 'next': {
      if (between !== undefined) return [between];
      if (next?.state === 'not-sent') return whyNotSent(next);
      return [phrase('lessonWhyNotSentUnknown')];
    }
    case 'create':
    case 'use':
    case 'respond':
      return [];
  }
}

/** Why the server did not go on with an id: a refusal may rest on more than the id. */
function whyUnknown(row: StepRow | undefined): Phrase {
  return phrase(row?.state === 'rejected' ? 'lessonWhyNotAccepted' : 'lessonWhyUnknownId');
}

/** The request that came after a row: one that left when the row's response was there. */
function nextStep(rows: readonly LessonRow[], row: StepRow): StepRow | undefined {
  const at = rows.findIndex(({ key }) => key === row.key);
  const ready = row.entry.respondedAt ?? row.entry.startedDateTime;
  return rows.slice(at + 1).find((other): other is StepRow => isStep(other) && other.entry.startedDateTime >= ready);
}

/** How the row's session ended before the next request, where it did. */
function rowsBetween(rows: readonly LessonRow[], row: StepRow, next: StepRow | undefined): Phrase | undefined {
  const end = rows.find(
    (other) => other.kind === 'exit' && other.session === row.held && other.end.undoneBy === undefined,
  );
  if (end?.kind !== 'exit' || (next !== undefined && end.end.time > next.entry.startedDateTime)) return undefined;
  return exitBySaid(end);
}
