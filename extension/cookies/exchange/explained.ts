import { isRecord } from '../base64.ts';
import type { TextErrorCode } from './exchange-codes.ts';

/** Characters that hold the schema of a database: Firefox has pages of 32 kB. */
const SCHEMA = 131_072;

/** Kinds of file that hold no text of cookies, known by their first octets as they look when read as UTF-8. */
const BINARY: readonly { readonly code: TextErrorCode; readonly is: (text: string) => boolean }[] = [
  { code: 'sqlite-firefox', is: (text) => isSqlite(text) && text.slice(0, SCHEMA).includes('moz_cookies') },
  { code: 'sqlite-chrome', is: (text) => isSqlite(text) && /encrypted_value|host_key/.test(text.slice(0, SCHEMA)) },
  { code: 'sqlite', is: isSqlite },
  { code: 'safari-cookies', is: (text) => /^cook[\x00-\x1f\uFFFD]/.test(text) },
  {
    code: 'compressed',
    is: (text) => /^(?:PK\x03\x04|\x1f\uFFFD|\x1f\x8b|7z\uFFFD|BZh\d|\uFFFD7zXZ|\(\uFFFD\/\uFFFD)/.test(text),
  },
  { code: 'pickle', is: (text) => /^(?:\uFFFD|\x80)[\x02-\x05][\x00-\x7f\uFFFD]/.test(text) },
  {
    code: 'utf-16',
    is: (text) =>
      /^(?:\uFFFD\uFFFD|\u00ff\u00fe|\u00fe\u00ff)?(?:[\x20-\x7e\r\n\t]\x00|\x00[\x20-\x7e\r\n\t]){8}/.test(text),
  },
  { code: 'binary', is: (text) => /\x00/.test(text.slice(0, 1000)) || count(text.slice(0, 1000), '\uFFFD') > 50 },
];

function isSqlite(text: string): boolean {
  return text.startsWith('SQLite format 3\x00');
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

/** What a file is that holds no text of cookies. */
export function binaryKind(text: string): TextErrorCode | undefined {
  return BINARY.find(({ is }) => is(text))?.code;
}

/** A HAR: an archive of requests, which Files opens. */
export function isHar(document: unknown): boolean {
  return isRecord(document) && isRecord(document['log']) && Array.isArray(document['log']['entries']);
}

/** An export that a cookie tool locked with a password: J2TEAM Cookies and its like. */
export function isEncryptedExport(document: unknown): boolean {
  if (!isRecord(document) || typeof document['data'] !== 'string') return false;
  return (
    typeof document['url'] === 'string' || typeof document['version'] === 'number' || SALTED.test(document['data'])
  );
}

/** CryptoJS and OpenSSL begin what they encrypt with "Salted__"; this is its base64. */
const SALTED = /^U2FsdGVkX1/;

/** A web page, such as the login page that came instead of a file. */
export function isHtml(head: string): boolean {
  return /^\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype html|html|head|body|script|meta|title)\b/i.test(
    head,
  );
}

/** A setting of a program: `SESSION_DRIVER=redis`, or `server.servlet.session.timeout=30m`. */
const SHOUTED = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+=[^;]*$/;
const DOTTED = /^[a-z][a-z\d-]*(?:\.[a-z][a-z\d-]*){2,}=[^;]*$/;

/**
 * Settings of a program, as in `.env` or `application.properties`: pairs line by line, all names in capitals with an
 * underscore, or of three words with dots. One name in capitals may be a cookie's, as `LOGIN_INFO`.
 */
export function isSettings(head: string): boolean {
  const lines = head.split(/[\r\n]+/, 100).filter((line) => /^\s*[^\s#]/.test(line));
  const all = (pattern: RegExp): boolean => lines.every((line) => pattern.test(line.trim()));
  return (lines.length > 1 && all(SHOUTED)) || (lines.length > 0 && all(DOTTED));
}

/** The query of a URL, or the body of a form. A cookie that holds one has its own name and `=` before it. */
export function isQuery(head: string): boolean {
  const text = head.trim();
  if (text.length > 8000 || /[\s;]/.test(text)) return false;
  const pieces = text.split('&');
  return pieces.length > 2 && pieces.every((piece) => /^[^=:"']+=[^=]*$/.test(piece));
}

/** JSON that no format knows. */
export function unknownJson(document: unknown): TextErrorCode {
  if (Array.isArray(document) && document.length === 0) return 'no-cookies';
  if (!isRecord(document)) return 'json-other';
  if (Array.isArray(document['cookies'])) return 'no-cookies';
  const values = Object.values(document);
  const isText = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
  return values.length > 0 && isText && values.some((value) => typeof value === 'string') ? 'json-pairs' : 'json-other';
}
