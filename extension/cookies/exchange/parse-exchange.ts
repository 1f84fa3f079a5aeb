import { isRecord, readJson } from '../base64.ts';
import { type ExchangeFormat, type ExchangeImport, MAX_TEXT } from './exchange-cookie.ts';
import { readExtensionJson } from './json/extension-json.ts';
import { OWN_FORMAT, readOwnJson } from './json/own-json.ts';
import { readStorageState } from './json/storage-state.ts';
import { type HeaderOrigin, readCookieHeader, readSetCookieLines } from './lines/header-text.ts';
import { readNetscape } from './lines/netscape.ts';

/** What a text most likely is, by its beginning; null for an empty one. */
export function detectExchange(text: string): ExchangeFormat | 'json' | null {
  const head = text
    .slice(0, 4096)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head === '') return null;
  if (head.startsWith('{') || head.startsWith('[')) return 'json';
  if (
    /^#\s*(?:Netscape\s+)?HTTP Cookie File/i.test(head) ||
    /^(?:#HttpOnly_)?[^\t\r\n]*(?:\t[^\t\r\n]*){5,6}$/m.test(head)
  ) {
    return 'netscape';
  }
  if (/^set-cookie2?\s*:/im.test(head)) return 'set-cookie';
  if (/^cookie\s*:/i.test(head)) return 'cookie-header';
  if (/;\s*(?:path|expires|max-age|domain|secure|httponly|samesite)\b/i.test(head)) return 'set-cookie';
  return head.includes('=') ? 'cookie-header' : null;
}

/**
 * Reads cookies from any format that is known, row by row: what is wrong with one row leaves the others.
 * Never throws, bounded in rows and characters.
 */
export function parseExchange(text: string, origin: HeaderOrigin): ExchangeImport {
  if (text.length > MAX_TEXT) {
    const error = `The text has ${text.length} characters, at most ${MAX_TEXT} are read: split it.`;
    return { format: null, rows: [], error };
  }
  const format = detectExchange(text);
  switch (format) {
    case null:
      return {
        format,
        rows: [],
        error: 'This is no cookie text that is known: use JSON, cookies.txt, storageState or header lines.',
      };
    case 'json':
      return readJsonText(text);
    case 'netscape':
      return readNetscape(text);
    case 'set-cookie':
      return readSetCookieLines(text, origin);
    case 'cookie-header':
      return readCookieHeader(text, origin);
    case 'sidtrail-json':
    case 'extension-json':
    case 'storage-state':
      return readJsonText(text);
  }
}

function readJsonText(text: string): ExchangeImport {
  const document = readJson(text.replace(/^\uFEFF/, ''));
  if (document === undefined) {
    const error =
      'The JSON is cut off or has a mistake in it: export it again, or correct it in an editor that checks JSON.';
    return { format: null, rows: [], error };
  }
  if (Array.isArray(document)) return readExtensionJson(document);
  if (!isRecord(document)) {
    return { format: null, rows: [], error: 'The JSON is neither a list of cookies nor an object that holds one.' };
  }
  if (document.format === OWN_FORMAT) return readOwnJson(document);
  if (Array.isArray(document.cookies)) return readStorageState(document);
  if (typeof document.name === 'string') return readExtensionJson([document]);
  return {
    format: null,
    rows: [],
    error: 'The JSON has no list "cookies": choose a file that a cookie tool exported.',
  };
}
