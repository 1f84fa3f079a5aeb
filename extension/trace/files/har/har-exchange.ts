import type { Header, ResourceType } from '../../model/event.ts';
import { numberOf, recordOf, textOf } from '../json-value.ts';
import { cookieHeaderFrom, separateSetCookieLines, setCookieLinesFrom } from './har-cookies.ts';
import { harHeaders } from './har-headers.ts';
import { keptRequestHeaders, keptResponseHeaders } from './kept-headers.ts';
import { resourceTypeOf } from './resource-type.ts';

/** One entry of a HAR, reduced to what a trace keeps of it. */
export interface HarExchange {
  /** ms since 1970. */
  readonly started: number;
  /** ms since 1970, when the response's head came. */
  readonly responded: number;
  readonly ended: number;
  readonly method: string;
  readonly url: string;
  readonly type: ResourceType;
  readonly initiator?: string;
  readonly pageref?: string;
  readonly requestHeaders: readonly Header[];
  /** Absent: no response came. */
  readonly response?: { readonly status: number; readonly statusLine: string; readonly headers: readonly Header[] };
  readonly fromCache: boolean;
  /** Why no response came, in the tool's words. */
  readonly error?: string;
  /** A count that the response's body held. */
  readonly count?: BodyCount;
}

export interface BodyCount {
  readonly count: number;
  /** The pattern that found it. */
  readonly pattern: string;
  /** The text that it matched. */
  readonly text: string;
}

/** What an entry's reading depends on beside the entry. */
export interface ExchangeOptions {
  readonly headerText: 'utf-8' | 'octets';
  /** Response headers (lower case) that carry a count. */
  readonly countHeaders: ReadonlySet<string>;
  /** Reads a count from a response's body. */
  readCount?(body: string, mimeType: string, url: string): BodyCount | undefined;
  /** Where the entry has no readable time: the time of the one before it. */
  readonly startedBefore: number;
}

/** Longer bodies are not searched for a count. */
const LONGEST_BODY = 1024 * 1024;

/** The response's headers with one Header for each Set-Cookie line, whatever the tool made of several. */
function withSetCookieLines(headers: Header[], cookies: unknown): Header[] {
  const told = headers.filter(([name]) => name === 'set-cookie').map(([, line]) => line);
  const lines = told.length === 0 ? setCookieLinesFrom(cookies) : separateSetCookieLines(told, cookies);
  if (told.length === lines.length) return headers;
  return [...headers.filter(([name]) => name !== 'set-cookie'), ...lines.map((line): Header => ['set-cookie', line])];
}

function withCookie(headers: Header[], sent: string | undefined): Header[] {
  if (sent === undefined || headers.some(([key]) => key === 'cookie')) return headers;
  return [...headers, ['cookie', sent]];
}

/** When the response's head came: the phases before `receive`, as HAR 1.2 orders them (`ssl` is part of `connect`). */
function headTime(started: number, ended: number, timings: Readonly<Record<string, unknown>>): number {
  let elapsed = 0;
  for (const phase of ['blocked', 'dns', 'connect', 'send', 'wait'])
    elapsed += Math.max(0, numberOf(timings[phase]) ?? 0);
  return Math.min(ended, started + elapsed);
}

function bodyOf(content: Readonly<Record<string, unknown>>): string | undefined {
  const text = textOf(content['text']);
  if (text === undefined || text.length > LONGEST_BODY) return undefined;
  if (content['encoding'] !== 'base64') return text;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** The page that asked: its Origin or Referer, else what DevTools knew; none for the address bar (Sec-Fetch-Site: none). */
function initiatorOf(
  headers: ReadonlyMap<string, string>,
  entry: Readonly<Record<string, unknown>>,
): string | undefined {
  if (headers.get('sec-fetch-site') === 'none') return undefined;
  const own = textOf(entry['_initiatorUrl']);
  const origin = headers.get('origin');
  const told = recordOf(entry['_initiator']);
  for (const url of [own, origin, headers.get('referer'), textOf(told['url'])]) {
    if (url !== undefined && URL.canParse(url)) return url;
  }
  return undefined;
}

/**
 * Reads one entry of any tool's HAR. What is missing is left out; an entry without a usable URL is told by a sentence.
 *
 * @param value `log.entries[i]`
 */
export function readHarEntry(value: unknown, options: ExchangeOptions): HarExchange | string {
  const entry = recordOf(value);
  const request = recordOf(entry['request']);
  const url = textOf(request['url']);
  if (url === undefined) return 'it has no request.url';
  if (!URL.canParse(url)) return 'its request.url is no URL';
  const response = recordOf(entry['response']);
  const content = recordOf(response['content']);
  const parsed = Date.parse(textOf(entry['startedDateTime']) ?? '');
  const started = Number.isNaN(parsed) ? options.startedBefore : parsed;
  const ended = started + Math.max(0, numberOf(entry['time']) ?? 0);
  const mimeType = textOf(content['mimeType']);

  const allRequestHeaders = harHeaders(request['headers'], options.headerText);
  const sent = cookieHeaderFrom(request['cookies']);
  const requestHeaders = withCookie(allRequestHeaders, sent);
  const responseHeaders = withSetCookieLines(harHeaders(response['headers'], options.headerText), response['cookies']);
  const status = numberOf(response['status']) ?? 0;
  const error = textOf(response['_error']) ?? textOf(response['_failureText']) ?? textOf(entry['_error']);
  const answered = status >= 100;
  const initiator = initiatorOf(new Map(allRequestHeaders), entry);
  const pageref = textOf(entry['pageref']);
  const body = options.readCount === undefined || !answered ? undefined : bodyOf(content);
  const count = body === undefined ? undefined : options.readCount?.(body, mimeType ?? '', url);
  const cached = textOf(entry['_fromCache']);
  return {
    started,
    responded: headTime(started, ended, recordOf(entry['timings'])),
    ended,
    method: (textOf(request['method']) ?? 'GET').toUpperCase(),
    url,
    type: resourceTypeOf({
      url,
      requestHeaders: allRequestHeaders,
      resourceType: textOf(entry['_resourceType']),
      mimeType,
    }),
    ...(initiator !== undefined && { initiator }),
    ...(pageref !== undefined && { pageref }),
    requestHeaders: keptRequestHeaders(requestHeaders),
    ...(answered && {
      response: {
        status,
        statusLine: [textOf(response['httpVersion']), status, textOf(response['statusText'])].filter(Boolean).join(' '),
        headers: keptResponseHeaders(responseHeaders, options.countHeaders),
      },
    }),
    fromCache: cached !== undefined && cached !== '',
    ...(error !== undefined && { error }),
    ...(count !== undefined && { count }),
  };
}
