import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { readHeaderParts } from '../lines/header-parts.ts';
import { schemeOf } from '../lines/http-head.ts';
import { HOST } from './cookie-list.ts';

/** Nesting that is followed, and values in all: header lists lie near the top. */
const DEEPEST = 8;
const MAX_VALUES = 50_000;

/**
 * Headers as programs print them: a record of names, a list of `{name, value}` or of names and values by turns, or a list
 * of Set-Cookie lines alone.
 */
export function isHeaderJson(document: unknown): boolean {
  return headersOf(document).length > 0;
}

/** Reads the cookies of headers in JSON; they belong to the URL beside them, else to the site that is looked at. */
export function readHeaderJson(document: unknown, origin: ExchangeOrigin): Reading {
  const parts = headersOf(document).map(({ host, ...part }) => {
    const url = part.url ?? (host === undefined ? undefined : `${schemeOf(host, undefined, origin)}//${host}/`);
    return { ...part, ...(url !== undefined && { url }) };
  });
  // A program printed them: what stands in one text need not have been one line.
  return readHeaderParts(
    parts.map((part) => ({ ...part, isPrinted: true })),
    origin,
  );
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** Headers that belong together. */
interface Part {
  readonly url?: string;
  /** Where no URL is named: the Host of the request. */
  readonly host?: string;
  readonly cookies: string[];
  readonly setCookies: { readonly text: string }[];
}

function headersOf(document: unknown): readonly Part[] {
  if (isSetCookieList(document)) return [{ cookies: [], setCookies: document.map((text) => ({ text })) }];
  const parts: Part[] = [];
  let values = 0;
  const visit = (value: unknown, depth: number, part: Part): void => {
    if (depth > DEEPEST || ++values > MAX_VALUES) return;
    if (Array.isArray(value)) {
      const inner = partFor(headersIn(value), part, parts);
      for (const [index, item] of value.entries()) {
        const next: unknown = value[index + 1];
        const [, name, text] = typeof item === 'string' ? (WHOLE.exec(item) ?? []) : [];
        if (name !== undefined) take(inner, name, text);
        else if (typeof item === 'string' && typeof next === 'string') take(part, item, next);
        else visit(item, depth + 1, part);
      }
    }
    if (!isRecord(value)) return;
    const inner = partFor(value, part, parts);
    // Postman's headers have a `key`.
    const named = value['name'] ?? value['key'];
    const isCookie = Object.hasOwn(value, 'domain') || value['disabled'] === true;
    if (typeof named === 'string' && !isCookie) take(inner, named, value['value']);
    // What AWS hands to a function has the pairs of the request so.
    const isEvent = Object.hasOwn(value, 'requestContext');
    for (const [name, item] of Object.entries(value)) {
      take(inner, isEvent && name === 'cookies' ? 'cookie' : name, item);
      if (HOST.test(name) && !HEADER.test(name) && isSetCookieList(item)) {
        parts.push({
          url: urlOf(name),
          cookies: [],
          setCookies: item.map((text) => ({ text })),
        });
      }
      visit(item, depth + 1, inner);
    }
  };
  const whole: Part = { cookies: [], setCookies: [] };
  parts.push(whole);
  visit(document, 0, whole);
  return parts.filter(({ cookies, setCookies }) => cookies.length + setCookies.length > 0);
}

const urlOf = (host: string): string => `https://${host.replace(/^\./, '')}/`;

/** A record that names the URL or host of its request begins a part of its own, as an entry of a HAR or a log does. */
function partFor(record: JsonRecord, part: Part, parts: Part[]): Part {
  const inner = record['request'] ?? record['req'];
  const request = isRecord(inner) ? inner : record;
  const place = typeof record['cookies'] === 'string' ? (record['domain'] ?? record['host']) : undefined;
  const { scheme, host: machine } = record;
  const named =
    record['url'] ??
    request['url'] ??
    (typeof scheme === 'string' ? `${scheme}://${String(machine)}/` : undefined) ??
    (typeof place === 'string' ? urlOf(place) : undefined);
  const url = isRecord(named) ? named['raw'] : named;
  const isUrl = typeof url === 'string' && /^https?:/i.test(url) && URL.canParse(url);
  const host = isUrl ? undefined : hostOf(request);
  if (isUrl ? url === part.url : host === undefined || host === part.host) return part;
  const own: Part = { ...(isUrl ? { url } : host !== undefined && { host }), cookies: [], setCookies: [] };
  parts.push(own);
  return own;
}

/** A header that is one text with its name, as in Chrome's net-export. */
const WHOLE = /^((?:set-)?cookie): (.*)$/is;

/** The Host of such a list. */
function headersIn(list: readonly unknown[]): JsonRecord {
  const host = list.slice(0, 100).find((item) => typeof item === 'string' && /^host: /i.test(item));
  return typeof host === 'string' ? { http_host: host.slice(6) } : {};
}

/** The Host among a request's headers. In a record that may be a log's line, `host` is the machine that wrote it. */
function hostOf(request: JsonRecord): string | undefined {
  const { headers } = request;
  const entries = Object.entries(isRecord(headers) ? headers : request);
  const get = (name: RegExp): unknown => entries.find(([key]) => name.test(key))?.[1];
  const isHead = isRecord(headers) || get(/^(?:accept(?:-encoding)?|connection)$/i) !== undefined;
  const host = get(isHead ? /^(?:(?:http_)?host|:authority)$/i : /^(?:http_host|:authority)$/i);
  return typeof host === 'string' && /^[^\s/?#@]+$/.test(host) && URL.canParse(`https://${host}/`) ? host : undefined;
}

/** A header of cookies, as HTTP names it, and as CGI, servers' logs and traces do: `HTTP_COOKIE`, `http.request.header.cookie`. */
const HEADER = /(?:^|[._])(set[-_]cookie|cookies?)$/i;

/** Keeps a header if it is one of cookies. */
function take({ cookies, setCookies }: Part, name: string, value: unknown): void {
  const header = HEADER.exec(name.slice(0, 60))?.[1]?.toLowerCase();
  if (header === undefined) return;
  const isSet = header.startsWith('set') || (header === 'cookies' && isSetCookieList(value));
  const isExact = /^(?:http_)?(?:set-)?cookie$/i.test(name);
  for (const line of textsIn(value, 4)) {
    // Under another name it may be a cookie's own.
    if (!isExact && !PAIR.test(line)) continue;
    if (!isSet) cookies.push(line);
    // Firefox joins several lines by a line break.
    else setCookies.push(...line.split('\n').map((text) => ({ text })));
  }
}

/** The text of a value, or those of its list; OpenTelemetry and WebDriver BiDi pack them in records. */
function textsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return [value];
  if (depth === 0) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, depth - 1));
  if (!isRecord(value)) return [];
  return ['value', 'stringValue', 'arrayValue', 'values'].flatMap((key) => textsIn(value[key], depth - 1));
}

/** Lines that begin with a pair; one may have been cut at the comma of its Expires. */
function isSetCookieList(list: unknown): list is readonly string[] {
  if (!Array.isArray(list) || list.length === 0) return false;
  return list.every((item, index) => typeof item === 'string' && (index === 0 ? PAIR : PAIR_OR_REST).test(item));
}

const PAIR = /^[^\s;,=]+=/;
const PAIR_OR_REST = /^(?:[^\s;,=]+=|\s*\d{1,2}[- ][A-Z][a-z]{2})/;
