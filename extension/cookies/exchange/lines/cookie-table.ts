import { shown, type TextNote } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { fieldOf, type MemberField } from '../rows/member-names.ts';
import { readRow } from '../rows/read-row.ts';
import { type NumberedLine, numberedLines, readRows } from '../rows/read-rows.ts';

type Column = MemberField | undefined;

/** The columns that the cookie tables of Chromium's and Firefox's DevTools begin with. */
const DEVTOOLS: readonly Column[] = [
  'name',
  'value',
  'domain',
  'path',
  'expires',
  'size',
  'httpOnly',
  'secure',
  'sameSite',
];
const CHROMIUM: readonly Column[] = [...DEVTOOLS, 'partitionKey', 'hasCrossSiteAncestor'];
/** Safari has Secure first, and writes a size with its unit. */
const SAFARI: readonly Column[] = [...DEVTOOLS.slice(0, 6), 'secure', 'httpOnly', 'sameSite'];
/** Postman shows no size. */
const POSTMAN: readonly Column[] = [...DEVTOOLS.slice(0, 5), 'httpOnly', 'secure'];
const SAFARI_SIZE = /^[\d.,]+ [KM]?B$/;
/** Where Chromium has the partition, Firefox has when the cookie was last sent. */
const FIREFOX_TIME = /\b\d{1,2}:\d{2}:\d{2}\b/;

const SEPARATORS = ['\t', '|', '│', ',', ';'] as const;
type Separator = (typeof SEPARATORS)[number];

/** A row as DevTools copies it: name, value, domain, path, expiry, with tabs between. */
const DEVTOOLS_ROW = /^[^\t\r\n]+\t[^\t\r\n]*\t[^\t\r\n/ ]+\t\/[^\t\r\n]*\t[^\t\r\n]*(?:\t|$)/m;

interface Head {
  readonly separator: Separator;
  readonly columns: readonly Column[];
  /** The number of the line that names them. */
  readonly number: number;
}

/** Whether a text is a table of cookies: DevTools' own, copied, or any with a line that names its columns. */
export function isCookieTable(head: string): boolean {
  return findHead(head) !== undefined || DEVTOOLS_ROW.test(head);
}

/** Reads a table of cookies: between tabs, or as Markdown, CSV or `sqlite3 -header` write it. */
export function readCookieTable(text: string, { now }: ExchangeOrigin): Reading {
  const head = findHead(text);
  if (head !== undefined) return readRows(bodyLines(text, head), (line) => readLine(line, head, now));
  const unknown = foreignHead(text);
  const note: TextNote =
    unknown === undefined ? { code: 'columns-assumed' } : { code: 'head-unknown', params: { text: shown(unknown) } };
  const notes = [note];
  return readRows(rowLines(text), (line) => readLine(line, { separator: '\t', columns: columnsBy(line) }, now), notes);
}

/** Lines that are looked at for the names of columns: a heading such as "Request Cookies" may stand before them. */
const MAX_HEADINGS = 3;

/** The line that names a table's columns, and its number; undefined where none does. */
function findHead(text: string): Head | undefined {
  let looked = 0;
  for (const { line, number } of numberedLines(text)) {
    const columns = columnsOf(line);
    if (columns !== undefined) return { ...columns, number };
    looked += 1;
    if (looked === MAX_HEADINGS || /[\t|;=]/.test(line)) return undefined;
  }
  return undefined;
}

function columnsBy({ line }: NumberedLine): readonly Column[] {
  const values = cells(line, '\t');
  if (SAFARI_SIZE.test(values[5] ?? '')) return SAFARI;
  if (/^(?:true|false)$/i.test(values[5] ?? '')) return POSTMAN;
  return FIREFOX_TIME.test(values[DEVTOOLS.length] ?? '') ? DEVTOOLS : CHROMIUM;
}

/** The columns that a line names; undefined where it names none of a cookie's. */
function columnsOf(line: string): Omit<Head, 'number'> | undefined {
  if (line.length > 2000) return undefined;
  for (const separator of SEPARATORS) {
    const columns = cells(line, separator).map((cell) => fieldOf(cell)?.field);
    if (['name', 'value', 'domain'].every((field) => columns.includes(field as Column))) return { separator, columns };
  }
  return undefined;
}

