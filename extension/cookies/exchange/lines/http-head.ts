import { isLoopback, parseUrl } from '../../hosts.ts';
import { asciiLowerCase } from '../../whitespace.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { allLines } from '../rows/read-rows.ts';
import { type HeaderParts, readHeaderParts } from './header-parts.ts';
import type { SetCookieText } from './repair-lines.ts';
import { ATTRIBUTE, isPairLine, withoutQuotes } from './which-header.ts';
import { goesOn, LONGEST_LINE, mayBePiece, unwrapped } from './wrapped-lines.ts';

/** mitmdump puts `<< ` before the status, and the client's address before the request. */
const STATUS_LINE = /^(?:<< +|(?:<< +)?HTTP\/\d(?:\.\d)? +)\d{3}(?: |$)/;
const REQUEST_LINE = /^(?:[\w.:[\]]{3,50}: )?([A-Z]{3,10}) +(\S+) +HTTP\/\d(?:\.\d)?$/;
/** What wget -S says before each request, and how a file of requests for an editor begins one. */
const URL_LINE = /^(?:--[\d-]{10} [\d:]{8}--|(?:[\w.:[\]]{3,50}: )?[A-Z]{3,10}) +(https?:\/\/\S+)$/;
/** "Request URL" in any language, `uri` of a program's log. */
const LABELLED_URL = /^[ \t]*(?!x-)[^\s:][^:\r\n]{0,60}?:[ \t]*(https?:\/\/\S+)[ \t]*$/i;
const URL_LABEL = /^[^:]{0,60}\bUR[LI]\b[^:]{0,60}:/i;
/** A URL of another purpose than the request's. */
const OTHER_URL = /^[ \t]*(?:x-|[^:]{0,60}(?:refer|redirect|callback|location|origin|base|image|icon))/i;
/** What Scrapy says before the cookies of a request or response. */
const OF_URL = /<(?:[A-Z]{3,10}|\d{3}) (https?:\/\/[^\s>]+)>$/m;
const URL_ALONE = /^[ \t]*https?:\/\/\S+[ \t]*$/i;
/** The same, at the beginning of a line. */
const REQUEST_OF_FILE = /^[A-Z]{3,7} +https?:\/\/\S+[ \t]*$/m;
/** Wireshark puts the URL together behind the headers. */
const FULL_URL = /^ +\[Full request URI: (https?:\/\/[^\s\]]+)\]/;
/** What Python's http.client and Chrome's net-export print before what is sent and gotten. */
const PRINTED =
  /^(?:header: (?=[\w-]{1,100}:)|[ \t]*--> (?=HTTP\/\d|[A-Z]{3,10} \S+ HTTP\/)|(?:send|reply): b?['"](?=HTTP\/\d|[A-Z]{3,10} \S))/;
/** Wireshark takes the header before it apart. */
const TOLD_AGAIN = /^ +(?:Cookie pair: |\[[A-Z])/;
/** A line that sets a cookie, wherever the header's name stands in it. */
const SETS = /\bset-cookie2?["']?[ \t]*:[ \t]*["']?[^\s=;,"']{1,100}=/i;
const COOKIE_LINE = /^[ \t]*(?:set-)?cookie2?[ \t]*:/i;
/** curl's -v marks what it sends and what it gets. */
const TRACE_LINE = /^([<>]) ?(?=HTTP\/\d|[A-Z]{3,10} +\S+ +HTTP\/\d)/m;
/** Charles puts a tab behind the name when its table of headers is copied. */
const HEADER = /^[ \t]*(:?[A-Za-z0-9!#$%&'*+.^_`|~-]+|Request URL)(?: *:[ \t]*|\t[ \t]*:?[ \t]*)/;
/** Newer DevTools put a header's name on a line of its own when it is copied. */
const NAME_ALONE = /^[ \t]*(set-cookie|cookie|host|:authority|:path|:scheme|request url)[ \t]*:?[ \t]*$/i;
const COOKIE_HEADER = /^[ \t]*(?:[<>] )?cookie(?![ \t]*(?:=|:[:=]))[ \t]*:?(?:[ \t]|$)/im;
const SET_COOKIE_HEADER = /^[ \t]*(?:[<>] )?set-cookie2?[ \t]*:?(?:[ \t]|$)/im;
/** Another header, or what DevTools puts before headers. */
const OTHER_HEADER =
  /^[ \t]*(?:[<>] )?(?:(?!(?:set-)?cookie)(?::[a-z]+|[a-z][a-z0-9]*(?:-[a-z0-9]+)*):(?:[ \t]|$)|(?:request|response) headers|request url|status code|:(?:authority|method|path|scheme)(?:\t|[ \t]*$)|(?:content-type|host)[ \t]*$|(?:accept|content-type|date|host|location|server|user-agent)\t)/im;

/** One header of newer DevTools: its name, and its value in the next line. */
const HEADER_ALONE = /^[ \t]*(?:set-)?cookie:?[ \t]*[\r\n]+[^\s=;,:]+=/im;

/** Whether a text is the head of a response or request, whole or in part, as curl -i, -v, proxies and DevTools give it. */
export function isHttpHead(head: string): boolean {
  if (/^[ \t]*Provisional headers are shown/m.test(head) || HEADER_ALONE.test(head)) return true;
  if (OF_URL.test(head) && (COOKIE_HEADER.test(head) || SET_COOKIE_HEADER.test(head))) return true;
  if (/^(?:send|reply): b?['"](?:HTTP\/\d|[A-Z]{3,10} \S)/m.test(head)) return true;
  if (
    /^[ \t]*(?:<< +|--> |[<>] ?|[\w.:[\]]{3,50}: )?(?:HTTP\/\d(?:\.\d)? +\d{3}|[A-Z]{3,10} +\S+ +HTTP\/\d)/m.test(head)
  )
    return true;
  const [cookie, setCookie] = [COOKIE_HEADER.test(head), SET_COOKIE_HEADER.test(head)];
  return (cookie && setCookie) || ((cookie || setCookie) && (OTHER_HEADER.test(head) || REQUEST_OF_FILE.test(head)));
}

/** Characters that are read as heads. */
const LONGEST_HEAD = 4 * 1024 * 1024;

/** One message while its lines are read. */
interface Message {
  readonly headers: Map<string, string>;
  readonly cookies: string[];
  readonly setCookies: SetCookieText[];
  /** The target of a request line. */
  target?: string;
  /** It began with a status or request line, so that a blank line ends its head. */
  readonly started: boolean;
}

/** Reads the cookies of heads, the cookie lines alone; what comes behind a blank line is a body, and is passed over. */
export function readHttpHead(text: string, origin: ExchangeOrigin): Reading {
  if (text.length > LONGEST_HEAD) {
    return { rows: [], error: { code: 'too-long', params: { characters: text.length, limit: LONGEST_HEAD } } };
  }
  const parts = partsOfHead(text, origin);
  const found = parts.some(({ cookies, setCookies }) => cookies.length + setCookies.length > 0);
  return found ? readHeaderParts(parts, origin) : { rows: [], error: { code: 'head-without-cookies' } };
}

/** The cookies of each message of a head. */
export function partsOfHead(text: string, origin: ExchangeOrigin): readonly HeaderParts[] {
  const messages = readMessages(text);
  const parts: HeaderParts[] = [];
  let url: string | undefined;
  let next: string | undefined;
  for (const message of messages) {
    // A response answers the request before it; behind a redirect, the request for its Location.
    url = urlOf(message, origin) ?? next ?? url;
    const location = message.headers.get('location');
    const base = url ?? origin.url;
    next = location !== undefined && URL.canParse(location, base) ? new URL(location, base).href : undefined;
    const { cookies, setCookies } = message;
    parts.push({ ...(url !== undefined && { url }), cookies, setCookies });
  }
  return parts;
}

function emptyMessage(started: boolean, target?: string): Message {
  return { headers: new Map(), cookies: [], setCookies: [], started, ...(target !== undefined && { target }) };
}

/** Headers that say where a message belongs; of the others only cookies are kept. */
const KEPT = new Set(['host', 'location', ':authority', ':path', ':scheme', 'request url', 'url']);

function readMessages(text: string): Message[] {
  const reader = new HeadReader(text);
  for (const { line, number } of allLines(text)) reader.read(line, number);
  return reader.messages;
}

/** Characters of a line that are looked at for what it is, and the most that is kept of a header. */
const LONGEST_START = 10_000;

/** Reads heads line by line. */
class HeadReader {
  readonly messages: Message[];
  /** curl's marks stand before each line. */
  readonly #isTraced: boolean;
  /** An editor or a mail put an empty line behind each. */
  readonly #isSpaced: boolean;
  #message = emptyMessage(false);
  #inBody = false;
  /** The last line of cookies, and its number. */
  #line = '';
  #end = 0;
  /** The header whose value is awaited in the next line. */
  #pending: string | undefined;
  /** The header that a line with blanks before it goes on with. */
  #last: string | undefined;

  constructor(text: string) {
    this.messages = [this.#message];
    this.#isTraced = TRACE_LINE.test(text);
    this.#isSpaced = !/\S[ \t]*(?:\r\n|[\r\n])[ \t]*\S/.test(text);
  }

  read(whole: string, number: number): void {
    if (this.#addToValue(whole, number)) return;
    const [, full] = FULL_URL.exec(whole.slice(0, LONGEST_START)) ?? [];
    if (full !== undefined) this.#take('url', full, number);
    if (TOLD_AGAIN.test(whole) || (this.#isTraced && !/^[<>]/.test(whole))) return;
    const line = this.#isTraced ? whole.slice(1).replace(/^ /, '') : whole.replace(PRINTED, '');
    const start = line.slice(0, LONGEST_START).trim();
    const target = REQUEST_LINE.exec(start)?.[2] ?? URL_LINE.exec(start)?.[1] ?? loggedUrl(start);
    if (this.#pending === 'url' ? !URL_ALONE.test(start) : COOKIE_LINE.test(start)) this.#pending = undefined;
    if (target !== undefined || STATUS_LINE.test(start.slice(0, 40))) {
      this.#begin(emptyMessage(true, target));
      this.#inBody = false;
      this.#pending = this.#last = undefined;
    } else if (this.#inBody) return;
    else if (!/\S/.test(line)) {
      this.#inBody = this.#message.started && !this.#isSpaced;
      this.#last = undefined;
    } else if (this.#pending?.endsWith('cookie') && !start.includes('=')) this.#pending = undefined;
    else if (this.#pending !== undefined) {
      const item = yamlItem(start);
      this.#take(this.#pending, item ?? line.trim(), number);
      this.#last = this.#pending;
      this.#pending = undefined;
    } else this.#readHeader(line, start, number);
  }

  #begin(message: Message): void {
    this.#message = message;
    this.messages.push(message);
  }

  /** True where a terminal broke the value of the cookie before this line, which is the rest of it or may be a piece of it. */
  #addToValue(line: string, number: number): boolean {
    if (this.#end !== number - 1) return false;
    const { cookies, setCookies } = this.#message;
    if (this.#last === 'cookie') {
      const isNext = /;[ \t]*$/.test(this.#line.slice(-50)) && isPairLine(line);
      if (!isNext && !mayBePiece(this.#line, line)) return false;
      // A value that may be cut is said to be.
      cookies.push(isNext ? line : `${cookies.pop()}…`);
    } else {
      const set = setCookies.pop();
      if (set === undefined) return false;
      const more = unwrapped(set.text, line, true);
      setCookies.push({ ...set, ...more });
      if (more === undefined) return false;
    }
    this.#line = line;
    this.#end = number;
    return true;
  }

  #take(name: string, value: string, line: number): void {
    const { headers, cookies, setCookies } = this.#message;
    // YAML may have quotes; a log that wrote line breaks out goes on with other text.
    const text = withoutQuotes(value.replace(/(?:\\r)?\\n.*$/, ''));
    if (name === 'cookie') cookies.push(text);
    else if (name === 'set-cookie' || name === 'set-cookie2') {
      this.#end = line;
      setCookies.push({ line, text });
    } else if (KEPT.has(name) && !headers.has(name)) headers.set(name, value.slice(0, LONGEST_START));
  }

  #readHeader(line: string, start: string, number: number): void {
    const label = URL_LABEL.test(start) && !OTHER_URL.test(start);
    const url = (label ? LABELLED_URL : OF_URL).exec(start)?.[1];
    if (url !== undefined) {
      // Another request's URL: what stands below belongs to it.
      if (this.#message.headers.has('url') || this.#message.setCookies.length > 0) this.#begin(emptyMessage(false));
      this.#take('url', url, number);
      return;
    }
    const alone = NAME_ALONE.exec(line.slice(0, 100))?.[1];
    const header = alone === undefined || line.length > 100 ? HEADER.exec(line.slice(0, 300)) : null;
    // "Request URL" in another language, with the URL below it.
    if (label && start.endsWith(':')) this.#pending = 'url';
    else if (header !== null) {
      const name = asciiLowerCase(header[1] ?? '');
      this.#last = name;
      this.#take(name, line.slice(header[0].length).trim(), number);
      this.#line = line;
      if (name === 'cookie') this.#end = number;
      // In a header of another name: whose cookie it is is not known, but it is not lost in silence.
      if (!/^(?:set-)?cookie2?$/.test(name) && SETS.test(start)) this.#addUnread(line, number);
    } else if (alone !== undefined) this.#pending = asciiLowerCase(alone);
    else if (/\bURL\b[^.:]{0,40}$/.test(start)) this.#pending = 'url';
    else if (this.#last !== undefined && (/^(?:[ \t]|- )/.test(line) || (isPairLine(line) && ATTRIBUTE.test(line))))
      continueLine(this.#message, this.#last, line.trim(), number);
    else if (SETS.test(start)) this.#addUnread(line, number);
  }

  /** Adds a line that holds a cookie, and is no header. */
  #addUnread(line: string, number: number): void {
    this.#message.setCookies.push({ line: number, text: line.trim(), isProse: true });
  }
}

/** What the log of a client for HTTP puts before a URL: OkHttp `--> GET`, `<-- 200`; Postman `GET`, with a brace behind it. */
const LOGGED =
  /^(?:(?:-->|<--) +(?:[A-Z]{3,10}|\d{3}[A-Za-z ]{0,30}?) +|[A-Z]{3,10} +(?=\S+:? \{?$))(https?:\/\/\S+)(.*)$/;

function loggedUrl(line: string): string | undefined {
  const [, url = '', rest = ''] = LOGGED.exec(line) ?? [];
  if (url === '' || !/^(?: http\/[\d.]+| \([^()]{0,60}\)| \{)?$/i.test(rest)) return undefined;
  return rest === ' {' ? url.replace(/:$/, '') : url;
}

/** A value of a list in YAML, without the quotes that it may have there. */
function yamlItem(line: string): string | undefined {
  const item = /^- +(\S.*)$/.exec(line)?.[1];
  return item?.replace(/^(["'])(.*)\1$/, '$2');
}

/** A line that begins with blanks goes on with the header before it (RFC 9112 §5.2, obs-fold); a YAML list holds its values. */
function continueLine({ cookies, setCookies }: Message, name: string, more: string, number: number): void {
  const item = yamlItem(more);
  if (item !== undefined) {
    if (name === 'cookie') cookies.push(item);
    else if (name.startsWith('set-cookie')) {
      if (setCookies.at(-1)?.text === '') setCookies.pop();
      setCookies.push({ line: number, text: item });
    }
    return;
  }
  if (name === 'cookie') cookies.push(more);
  const last = setCookies.at(-1);
  if (!name.startsWith('set-cookie') || last === undefined) return;
  // Some tools write the values of one name below each other.
  const isNext =
    last.text.length <= LONGEST_LINE &&
    /;[^;]*[^;\s]$/.test(last.text) &&
    isPairLine(more) &&
    !goesOn(`${last.text};`, more);
  if (isNext) setCookies.push({ ...last, text: more });
  else setCookies[setCookies.length - 1] = { ...last, text: `${last.text} ${more}` };
}

/** The URL that a request's head, or DevTools', Safari's or Charles' summary, names. Without a scheme the site's own is taken, else https. */
function urlOf({ headers, target }: Message, origin: ExchangeOrigin): string | undefined {
  const whole = headers.get('request url') ?? headers.get('url') ?? target;
  if (whole !== undefined && /^https?:\/\//i.test(whole) && URL.canParse(whole)) return whole;
  const host = headers.get('host') ?? headers.get(':authority');
  if (host === undefined || !/^[^\s/?#@]+$/.test(host)) return undefined;
  const path = target ?? headers.get(':path') ?? '/';
  const url = `${schemeOf(host, headers.get(':scheme'), origin)}//${host}${path.startsWith('/') ? path : '/'}`;
  return URL.canParse(url) ? url : undefined;
}

/** The scheme of a host: as said, as of the site that is looked at, or https unless it is this machine. */
export function schemeOf(host: string, scheme: string | undefined, origin: ExchangeOrigin): string {
  if (scheme === 'http' || scheme === 'https') return `${scheme}:`;
  const site = parseUrl(origin.url);
  if (site !== null && (site.host === host || site.hostname === host)) return site.protocol;
  const name = parseUrl(`http://${host}/`);
  return name !== null && (name.port === '80' || isLoopback(name.hostname)) ? 'http:' : 'https:';
}
