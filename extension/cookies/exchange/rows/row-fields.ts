/** The fields of a row, before they are believed. Absent: the format did not give them. */
export interface RowFields {
  readonly name: unknown;
  readonly value: unknown;
  readonly domain: unknown;
  /** Of the site that set it, for tools that take it instead of a domain. */
  readonly url?: unknown;
  readonly hostOnly?: unknown;
  readonly path?: unknown;
  readonly secure?: unknown;
  readonly httpOnly?: unknown;
  readonly sameSite?: unknown;
  /** The tool gives SameSite exactly as the jar holds it; most write None, too, where it is not set. */
  readonly sameSiteIsExact?: boolean;
  /** A time in seconds, milliseconds or microseconds, or a date in words. Absent, null, 0 or below: a session cookie. */
  readonly expires?: unknown;
  /** Seconds from `since`; used where there is no `expires`. */
  readonly maxAge?: unknown;
  /** A date, or ms since 1970: what `maxAge` counts from. */
  readonly since?: unknown;
  readonly session?: unknown;
  /** False where the cookie ends with the session, whatever `expires` holds. */
  readonly persistent?: unknown;
  readonly storeId?: unknown;
  readonly partitionKey?: unknown;
  /** Where a tool says no more of the partition than that there is one. */
  readonly partitioned?: unknown;
  readonly hasCrossSiteAncestor?: unknown;
  readonly partitionKeyOpaque?: unknown;
  readonly firstPartyDomain?: unknown;
  /** Octets of name and value, where a table counts them. */
  readonly size?: unknown;
  /** Chrome's database holds a value in the clear or so, never in both. */
  readonly encryptedValue?: unknown;
  /** Firefox's `^userContextId=2&partitionKey=%28https%2Cexample.com%29`. */
  readonly originAttributes?: unknown;
}

const YES = new Set(['true', '1', 'yes', 'y', 'on', 't', '✓', '✔', '✅']);
const NO = new Set(['false', '0', 'no', 'n', 'off', 'f', '', '-', '–', 'null', 'none', 'undefined', '✗', '✘', '❌']);

/** A flag in any of the forms that tools write: true, 1, "TRUE", "✓". */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === 'string' && YES.has(value.trim().toLowerCase()));
}

/** Whether a flag says anything at all: what is neither yes nor no must not become a silent no. */
export function isFlag(value: unknown): boolean {
  if (value === undefined || value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return value === 0 || value === 1;
  return typeof value === 'string' && (isTrue(value) || NO.has(value.trim().toLowerCase()));
}
