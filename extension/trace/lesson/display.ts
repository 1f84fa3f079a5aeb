import type { CountReading, RequestEntry, SetCookieEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';

/** `GET /login`: the method and the path. A query may hold anything and adds nothing to the lesson. */
export function requestText(entry: RequestEntry): string {
  return `${entry.method} ${pathOf(entry.url)}`;
}

/** The path of a URL; a `;jsessionid=…` parameter is left out. */
export function pathOf(url: string): string {
  if (!URL.canParse(url)) return url;
  return new URL(url).pathname.replace(/;[^/]*/g, ';…');
}

/** A Set-Cookie line with its value shortened so that nobody can use it. */
export function setCookieText(line: SetCookieEntry): string {
  const end = line.raw.indexOf(';');
  const pair = end === -1 ? line.raw : line.raw.slice(0, end);
  const rest = end === -1 ? '' : line.raw.slice(end);
  const equals = pair.indexOf('=');
  return `${pair.slice(0, equals + 1)}${shortValue(pair.slice(equals + 1).trim())}${rest}`;
}

/** Shorter values would be given away by seven of their characters. */
const SHORTEST_SHOWN = 16;

/** A secret's first four and last three characters; dots where that would be most of it. */
export function shortValue(value: string): string {
  if (value === '') return '';
  if (value.length < SHORTEST_SHOWN) return '…';
  return `${value.slice(0, 4)}…${value.slice(-3)}`;
}

/** A page's own words come before the header that says the same. */
export function shownReading(entry: RequestEntry): CountReading | undefined {
  return entry.counts.find(({ source }) => source !== 'header') ?? entry.counts[0];
}

/** A reading as it came: `Visit count: 3`, or `session-count: 3`. */
export function readingText(reading: CountReading): string {
  return reading.source === 'header' ? `${reading.from}: ${reading.text}` : reading.text;
}

/** Where a response sent the browser; absent where it did not. */
export function redirectTarget(entry: RequestEntry): string | undefined {
  const location = headerValue(entry.responseHeaders, 'location');
  if (location === undefined || entry.status === undefined || entry.status < 300 || entry.status > 399)
    return undefined;
  const base = URL.canParse(entry.url) ? entry.url : undefined;
  if (base === undefined || !URL.canParse(location, base)) return location;
  const target = new URL(location, base);
  return target.origin === new URL(base).origin ? pathOf(target.href) : `${target.origin}${pathOf(target.href)}`;
}
