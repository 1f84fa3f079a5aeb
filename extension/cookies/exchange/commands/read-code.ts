import { type RowError, shown, type TextErrorCode, type TextNote } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { readHeaderParts } from '../lines/header-parts.ts';
import { numberRows } from '../rows/read-rows.ts';
import { type CodeDialect, type CodeToken, codeTokens, JAVASCRIPT, POWERSHELL_CODE } from './code-tokens.ts';
import { type NetCookie, netCookie, readNetCookie } from './net-cookie.ts';

/** Characters of code that are read: what DevTools copies of a page's requests, and more. */
const LONGEST_CODE = 4 * 1024 * 1024;

const PYTHON_CALL = /\brequests\.(?:get|post|put|patch|delete|head|request)\s*\(/;
const COOKIE_MEMBER =
  /["']?(?:(?<!set-)\b|(?<!set)_)cookies?["']?\]?\s*(?:[:,]|=>?)\s*["'`][^"'`\r\n]{1,200}=|["']cookie:[^"'`\r\n]{1,200}=/i;
/** Cookies by name, as k6 and Python's clients take them. */
const COOKIES_MEMBER = /\bcookies\s*[:=]\s*\{\s*["']?[\w.-]{1,100}["']?\s*:\s*["'{]/;
/** A header that is one string with its name: `curl_slist_append(list, "Cookie: sid=abc")`, PHP's lists. */
const WHOLE_HEADER = /^cookie:\s*(?=\S)/i;

/** Whether a text is a program's request: a call of fetch(), as DevTools copies it, or one that gives a Cookie header. */
export function isFetch(head: string): boolean {
  if (/\bfetch\s*\(\s*["'`]/.test(head) || PYTHON_CALL.test(head)) return true;
  return /\w\s*\(/.test(head) && (COOKIE_MEMBER.test(head) || COOKIES_MEMBER.test(head));
}

/** Whether a text is a request in PowerShell, as DevTools copies it. */
export function isPowerShell(head: string): boolean {
  return (
    /\b(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\b/i.test(head) || /\bNet\.Cookie\b *(?:\(|\]::new)/i.test(head)
  );
}

/** Reads the cookies of a program's requests: of fetch() calls only the copy for Node has them. */
export function readFetch(text: string, origin: ExchangeOrigin): Reading {
  const begins = /^(?:fetch|requests\.[a-z]+)$/;
  return readCode(text, origin, { dialect: JAVASCRIPT, begins, none: 'fetch-without-cookies' });
}

/** Reads the cookies that a PowerShell session is given, and those of a Cookie header. */
export function readPowerShell(text: string, origin: ExchangeOrigin): Reading {
  const begins = /^(?:invoke-(?:webrequest|restmethod)|iwr|irm)$/i;
  // What is made member by member is not read, but it is there.
  const none = /Net\.Cookie|\.SetCookies\(/i.test(text) ? 'unknown' : 'command-without-cookies';
  return readCode(text, origin, { dialect: POWERSHELL_CODE, begins, none });
}

interface Code {
  readonly dialect: CodeDialect;
  /** The word that begins another request. */
  readonly begins: RegExp;
  readonly none: TextErrorCode;
}

/** One request of a program, as far as it concerns cookies. */
interface CodeRequest {
  url?: string;
  readonly headers: string[];
}

function readCode(text: string, origin: ExchangeOrigin, { dialect, begins, none }: Code): Reading {
  if (text.length > LONGEST_CODE) {
    return { rows: [], error: { code: 'too-long', params: { characters: text.length, limit: LONGEST_CODE } } };
  }
  const reader = new CodeReader(begins);
  for (const token of codeTokens(text, dialect)) reader.take(token);
  return reader.reading(origin, none);
}

/** Tokens that are looked back at: a .NET cookie has up to fourteen. */
const MAX_BEHIND = 14;

/** Finds URLs and cookies among the tokens of a program. */
class CodeReader {
  readonly #begins: RegExp;
  readonly #requests: CodeRequest[] = [{ headers: [] }];
  readonly #objects: NetCookie[] = [];
  readonly #faults: RowError[] = [];
  /** The pairs of Python's `cookies = {`, while it is open. */
  #pairs: string[] | undefined;
  /** The last tokens, the newest first. */
  #behind: readonly CodeToken[] = [];

  constructor(begins: RegExp) {
    this.#begins = begins;
  }

  take(token: CodeToken): void {
    if (token.kind === 'word' && this.#begins.test(token.text)) this.#requests.push({ headers: [] });
    else if (token.kind === 'mark') this.#takeMark(token.text);
    else if (token.kind === 'text' && this.#isValueOf(/^(?:CURLOPT_)?cookie$/i)) this.#takeHeader(token);
    else if (token.kind === 'text' && WHOLE_HEADER.test(token.text)) {
      this.#takeHeader({ ...token, text: token.text.replace(WHOLE_HEADER, '') });
    } else if (this.#pairs !== undefined) this.#takePair(this.#pairs, token);
    else this.#takeUrl(token.text);
    this.#behind = [token, ...this.#behind.slice(0, MAX_BEHIND)];
  }

  /** Whether what comes is the value of a member, key or argument of that name: `cookie: …`, `["cookie"] = …`. */
  #isValueOf(name: RegExp): boolean {
    // PHP and Ruby write `=>`.
    const [before, first, second] = this.#behind.filter(({ text }, at) => text !== '=' || at === 0);
    if (before === undefined || !/^[:=,>]$/.test(before.text)) return false;
    return name.test((first?.text === ']' ? second : first)?.text ?? '');
  }

  #takeHeader({ text, unresolved }: CodeToken): void {
    if (unresolved) this.#faults.push({ code: 'variable', params: { text: shown(text) } });
    else this.#requests.at(-1)?.headers.push(text);
  }

  /** A value, or a name: JavaScript may have no quotes around it, and no blank behind its colon. */
  #takePair(pairs: string[], { kind, text, unresolved }: CodeToken): void {
    const [colon, name] = this.#behind;
    const isValue = colon?.text === ':' && name?.kind !== 'mark';
    if (isValue && kind === 'text' && !unresolved) pairs.push(`${name?.text}=${text}`);
    else if (isValue || (kind === 'word' && text.includes(':'))) {
      this.#faults.push({ code: 'variable', params: { text: shown(isValue ? `${name?.text}: ${text}` : text) } });
    }
  }

  #takeUrl(text: string): void {
    const request = this.#requests.at(-1);
    if (request !== undefined && request.url === undefined && /^https?:\/\//i.test(text) && URL.canParse(text)) {
      request.url = text;
    }
  }

  #takeMark(mark: string): void {
    if (mark === '{' && this.#pairs !== undefined) {
      this.#faults.push({ code: 'variable', params: { text: shown(`${this.#behind[1]?.text}: {…}`) } });
      this.#pairs = undefined;
    } else if (mark === '{' && this.#isValueOf(/^cookies$/i)) this.#pairs = [];
    else if (mark === '}' && this.#pairs !== undefined) {
      this.#requests.at(-1)?.headers.push(this.#pairs.join('; '));
      this.#pairs = undefined;
    } else if (mark === ')') {
      const cookie = netCookie(this.#behind);
      if (cookie !== undefined) this.#objects.push(cookie);
    }
  }

  reading(origin: ExchangeOrigin, none: TextErrorCode): Reading {
    const last = this.#requests.findLast(({ url }) => url !== undefined)?.url;
    const parts = this.#requests
      .filter(({ headers }) => headers.length > 0)
      // In PowerShell and Python cookies may be made before the request that names the URL.
      .map(({ url = last, headers }) => ({ ...(url !== undefined && { url }), cookies: headers, setCookies: [] }));
    const others: ReadRow[] = [
      ...this.#objects.map((object) => readNetCookie(object, last ?? origin.url)),
      ...this.#faults.map((error) => ({ ok: false, error }) as const),
    ];
    if (parts.length === 0 && others.length === 0) return { rows: [], error: { code: none } };
    const flags: readonly TextNote[] = this.#objects.length > 0 ? [{ code: 'flags-unknown' }] : [];
    if (parts.length === 0) return numberRows(others, flags);
    const { rows, notes = [], error } = readHeaderParts(parts, origin);
    const all = numberRows([...others, ...rows], [...flags, ...notes]);
    return error === undefined || error.code === 'no-cookies' ? all : { ...all, error };
  }
}
