import { bareDomain, domainMatches } from '../../domain-match.ts';
import { parseUrl } from '../../hosts.ts';
import type { TextNote } from '../exchange-codes.ts';
import { type ExchangeOrigin, MAX_ROWS, type Reading, type ReadRow } from '../exchange-cookie.ts';
import { numberRows } from '../rows/read-rows.ts';
import { LONGEST_HEADER, readPairs } from './cookie-header.ts';
import type { SetCookieText } from './repair-lines.ts';
import { asSetCookie, assumedHost, readSetCookieLines } from './set-cookie-lines.ts';
import { hasAttributes } from './which-header.ts';

/** The cookies of one message, or of the request and the response of one exchange. */
export interface HeaderParts {
  /** URL of the request; absent: the site that is looked at. */
  readonly url?: string;
  /** A program printed it: see `SetCookieText`. */
  readonly isPrinted?: boolean;
  readonly cookies: readonly string[];
  readonly setCookies: readonly SetCookieText[];
}

/**
 * Reads the cookies of messages. A cookie that stands in a Set-Cookie line too is read from there, for a Cookie header
 * carries its name and value alone.
 */
export function readHeaderParts(parts: readonly HeaderParts[], origin: ExchangeOrigin): Reading {
  const set = readSetCookieLines(linesOf(parts.map(withSetCookies)), origin);
  const pairs = new PairRows(domainsByName(set));
  const hosts = new Set<string>();
  for (const { url = origin.url, cookies } of parts.map(withSetCookies)) {
    if (cookies.length === 0) continue;
    const site = parseUrl(url);
    if (site === null) return { rows: [], error: { code: 'no-site' } };
    hosts.add(site.hostname);
    for (const header of cookies) {
      if (header.length > LONGEST_HEADER) {
        return { rows: [], error: { code: 'too-long', params: { characters: header.length, limit: LONGEST_HEADER } } };
      }
      for (const row of readPairs(header, site)) pairs.add(row, site.hostname);
    }
  }
  const isPlaceless = parts
    .map(withSetCookies)
    .some(({ url, setCookies }) => url === undefined && setCookies.length > 0);
  const assumed = isPlaceless ? assumedHost(set, origin) : [];
  return numberRows([...pairs.rows.values(), ...set], [...pairs.notes(hosts), ...assumed]);
}

/** What is called a Cookie header and has attributes belongs to the Set-Cookie lines. */
function withSetCookies(part: HeaderParts): HeaderParts {
  const lines = part.cookies.filter(hasAttributes);
  if (lines.length === 0) return part;
  const setCookies = [...part.setCookies, ...lines.map(asSetCookie)];
  return { ...part, cookies: part.cookies.filter((header) => !lines.includes(header)), setCookies };
}

function* linesOf(parts: readonly HeaderParts[]): Generator<SetCookieText> {
  for (const { url, isPrinted, setCookies } of parts) {
    for (const line of setCookies)
      yield { ...line, ...(url !== undefined && { url }), ...(isPrinted && { isPrinted }) };
  }
}

/** The domains that cookies of a name were set for. */
function domainsByName(rows: readonly ReadRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const domains = new Map<string, Set<string>>();
  for (const row of rows) {
    if (!row.ok) continue;
    const { name, domain } = row.cookie;
    const known = domains.get(name) ?? new Set();
    domains.set(name, known.add(bareDomain(domain)));
  }
  return domains;
}

/** The rows of Cookie headers, each cookie once. */
class PairRows {
  readonly rows = new Map<string, ReadRow>();
  readonly #set: ReadonlyMap<string, ReadonlySet<string>>;
  #covered = 0;
  #repeated = 0;

  constructor(set: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#set = set;
  }

  add(row: ReadRow, host: string): void {
    const domains = row.ok ? this.#set.get(row.cookie.name) : undefined;
    const key = JSON.stringify(row);
    if (domains !== undefined && Array.from(domains).some((domain) => domainMatches(host, domain))) this.#covered++;
    else if (this.rows.has(key)) this.#repeated++;
    else if (this.rows.size <= MAX_ROWS) this.rows.set(key, row);
  }

  *notes(hosts: Iterable<string>): Generator<TextNote> {
    if (this.rows.size > 0) yield { code: 'pairs-only', params: { host: Array.from(hosts).slice(0, 5).join(', ') } };
    if (this.#covered > 0) yield { code: 'pairs-covered', params: { count: this.#covered } };
    if (this.#repeated > 0) yield { code: 'repeated', params: { count: this.#repeated } };
  }
}
