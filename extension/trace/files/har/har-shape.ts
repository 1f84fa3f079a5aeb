import type { JsonKeys, JsonTreatment } from '../json-cutter.ts';

/** What a value of the file is to the reader. */
export type HarPart =
  | 'entry'
  | 'page'
  | 'creator'
  | 'browser'
  | 'masked'
  /** An event of `log._sidtrail.events`. */
  | 'own-event'
  /** Another member of `log._sidtrail`. */
  | 'own-member'
  /** A member of an object that may be an entry itself. */
  | 'entry-member';

/** Members of an entry, where a file is one, or a list of them. */
const ENTRY_MEMBERS: ReadonlySet<string | number> = new Set([
  'startedDateTime',
  'time',
  'request',
  'response',
  'timings',
  'pageref',
  '_resourceType',
  '_initiator',
  '_fromCache',
  '_error',
]);

const LOG_PARTS: ReadonlyMap<string | number, HarPart> = new Map([
  ['creator', 'creator'],
  ['browser', 'browser'],
  ['_masked', 'masked'],
]);

const LISTS: ReadonlyMap<string | number, HarPart> = new Map([
  ['entries', 'entry'],
  ['pages', 'page'],
]);

/**
 * Where a value stands below the log. Files are also a list of HARs or of entries, a log without the object around it,
 * or one entry alone; `creator` and `browser` stand beside the log in some.
 */
function belowLog(keys: JsonKeys): { readonly log: JsonKeys; readonly inLog: boolean } {
  const inRoot = typeof keys[0] === 'number' ? keys.slice(1) : keys;
  return inRoot[0] === 'log' ? { log: inRoot.slice(1), inLog: true } : { log: inRoot, inLog: false };
}

/** What a value is; undefined for one that says nothing here. */
export function partOf(keys: JsonKeys): HarPart | undefined {
  const { log, inLog } = belowLog(keys);
  const [first, second] = log;
  if (first === undefined) return undefined;
  if (log.length === 1)
    return LOG_PARTS.get(first) ?? (!inLog && ENTRY_MEMBERS.has(first) ? 'entry-member' : undefined);
  if (log.length === 2 && first === '_sidtrail') return second === 'events' ? undefined : 'own-member';
  if (log.length === 2) return LISTS.get(first);
  return log.length === 3 && first === '_sidtrail' && second === 'events' ? 'own-event' : undefined;
}

/** What the reader does with a value where it begins. */
export function treatmentOf(keys: JsonKeys, kind: 'object' | 'array' | 'scalar'): JsonTreatment {
  if (partOf(keys) !== undefined) return 'take';
  if (kind === 'scalar') return 'skip';
  const { log, inLog } = belowLog(keys);
  const [first] = log;
  // The root, an item of a root that is a list, and the log.
  if (first === undefined) return kind === 'object' || (!inLog && keys.length === 0) ? 'open' : 'skip';
  if (log.length === 1 && LISTS.has(first)) return kind === 'array' ? 'open' : 'skip';
  if (log.length === 1) return first === '_sidtrail' ? 'open' : 'skip';
  return first === '_sidtrail' ? 'open' : 'skip';
}
