import { type RowError, shown, type TextNote } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { SECURE_NAME } from '../lines/cookie-header.ts';
import { readHeaderParts } from '../lines/header-parts.ts';
import { readRow } from '../rows/read-row.ts';
import { numberRows } from '../rows/read-rows.ts';
import { type CodeToken, codeTokens, JAVASCRIPT, POWERSHELL_CODE } from './code-tokens.ts';

/** Characters of code that are read: what DevTools copies of a page's requests, and more. */
const LONGEST_CODE = 4 * 1024 * 1024;

/** Whether a text is a call of fetch(), as DevTools copy it, or of Python's requests. */
export function isFetch(head: string): boolean {
  return /\bfetch\s*\(\s*["'`]/.test(head) || /\brequests\.(?:get|post|put|patch|delete|head|request)\s*\(/.test(head);
}

/** Whether a text is a request in PowerShell, as DevTools copy it. */
export function isPowerShell(head: string): boolean {
  return /\b(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm)\b/i.test(head) || /\bSystem\.Net\.Cookie\b *\(/i.test(head);
}

/** One request of a program, as far as it concerns cookies. */
interface CodeRequest {
  url?: string;
  readonly headers: string[];
}

/** Reads the cookies of fetch() calls: those of a `cookie` header, which only the copy for Node has. */
export function readFetch(text: string, origin: ExchangeOrigin): Reading {
  return readCode(text, origin, {
    tokens: () => codeTokens(text, JAVASCRIPT),
    begins: ({ kind, text: word }) => kind === 'word' && /^(?:fetch|requests\.[a-z]+)$/.test(word),
    none: 'fetch-without-cookies',
  });
}

/** Reads the cookies that a PowerShell session is given, and those of a Cookie header. */
export function readPowerShell(text: string, origin: ExchangeOrigin): Reading {
  return readCode(text, origin, {
    tokens: () => codeTokens(text, POWERSHELL_CODE),
    begins: ({ kind, text: word }) => kind === 'word' && /^(?:invoke-(?:webrequest|restmethod)|iwr|irm)$/i.test(word),
    none: 'command-without-cookies',
  });
}

interface Code {
  readonly tokens: () => Iterable<CodeToken>;
  readonly begins: (token: CodeToken) => boolean;
  readonly none: 'fetch-without-cookies' | 'command-without-cookies';
}

function readCode(text: string, origin: ExchangeOrigin, { tokens, begins, none }: Code): Reading {
  if (text.length > LONGEST_CODE) {
    return { rows: [], error: { code: 'too-long', params: { characters: text.length, limit: LONGEST_CODE } } };
  }
  const requests: CodeRequest[] = [{ headers: [] }];
  const objects: NetCookie[] = [];
  const faults: RowError[] = [];
  // The last tokens, the newest first.
  let behind: readonly CodeToken[] = [];
  const isBehind = (at: number, pattern: RegExp): boolean => pattern.test(behind[at]?.text ?? '');
  let pairs: string[] | undefined;
  for (const token of tokens()) {
    const request = requests.at(-1) ?? { headers: [] };
    if (begins(token)) requests.push({ headers: [] });
    else if (token.kind === 'text') {
      if (isBehind(0, /^[:=,]$/) && isBehind(behind[1]?.text === ']' ? 2 : 1, /^cookie$/i)) {
        if (token.unresolved) faults.push({ code: 'variable', params: { text: shown(token.text) } });
        else request.headers.push(token.text);
      } else if (pairs !== undefined && isBehind(0, /^:$/) && behind[1]?.kind === 'text') {
        pairs.push(`${behind[1].text}=${token.text}`);
      } else if (request.url === undefined && /^https?:\/\//i.test(token.text) && URL.canParse(token.text)) {
        request.url = token.text;
      }
    } else if (token.text === '{' && isBehind(0, /^[=:]$/) && isBehind(1, /^cookies$/i)) pairs = [];
    else if (token.text === '}' && pairs !== undefined) {
      request.headers.push(pairs.join('; '));
      pairs = undefined;
    } else if (token.text === ')') {
      const object = netCookie(behind);
      if (object !== undefined) objects.push(object);
    }
    behind = [token, ...behind.slice(0, 8)];
  }
  return settle({ requests, objects, faults }, origin, none);
}

/** What .NET's Cookie is made of: no expiry, no flags. */
interface NetCookie {
  readonly name: CodeToken;
  readonly value: CodeToken;
  readonly path: CodeToken;
  readonly domain: CodeToken;
}

/** `System.Net.Cookie("name", "value", "/path", "domain"` before a closing parenthesis. */
function netCookie(behind: readonly CodeToken[]): NetCookie | undefined {
  const [domain, , path, , value, , name, open, callee] = behind;
  if (open?.text !== '(' || !/^(?:System\.)?Net\.Cookie$/i.test(callee?.text ?? '')) return undefined;
  if (name?.kind !== 'text' || value?.kind !== 'text' || path?.kind !== 'text' || domain?.kind !== 'text')
    return undefined;
  return { name, value, path, domain };
}

function readNetCookie({ name, value, path, domain }: NetCookie, isHttps: boolean): ReadRow {
  if ([name, value, path, domain].some(({ unresolved }) => unresolved)) {
    return { ok: false, error: { code: 'variable', params: { text: shown(`${name.text}=${value.text}`) } } };
  }
  const secure = isHttps || SECURE_NAME.test(name.text);
  return readRow({ name: name.text, value: value.text, path: path.text, domain: domain.text, secure });
}

interface Found {
  readonly requests: readonly CodeRequest[];
  readonly objects: readonly NetCookie[];
  readonly faults: readonly RowError[];
}

function settle({ requests, objects, faults }: Found, origin: ExchangeOrigin, none: Code['none']): Reading {
  const last = requests.findLast(({ url }) => url !== undefined)?.url;
  const parts = requests
    .filter(({ headers }) => headers.length > 0)
    // In PowerShell and Python cookies may be made before the request that names the URL.
    .map(({ url = last, headers }) => ({ ...(url !== undefined && { url }), cookies: headers, setCookies: [] }));
  const isHttps = /^https:/i.test(last ?? origin.url);
  const others: ReadRow[] = [
    ...objects.map((object) => readNetCookie(object, isHttps)),
    ...faults.map((error) => ({ ok: false, error }) as const),
  ];
  if (parts.length === 0 && others.length === 0) return { rows: [], error: { code: none } };
  const flags: readonly TextNote[] = objects.length > 0 ? [{ code: 'flags-unknown' }] : [];
  if (parts.length === 0) return numberRows(others, flags);
  const { rows, notes = [], error } = readHeaderParts(parts, origin);
  const all = numberRows([...others, ...rows], [...flags, ...notes]);
  return error === undefined || error.code === 'no-cookies' ? all : { ...all, error };
}
