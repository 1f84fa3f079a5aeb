import { parseUrl } from '../../hosts.ts';
import type { ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { readLiteral } from '../json/read-literal.ts';
import { readRow } from '../rows/read-row.ts';
import { numberRows } from '../rows/read-rows.ts';
import { readSetCookieLines } from './set-cookie-lines.ts';

/** http.cookiejar, requests, and httpx, whose jar is called Cookies. */
const JAR = /^\s*<(?:\w+\.)*(?:\w*CookieJar|Cookies)\[/;
/** A cookie, or a list of them, without the jar. */
const ALONE = /^[[(\s]*<Cookie [^\s=<>]*=[^<>]* for /;
const COOKIE = /<Cookie ([^\s=<>]*)=([^<>]*) for ([^\s/<>]+) ?(\/[^<>]*)>/g;
/** `repr()` of http.cookiejar.Cookie, alone or in a list. */
const WHOLE = /\bCookie\(version=\d/;
const SIMPLE = /^\s*<SimpleCookie: /;
const MORSEL = /<Morsel: ([^<>]*)>/g;

/** Whether a text is what Python prints of a cookie jar: `<RequestsCookieJar[<Cookie sid=abc for app.test/>]>`. */
export function isPythonJar(head: string): boolean {
  return JAR.test(head) || ALONE.test(head) || WHOLE.test(head) || SIMPLE.test(head) || /^[[\s]*<Morsel: /.test(head);
}

/** Reads a printed jar of Python, in the form of `print` (no flags, no expiry) or in that of `repr`, which has all. */
export function readPythonJar(text: string, origin: ExchangeOrigin): Reading {
  if (WHOLE.test(text)) return numberRows(wholeCookies(text, origin));
  if (SIMPLE.test(text)) return readSimple(text, origin);
  const morsels = text.includes('<Morsel: ')
    ? Array.from(text.matchAll(MORSEL), ([, line = '']) => ({ text: line }))
    : [];
  if (morsels.length > 0) return numberRows(readSetCookieLines(morsels, origin));
  return numberRows(cookiesOf(text), [{ code: 'flags-unknown' }]);
}

function* cookiesOf(text: string): Generator<ReadRow> {
  for (const [, name, value, domain, path] of text.matchAll(COOKIE)) yield readRow({ name, value, domain, path });
}

/** A name, `=`, and what Python writes behind it: a text between quotes, a number, True, None, or a record. */
const ARGUMENT = /(\w+)=('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[\w.+-]+|\{[^{}]{0,1000}\})(?:, |\))/gy;

function* wholeCookies(text: string, { now }: ExchangeOrigin): Generator<ReadRow> {
  for (const { index } of text.matchAll(/\bCookie\((?=version=\d)/g)) {
    const given = new Map<string, unknown>();
    ARGUMENT.lastIndex = index + 'Cookie('.length;
    for (let match = ARGUMENT.exec(text); match !== null; match = ARGUMENT.exec(text)) {
      const [all, name = '', written = ''] = match;
      given.set(name, readLiteral(written));
      if (all.endsWith(')')) break;
    }
    const rest = given.get('rest');
    yield readRow(
      {
        name: given.get('name'),
        // A cookie without "=" has None there.
        value: given.get('value') ?? '',
        domain: given.get('domain'),
        path: given.get('path'),
        secure: given.get('secure'),
        httpOnly: hasKey(rest, 'httponly'),
        sameSite: memberOf(rest, 'samesite'),
        expires: given.get('expires'),
      },
      { now },
    );
  }
}

function entriesOf(rest: unknown): readonly (readonly [string, unknown])[] {
  return typeof rest === 'object' && rest !== null ? Object.entries(rest) : [];
}

function hasKey(rest: unknown, key: string): boolean {
  return entriesOf(rest).some(([name]) => name.toLowerCase() === key);
}

function memberOf(rest: unknown, key: string): unknown {
  return entriesOf(rest).find(([name]) => name.toLowerCase() === key)?.[1];
}

const PAIR = /([^\s=<>]{1,1000})=('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?: |>)/gy;

/** `<SimpleCookie: lang='de' sid='abc'>`: values by name, which name no host. */
function readSimple(text: string, origin: ExchangeOrigin): Reading {
  const host = parseUrl(origin.url)?.hostname;
  const rows: ReadRow[] = [];
  PAIR.lastIndex = SIMPLE.exec(text)?.[0].length ?? 0;
  for (let match = PAIR.exec(text); match !== null; match = PAIR.exec(text)) {
    const [, name, written = ''] = match;
    rows.push(readRow({ name, value: readLiteral(written), domain: host, hostOnly: true }));
  }
  const assumed = host === undefined ? [] : [{ code: 'host-assumed', params: { host } } as const];
  return numberRows(rows, [...assumed, { code: 'flags-unknown' }]);
}
