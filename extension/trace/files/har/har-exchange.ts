import { isRedacted } from '../../../cookies/redacted.ts';
import type { BodySays } from '../../model/body-says.ts';
import { type Credential, credentialIn } from '../../model/credential.ts';
import type { Header } from '../../model/event.ts';
import { readAnswerSays } from '../../model/read-answer-says.ts';
import { MESSAGES_READ, readSocketSays } from '../../model/socket-says.ts';
import { bounded, numberOf, recordOf, textOf } from '../json-value.ts';
import { cookieHeaderFrom, separateSetCookieLines, setCookieLinesFrom } from './har-cookies.ts';
import { harHeaders, userAgentOf } from './har-headers.ts';
import { keptRequestHeaders, keptResponseHeaders } from './har-kept-headers.ts';
import { harTime, LATEST, LONGEST_EXCHANGE } from './har-time.ts';
import { type OwnEntry, ownEntryOf } from './own-entry.ts';
import { type Evidence, evidenceOf } from './resource-type.ts';

/** One entry of a HAR, reduced to what a trace keeps of it and to what shows its place among the others. */
export interface HarExchange {
  /** ms since 1970. */
  readonly started: number;
  /** ms since 1970, when the response's head came. */
  readonly responded: number;
  readonly ended: number;
  readonly method: string;
  readonly url: string;
  /** The URL in its canonical form, without its fragment: what a Referer and a Location name it by. */
  readonly address: string;
  readonly evidence: Evidence;
  /** The Referer without its fragment. */
  readonly referer?: string;
  /** The page or origin that asked, as the request or the tool says. */
  readonly initiator?: string;
  readonly pageref?: string;
  readonly credential?: Credential;
  /** Header values as the file has them. */
  readonly requestHeaders: readonly Header[];
  /** Absent: no response came. */
  readonly response?: {
    readonly status: number;
    readonly statusLine: string;
    readonly headers: readonly Header[];
    readonly says?: BodySays;
  };
  /** Where the response redirects to, absolute, without its fragment. */
  readonly redirectsTo?: string;
  /** True also where a service worker answered. */
  readonly fromCache: boolean;
  /** True where the request itself never left: that it has no Cookie header shows nothing. */
  readonly isUnseen: boolean;
  /** Why no response came, in the tool's words. */
  readonly error?: string;
  /** A count that the response's body held. */
  readonly count?: BodyCount;
  /** What Sidtrail wrote beside HAR's members. */
  readonly own?: OwnEntry;
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
  /** Response headers (lower case) that carry a count. */
  readonly countHeaders: ReadonlySet<string>;
  /** Reads a count from a response's body. */
  readCount?(body: string, mimeType: string, url: string): BodyCount | undefined;
  /** Where the entry has no readable time: the time of the one before it. */
  readonly startedBefore: number;
}

/** Why an entry is not part of the trace. */
export type EntryRefusal =
  | 'no-url'
  | 'bad-url'
  /** Its scheme knows no cookies: data:, blob:, chrome-extension: … */
  | 'no-cookie-scheme'
  /** A proxy's tunnel to an https host, which it did not look into. */
  | 'tunnel';

/** What was read of an entry, or why it was not. */
export type ReadEntry =
  | {
      readonly exchange: HarExchange;
      readonly userAgent?: string;
      readonly leftOut: number;
    }
  | {
      readonly refused: EntryRefusal;
      /** Of a tunnel: the host that it leads to. */
      readonly host?: string;
    };

/** Longer bodies are not searched for a count. */
const LONGEST_BODY = 1024 * 1024;

/** Base64 of more than the 65,536 characters that are searched, in whole groups of four. */
const MAX_BASE64 = 4 * 65_536;

/** Longer texts of a tool (errors, status lines) are cut. */
const LONGEST_NOTE = 500;