/** A line that draws a table, as Markdown and databases do, and their count of rows. */
const RULE = /^(?:[\s|:+\u2500-\u257f-]+|\(\d+ rows?\))$/;

function* bodyLines(text: string, head: Head): Generator<NumberedLine> {
  for (const numbered of numberedLines(text)) {
    const rule = /[|│]/.test(head.separator) && RULE.test(numbered.line);
    if (numbered.number > head.number && !rule) yield numbered;
  }
}

/** A first line that is no row of a table without a head that is known: it names the columns in another language. */
function foreignHead(text: string): string | undefined {
  for (const { line } of numberedLines(text)) {
    return DEVTOOLS_ROW.test(line) || !line.includes('\t') ? undefined : line.trim().replaceAll('\t', ', ');
  }
  return undefined;
}

/** The lines of such a table, without that one. */
function* rowLines(text: string): Generator<NumberedLine> {
  let isFirst = true;
  for (const numbered of numberedLines(text)) {
    if (!isFirst || DEVTOOLS_ROW.test(numbered.line) || !numbered.line.includes('\t')) yield numbered;
    isFirst = false;
  }
}

function readLine({ line, number }: NumberedLine, table: Omit<Head, 'number'>, now: number): ReadRow {
  const { separator, columns } = table;
  const fields: { [field in MemberField]?: unknown } & { name: unknown; value: unknown; domain: unknown } = {
    name: undefined,
    value: undefined,
    domain: undefined,
  };
  const values = cells(line, separator);
  if (values.length < Math.min(4, columns.length)) {
    const params = { count: values.length, columns: columns.length };
    return { ok: false, line: number, error: { code: 'cells', params } };
  }
  for (const [index, column] of columns.entries()) {
    if (column !== undefined && fields[column] === undefined) fields[column] = values[index];
  }
  // DevTools cuts what is too long for its table.
  if (!String(fields.value).endsWith('…')) return readRow(fields, { line: number, now });
  return { ok: false, line: number, error: { code: 'cut', params: { name: shown(String(fields.name)) } } };
}

/** Cells that are looked at; Chrome's database has 20 columns. */
const MAX_CELLS = 60;

const CSV_CELL = {
  ',': / *(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/y,
  ';': / *(?:"((?:[^"]|"")*)"|([^;]*))(?:;|$)/y,
};

/** The cells of a line. CSV's quotes are honoured, Markdown's outer bars dropped. */
function cells(line: string, separator: Separator): string[] {
  if (separator === '\t') return line.split('\t', MAX_CELLS).map((cell) => cell.trim());
  if (separator === '|' || separator === '│') {
    const bare = line.trim().replace(/^[|│]|[|│]$/g, '');
    return bare.split(separator, MAX_CELLS).map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
  }
  const found: string[] = [];
  const cell = CSV_CELL[separator];
  cell.lastIndex = 0;
  while (cell.lastIndex <= line.length && found.length < MAX_CELLS) {
    const match = cell.exec(line);
    if (match === null) break;
    found.push(match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? '');
    if (cell.lastIndex >= line.length && !match[0].endsWith(separator)) break;
  }
  return found;
}

/**
 * A row of DevTools whose tabs became blanks: `sid  abc  .example.com  /  Session  6  ✓  Lax`. A tab is some blanks: of
 * endless ones, each would be tried as the end of each cell.
 */
const BLANK_ROW =
  /^\S+ {1,20}\S* {0,20}[\w-]*(?:\.[\w-]+)+ {1,20}\/\S* {1,20}(?:\d{4}-\d\d-\d\dT[\d:.]+Z|Session|Sitzung) {1,20}\d{1,4}(?: |$)/m;

/** Whether a text is a table that lost its tabs. Its empty cells left nothing behind, so its flags cannot be told apart. */
export function isBlankTable(head: string): boolean {
  return BLANK_ROW.test(head);
}
