import { type RowError, shown } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { numberedLines, numberRows } from '../rows/read-rows.ts';
import { type HeaderParts, readHeaderParts } from './header-parts.ts';
import { isRestOfValue, mayBePiece } from './wrapped-lines.ts';

/**
 * A header of cookies behind other text: what stands before it, its name, the quote before its value. Before it may stand
 * the mark of a diff or the place that grep names; a server's configuration puts a blank behind Set-Cookie, Java prints
 * a list in brackets, and Python a comma between the two.
 */
const WITHIN =
  /(^[-+]?|[\s"'`[({<>|,:]|[.=](?=set[-_]))(set[-_]cookie2?|(?:http_)?cookie)["'\])]*(?:\s*(?::|=>)\s*|=(?=["'[]|(?<=set-cookie=)[^\s;,="'()<>]{1,100}=)|[ \t]*\|[ \t]*|(?<=["'])\)?,?\s*b?(?=["'[])|(?<=set[-_]cookie["'\]]*)(?:,|[ \t]*\+?=)?[ \t]*[({]?(?=["'])|(?<=set-cookie)[ \t]+(?=\{))(?:\[ ?(?=["']))?(["'[{]?)(?=[^\s;,="'()<>]{1,100}=)/i;
/** Before another header of a list that is printed as one line. */
const NEXT_LISTED = /, ?(?=[({[]?b?["']set-cookie["'])/i;
/** The first Set-Cookie of a map that is printed as one line, and what stands before the next header of it. */
const IN_MAP = /[{ ,]set-cookie[=:]/i;
const NEXT_IN_MAP =
  /, (?=(?:(?:content|x|access|strict|transfer|cache)-[\w-]{1,60}|date|server|via|vary|location|etag|connection|set-cookie)[=:])/i;
/** Spring puts quotes around each value of a name. */
const MORE_VALUES = /^(?:["'], ?["'][^\s;=,"']{1,100}=[^"']*)+/;
/** Go parts the values of one name by blanks. */
const NEXT_VALUE = /(?<![;,]) (?=[^\s;=,"]{1,100}=)/;
/** A line that begins with the header, or is one of a head, is no line of a log. */
const HEADER_LINE = /^\s*(?:set-cookie2?|cookie)["']?\s*:/i;
const URL_IN_LINE = /\bhttps?:\/\/[^\s"'<>`]+/i;
/** What a client for HTTP logs of a request or its answer: the lines below belong to it. */
const REQUEST =
  /(?:-->|<-- \d{3}[A-Za-z ]{0,30}?|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)) +(https?:\/\/[^\s"'<>`]+)(.*)$/;
/** Nothing but what such logs put behind a URL. */
const BEHIND_URL = /^(?: http\/[\d.]+| \([^()]{0,60}\)| \{)?$/i;
/** A server's configuration sets the header, and fills in what it names by its variables. */
const CONFIGURES = /(?:\badd_header|\bheader\b.{0,40}\b(?:set|add|append|merge|edit)|\bhttp-(?:response|request)\b)/i;
const VARIABLE = /\$\w|\$\{|%\{|%\[|\{\w/;
/** A program puts what it holds into a text, or behind it. */
const FILLED_IN = /\$\{|(?<==)\$[a-z_]\w*(?=[;"']|$)|#\{|%[sdv]\b|\{\w*\}/i;
const GOES_ON = /^["'`](?:\s*[+%]|\s+\.\s|\.\$|\.format\b)/;
/** Prose behind a line that stands in the middle of a sentence. */
const SENTENCE =
  /(?<=;[ ]*(?:path=\/[^\s;]{0,200}|httponly|secure|partitioned|samesite=\w{1,9}|max-age=-?\d{1,12}))[ ,]+[a-z(][^;=]*$/i;

/** What ends a header that such a mark stands before. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '[': ']',
  '(': ')',
  '{': '}',
  '<': '>',
  '>': '</',
  '|': '|',
};
/** Octets in hexadecimal: the text beside them has dots for what cannot be printed. */
const DUMPED = /^\s*(?:0x)?[\da-f]{4,8}:? +(?:[\da-f]{2,4} +){4}/i;
/** The members of a cookie, which a program lists. */
const MEMBERS = /^\s*name=[^;=]*, ?value=/i;
/** Another field of the log behind the header: where the value ends cannot be known. */
const OTHER_FIELD = /[^;\s]\s+[\w.-]+=/;

/** Whether cookies stand within lines of other text: a log, or a program's list of headers. */
export function isLogLines(head: string): boolean {
  return head.split(/[\r\n]+/).some((line) => !HEADER_LINE.test(line) && !DUMPED.test(line) && WITHIN.test(line));
}

/** Reads the headers of cookies within lines. They belong to the URL in their line, else to the site that is looked at. */
export function readLogLines(text: string, origin: ExchangeOrigin): Reading {
  const parts: HeaderParts[] = [];
  const faults: { readonly line: number; readonly error: RowError }[] = [];
  let request: string | undefined;
  const lines = Array.from(numberedLines(text)).flatMap(({ line, number }) =>
    fieldsOf(line).map((field) => ({ line: field, number })),
  );
  for (const [index, { line, number }] of lines.entries()) {
    const match = WITHIN.exec(HEADER_LINE.test(line) ? ` ${line}` : line);
    if (match === null) {
      request = urlOfRequest(line) ?? request;
      continue;
    }
    const [all, before = '', name = '', quote = ''] = match;
    const rest = line.slice(line.indexOf(all.trim()) + all.trim().length);
    const end = endOf(rest, quote || before, line.slice(0, match.index));
    const next = lines[index + 1]?.line ?? '';
    const isBroken = end === -1 && isRestOfValue(rest, next);
    const open = (isBroken ? rest + next.trim() : rest).replace(SENTENCE, '');
    const value = end === -1 ? open : rest.slice(0, end);
    const isText = /["'`]/.test(quote || before);
    const configured =
      (VARIABLE.test(value) && CONFIGURES.test(line.slice(0, match.index + 1))) ||
      (isText && (FILLED_IN.test(value) || GOES_ON.test(rest.slice(Math.max(end, 0)))));
    const url = URL_IN_LINE.exec(line)?.[0] ?? request;
    const place = url !== undefined && URL.canParse(url) ? { url } : {};
    if (configured) faults.push({ line: number, error: { code: 'variable', params: { text: shown(value) } } });
    else if ((end === -1 && OTHER_FIELD.test(value)) || MEMBERS.test(value))
      faults.push({ line: number, error: { code: 'line-unreadable' } });
    else {
      const more = end === -1 ? undefined : MORE_VALUES.exec(rest.slice(end))?.[0].split(/["'], ?["']/);
      const texts = quote === '[' && /^s/i.test(name) ? value.split(NEXT_VALUE) : [value, ...(more?.slice(1) ?? [])];
      if (!/^s/i.test(name)) {
        parts.push({ ...place, cookies: texts.map((one) => one.trim()), setCookies: [] });
        continue;
      }
      const isDoubtful = end === -1 && !isBroken && !line.includes(';') && mayBePiece(line.trimEnd(), next);
      const setCookies = texts.map((one) => ({
        line: number,
        text: one.trim(),
        ...(isDoubtful && { isBroken: true }),
      }));
      parts.push({ ...place, cookies: [], setCookies });
    }
  }
  // What a log shows as one line need not have been one on the wire.
  const printed = parts.map((part) => ({ ...part, isPrinted: true }));
  const { rows, notes = [], error } = readHeaderParts(printed, origin);
  const said = [{ code: 'log-lines' }, ...notes] as const;
  if (faults.length === 0 || (error !== undefined && error.code !== 'no-cookies')) {
    return { rows, notes: said, ...(error !== undefined && { error }) };
  }
  return numberRows([...rows, ...faults.map((fault) => ({ ok: false, ...fault }) as const)], said);
}

/** A line, taken apart where another header of a list or a map begins. */
function fieldsOf(line: string): string[] {
  const at = line.search(IN_MAP);
  const [first = '', ...others] = at === -1 ? [line] : line.slice(at).split(NEXT_IN_MAP);
  return [line.slice(0, Math.max(0, at)) + first, ...others].flatMap((field) => field.split(NEXT_LISTED));
}

/** Where a value ends: at the mark that closes what it stands in, or at a line break that was written out; -1: nowhere. */
function endOf(rest: string, mark: string, before: string): number {
  const end = rest.indexOf(CLOSING[mark] ?? '\n');
  if (end >= 0) return end;
  const written = rest.search(/(?:\\r)?\\n/);
  // A map or list that is printed as one line.
  return written >= 0 || !/[{[|]/.test(before) ? written : closingOf(rest);
}

/** Where the brackets begin in which a line ends, with the blank before them; -1: it ends in none. */
function closingOf(line: string): number {
  let at = line.length;
  while (at > 0 && ')}]'.includes(line[at - 1] ?? '')) at -= 1;
  if (line[at - 1] === '|') at -= 1;
  else while (line[at] === ')') at += 1;
  if (at === line.length) return -1;
  return line[at - 1] === ' ' ? at - 1 : at;
}

/** The URL of the request that a line begins the log of. */
function urlOfRequest(line: string): string | undefined {
  const [, url = '', rest = ''] = REQUEST.exec(line.slice(0, 10_000)) ?? [];
  const bare = rest === ' {' ? url.replace(/:$/, '') : url;
  return BEHIND_URL.test(rest) && URL.canParse(bare) ? bare : undefined;
}