/** The response's headers with one Header for each Set-Cookie line, whatever the tool made of several. */
function withSetCookieLines(headers: Header[], cookies: unknown): Header[] {
  const written = headers.filter(([name]) => name === 'set-cookie').map(([, line]) => line);
  const lines = written.length === 0 ? setCookieLinesFrom(cookies) : separateSetCookieLines(written, cookies);
  if (written.length === lines.length) return headers;
  return [...headers.filter(([name]) => name !== 'set-cookie'), ...lines.map((line): Header => ['set-cookie', line])];
}

/** The response's headers with a Location that only `redirectURL` has, which HAR 1.2 asks for beside the headers. */
function withLocation(headers: Header[], response: Readonly<Record<string, unknown>>): Header[] {
  const target = textOf(response['redirectURL']) ?? '';
  return target === '' || headers.some(([name]) => name === 'location') ? headers : [...headers, ['location', target]];
}

/** The request's headers with those cookies that only the `cookies` array has. */
function withCookie(headers: Header[], cookies: unknown): Header[] {
  const held = headers.find(([key]) => key === 'cookie');
  if (held !== undefined && !isRedacted(held[1])) return headers;
  const sent = cookieHeaderFrom(cookies);
  if (sent === undefined) return headers;
  return [...headers.filter((header) => header !== held), ['cookie', sent]];
}

/**
 * When the response's head came: the phases before `receive`, as HAR 1.2 orders them (`ssl` is part of `connect`). Where a
 * tool gives none of them, it came at the end: that requests crossed shows in the whole time alone.
 */
function headTime(started: number, ended: number, timings: Readonly<Record<string, unknown>>): number {
  let elapsed = 0;
  let isKnown = false;
  for (const phase of ['blocked', 'dns', 'connect', 'send', 'wait']) {
    const took = numberOf(timings[phase]) ?? -1;
    elapsed += Math.max(0, took);
    isKnown ||= took >= 0;
  }
  if (!isKnown) return ended;
  return Math.min(ended, started + elapsed);
}

