import { isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { type HeaderParts, readHeaderParts } from '../lines/header-parts.ts';

/** Nesting that is followed, and values in all: header lists lie near the top. */
const DEEPEST = 8;
const MOST_VALUES = 50_000;

/** Headers as programs print them: a record of names, a list of `{name, value}`, or a list of Set-Cookie lines alone. */
export function isHeaderJson(document: unknown): boolean {
  const { cookies, setCookies } = headersOf(document);
  return cookies.length + setCookies.length > 0;
}

/** Reads the cookies of headers in JSON; they belong to the site that is looked at, unless a URL stands beside them. */
export function readHeaderJson(document: unknown, origin: ExchangeOrigin): Reading {
  return readHeaderParts([headersOf(document)], origin);
}

function headersOf(document: unknown): HeaderParts {
  const cookies: string[] = [];
  const setCookies: { text: string }[] = [];
  const take = (name: string, value: unknown): void => {
    const header = name.slice(0, 20).toLowerCase();
    if (header !== 'set-cookie' && header !== 'cookie') return;
    for (const line of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof line !== 'string') continue;
      if (header === 'cookie') cookies.push(line);
      // Firefox joins several lines by a line break.
      else setCookies.push(...line.split('\n').map((text) => ({ text })));
    }
  };
  if (Array.isArray(document) && document.every(isSetCookieText)) {
    return { cookies, setCookies: document.map((text: string) => ({ text })) };
  }
  let values = 0;
  const visit = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || ++values > MOST_VALUES) return;
    if (Array.isArray(value)) for (const item of value as unknown[]) visit(item, depth + 1);
    if (!isRecord(value)) return;
    if (typeof value['name'] === 'string' && !Object.hasOwn(value, 'domain')) take(value['name'], value['value']);
    for (const [name, item] of Object.entries(value)) {
      take(name, item);
      visit(item, depth + 1);
    }
  };
  visit(document, 0);
  return { cookies, setCookies };
}

function isSetCookieText(item: unknown): item is string {
  return typeof item === 'string' && /^[^\s;,=]+=/.test(item);
}
