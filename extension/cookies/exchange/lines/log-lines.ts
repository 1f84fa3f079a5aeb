import type { RowError } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { numberedLines, numberRows } from '../rows/read-rows.ts';
import { type HeaderParts, readHeaderParts } from './header-parts.ts';

/**
 * A header of cookies behind other text: what stands before it, its name, the quote before its value. Before it may stand
 * the mark of a diff or the place that grep names; a server's configuration puts a blank behind Set-Cookie.
 */
const WITHIN =
  /(^[-+]|[\s"'`[({<>|,:])(set[-_]cookie2?|cookie)["']?(?:\s*:\s*|=(?=["'])|(?<=set-cookie)[ \t]+(?=["']))(["']?)(?=[^\s;,="'()<>]{1,100}=)/i;
/** A line that begins with the header, or is one of a head, is no line of a log. */
const HEADER_LINE = /^\s*(?:set-cookie2?|cookie)["']?\s*:/i;
const URL_IN_LINE = /\bhttps?:\/\/[^\s"'<>`]+/i;
/** What ends a header that such a mark stands before. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '[': ']',
  '(': ')',
  '{': '}',
  '<': '>',
};
/** Another field of the log behind the header: where the value ends cannot be known. */
const OTHER_FIELD = /[^;\s]\s+[\w.-]+=/;

/** Whether cookies stand within lines of other text: a log, or a program's list of headers. */
export function isLogLines(head: string): boolean {
  return head.split(/[\r\n]+/).some((line) => !HEADER_LINE.test(line) && WITHIN.test(line));
}

/** Reads the headers of cookies within lines. They belong to the URL in their line, else to the site that is looked at. */
export function readLogLines(text: string, origin: ExchangeOrigin): Reading {
  const parts: HeaderParts[] = [];
  const faults: { readonly line: number; readonly error: RowError }[] = [];
  for (const { line, number } of numberedLines(text)) {
    const match = WITHIN.exec(HEADER_LINE.test(line) ? ` ${line}` : line);
    if (match === null) continue;
    const [all, before = '', name = '', quote = ''] = match;
    const rest = line.slice(line.indexOf(all.trim()) + all.trim().length);
    const end = rest.indexOf(CLOSING[quote || before] ?? '\n');
    const value = end === -1 ? rest : rest.slice(0, end);
    const [url] = URL_IN_LINE.exec(line) ?? [];
    const place = url !== undefined && URL.canParse(url) ? { url } : {};
    if (end === -1 && OTHER_FIELD.test(value)) faults.push({ line: number, error: { code: 'line-unreadable' } });
    else if (/^c/i.test(name)) parts.push({ ...place, cookies: [value.trim()], setCookies: [] });
    else parts.push({ ...place, cookies: [], setCookies: [{ line: number, text: value.trim() }] });
  }
  const { rows, notes = [], error } = readHeaderParts(parts, origin);
  const said = [{ code: 'log-lines' }, ...notes] as const;
  if (faults.length === 0 || (error !== undefined && error.code !== 'no-cookies')) {
    return { rows, notes: said, ...(error !== undefined && { error }) };
  }
  return numberRows([...rows, ...faults.map((fault) => ({ ok: false, ...fault }) as const)], said);
}