function bodyOf(content: Readonly<Record<string, unknown>>, mimeType: string): string | undefined {
  const text = textOf(content['text']);
  if (text === undefined || text.length > LONGEST_BODY) return undefined;
  if (content['encoding'] !== 'base64') return text;
  if (/^(?:image|audio|video|font)\//i.test(mimeType)) return undefined;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.slice(0, MAX_BASE64)), (char) => char.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** The page that asked: its Origin or Referer, else what DevTools knew; none for the address bar (Sec-Fetch-Site: none). */
function initiatorOf(
  headers: ReadonlyMap<string, string>,
  entry: Readonly<Record<string, unknown>>,
): string | undefined {
  const site = headers.get('sec-fetch-site');
  if (site === 'none') return undefined;
  const own = textOf(entry['_initiatorUrl']);
  const byTool = textOf(recordOf(entry['_initiator'])['url']);
  for (const url of [own, headers.get('origin'), headers.get('referer'), byTool]) {
    if (url !== undefined && URL.canParse(url)) return url;
  }
  // A page of another site asked and did not give its name: an opaque origin is all that is known of it.
  return site === 'cross-site' ? 'null' : undefined;
}

/** A URL without its fragment, which no server sees; undefined for what is no URL. */
function withoutFragment(url: string, base?: string): string | undefined {
  if (!URL.canParse(url, base)) return undefined;
  return new URL(url, base).href.split('#', 1)[0];
}

/** Chrome's DevTools write where it came from, also of a service worker's; Safari's how it was fetched; Playwright whether. */
function isCached(entry: Readonly<Record<string, unknown>>, response: Readonly<Record<string, unknown>>): boolean {
  const cached = entry['_fromCache'];
  if (cached === true || (typeof cached === 'string' && cached !== '')) return true;
  return [entry['_fetchType'], response['_serviceWorkerResponseSource']].some((from) =>
    /cache/i.test(textOf(from) ?? ''),
  );
}

/** True where a service worker answered: what it sent itself is another entry. */
function isByWorker(entry: Readonly<Record<string, unknown>>, response: Readonly<Record<string, unknown>>): boolean {
  if (/service worker/i.test(textOf(entry['_fetchType']) ?? '')) return true;
  return [entry, response].some(
    (part) => part['_fetchedViaServiceWorker'] === true || part['fromServiceWorker'] === true,
  );
}

/** How much of what a request sends is searched, in characters. Nothing of it is kept. */
const POSTED_READ = 4_000;

/**
 * A request to renew tokens, by what it sends: as a form, as JSON, in parts (RFC 6749 section 6), to Amazon Cognito, or as
 * a mutation of GraphQL.
 */
const RENEWS =
  /\bgrant_?type["']?[\s=:"']{1,8}refresh_token\b|\bAuthFlow"\s{0,8}:\s{0,8}"REFRESH_TOKEN|\bmutation\b[^{]{0,300}\{(?:\s|\\[nrt]){0,40}(?:refresh|renew)(?:access|auth|user)?_?(?:tokens?|session|login|auth)\b/i;

function asksToRenew({ postData }: Readonly<Record<string, unknown>>): boolean {
  const { text, params } = recordOf(postData);
  const posted = Array.isArray(params) ? params.slice(0, 20).map(recordOf) : [];
  const pairs = posted.map(({ name, value }) => `${textOf(name)?.slice(0, 40)}=${textOf(value)?.slice(0, 40)}`);
  return RENEWS.test([textOf(text)?.slice(0, POSTED_READ), ...pairs].join('&'));
}

/** True where a header says that nobody is in: of ServiceNow, or of Jira and its like. It may name a user: it is not kept. */
const namesNobody = (headers: readonly Header[]): boolean =>
  headers.some(
    ([name, value]) =>
      (name === 'x-is-logged-in' && value === 'false') || (name === 'x-ausername' && value === 'anonymous'),
  );

/** What an answer says of who asks: on its socket, by where its body leads, or in the body. */
function saysOf(
  entry: Readonly<Record<string, unknown>>,
  { body, mimeType, url, status }: { body: string | undefined; mimeType: string; url: string; status: number },
): BodySays | undefined {
  const messages = entry['_webSocketMessages'];
  if (Array.isArray(messages)) return readSocketSays(messages.slice(-MESSAGES_READ).map(recordOf));
  const request = recordOf(entry['request']);
  if (status >= 400 && status < 500 && asksToRenew(request)) return 'renewal-refused';
  if (body === undefined) return undefined;
  const method = textOf(request['method'])?.toUpperCase() ?? 'GET';
  const says = readAnswerSays(body, { mimeType, url, status, method });
  // GraphQL refuses with status 200.
  return says === 'unauthenticated' && asksToRenew(request) ? 'renewal-refused' : says;
}

/** A tunnel's target is a host with its port (RFC 9110 section 9.3.6); some tools write a scheme before it. */
function tunnelHost(target: string): string {
  return (/^(?:https?:\/\/)?([^/:[]{1,255}|\[[^\]]{1,64}\])/i.exec(target)?.[1] ?? '').toLowerCase();
}

const COOKIE_SCHEMES = /^(?:https?|wss?):/i;

/**
 * Reads one entry of any tool's HAR. What is missing is left out.
 *
 * @param value `log.entries[i]`
 */
export function readHarEntry(value: unknown, options: ExchangeOptions): ReadEntry {
  const entry = recordOf(value);
  const request = recordOf(entry['request']);
  const url = textOf(request['url'])?.trim();
  if (url === undefined || url === '') return { refused: 'no-url' };
  const method = (textOf(request['method']) || 'GET').slice(0, 40).toUpperCase();
  if (method === 'CONNECT') return { refused: 'tunnel', host: tunnelHost(url) };
  if (!URL.canParse(url)) return { refused: 'bad-url' };
  if (!COOKIE_SCHEMES.test(url)) return { refused: 'no-cookie-scheme' };
  const response = recordOf(entry['response']);
  const content = recordOf(response['content']);
  const started = harTime(entry['startedDateTime']) ?? options.startedBefore;
  const ended = Math.min(LATEST, started + bounded(numberOf(entry['time']) ?? 0, 0, LONGEST_EXCHANGE));
  const sent = harHeaders(request['headers']);
  const got = harHeaders(response['headers']);
  const mimeType = textOf(content['mimeType']) ?? got.headers.find(([name]) => name === 'content-type')?.[1];
  const requestHeaders = withCookie(sent.headers, request['cookies']);
  const responseHeaders = withSetCookieLines(withLocation(got.headers, response), response['cookies']);
  // Some tools write the status line in its place (`302 Found`), or call it otherwise.
  const given = response['status'] ?? response['statusCode'];
  const status = bounded(Number.parseInt(String(numberOf(given) ?? textOf(given)), 10) || 0, 0, 999);
  const own = ownEntryOf(entry);
  const answered = status >= 100 || own?.response !== undefined;
  const error = textOf(response['_error']) ?? textOf(response['_failureText']) ?? textOf(entry['_error']);
  const headers = new Map(sent.headers);
  const credential = credentialIn(headers);
  const initiator = initiatorOf(headers, entry);
  const referer = withoutFragment(headers.get('referer') ?? '');
  const pageref = textOf(entry['pageref']);
  const body = answered ? bodyOf(content, mimeType ?? '') : undefined;
  const said = answered ? saysOf(entry, { body, mimeType: mimeType ?? '', url, status }) : undefined;
  const says = said ?? (answered && namesNobody(got.headers) ? 'nobody' : undefined);
  const count = body === undefined ? undefined : options.readCount?.(body, mimeType ?? '', url);
  const carries = requestHeaders.some(([name]) => name === 'cookie');
  const cached = isCached(entry, response) || (!carries && isByWorker(entry, response));
  const target = responseHeaders.find(([name]) => name === 'location')?.[1] ?? '';
  const redirectsTo = status >= 300 && status < 400 && target !== '' ? withoutFragment(target, url) : undefined;
  const userAgent = userAgentOf(sent.headers);
  const exchange: HarExchange = {
    started,
    responded: headTime(started, ended, recordOf(entry['timings'])),
    ended,
    method,
    url,
    address: withoutFragment(url) ?? url,
    evidence: evidenceOf({
      url,
      method,
      status,
      requestHeaders: sent.headers,
      resourceType: textOf(entry['_resourceType']),
      initiatorType: textOf(recordOf(entry['_initiator'])['type']),
      mimeType,
    }),
    ...(referer !== undefined && { referer }),
    ...(initiator !== undefined && { initiator }),
    ...(pageref !== undefined && { pageref: pageref.slice(0, LONGEST_NOTE) }),
    ...(credential !== undefined && { credential }),
    requestHeaders: keptRequestHeaders(requestHeaders),
    ...(answered && {
      response: {
        status,
        statusLine: [textOf(response['httpVersion']), status, textOf(response['statusText'])]
          .filter(Boolean)
          .join(' ')
          .slice(0, LONGEST_NOTE),
        headers: own === undefined ? keptResponseHeaders(responseHeaders, options.countHeaders) : responseHeaders,
        ...(says !== undefined && { says }),
      },
    }),
    ...(redirectsTo !== undefined && { redirectsTo }),
    fromCache: cached,
    isUnseen: cached && own === undefined && !carries,
    ...(error !== undefined && error !== '' && { error: error.slice(0, LONGEST_NOTE) }),
    ...(count !== undefined && { count }),
    ...(own !== undefined && { own }),
  };
  return {
    exchange,
    leftOut: sent.leftOut + got.leftOut,
    ...(userAgent !== undefined && { userAgent }),
  };
}
