import { isRecord } from '../base64.ts';
import type { TextError } from './exchange-codes.ts';
import { type ExchangeOrigin, MAX_TEXT, type Reading } from './exchange-cookie.ts';
import { type ExchangeText, exchangeText } from './exchange-text.ts';
import { binaryKind, unknownJson } from './explained.ts';
import { type ExchangeFormat, type ExchangeFormatRecord, FORMATS } from './formats.ts';
import { diagnoseJson } from './json/diagnose-json.ts';
import { isLogLines } from './lines/log-lines.ts';

/** What an imported text holds, and the form that it was read as; null: none that is known. */
export interface ExchangeImport extends Reading {
  readonly format: ExchangeFormat | null;
}

/**
 * Reads cookies from any form that is known, row by row: what is wrong with one row leaves the others. This is the way
 * in for every text that is pasted or opened; surrounding code fences, prompts, quotes and a byte order mark are taken
 * off first. Never throws; linear; bounded in rows and characters. What it does not read it gives a code for.
 */
export function parseExchange(pasted: string, { url, ...context }: ExchangeOrigin): ExchangeImport {
  // A page of the browser's own, or of a file, has no cookies.
  const origin = { ...context, url: /^https?:\/\/[^/]/i.test(url) ? url : '' };
  const nothing = (error: TextError): ExchangeImport => ({ format: null, rows: [], error });
  if (pasted.length > MAX_TEXT) {
    return nothing({ code: 'too-long', params: { characters: pasted.length, limit: MAX_TEXT } });
  }
  const binary = binaryKind(pasted);
  if (binary !== undefined) return nothing({ code: binary });
  const text = exchangeText(pasted);
  if (!/\S/.test(text.text)) return nothing({ code: 'empty' });
  const format = recognise(text);
  if (format?.read !== undefined) {
    const { notes = [], ...reading } = format.read(text, origin);
    return { format: format.id, ...reading, notes: [...text.notes, ...notes] };
  }
  const logged = loggedText(text.document);
  if (logged !== undefined) return parseExchange(logged, origin);
  if (text.document !== undefined) return nothing({ code: unknownJson(text.document) });
  return nothing(looksLikeJson(text) ? diagnoseJson(text.text) : { code: 'unknown' });
}

/** The lines that a log keeps in JSON, as Docker and CloudWatch do, where cookies are in them. */
function loggedText(document: unknown): string | undefined {
  const lines = [document].flat().flatMap((item: unknown) => {
    const line = isRecord(item) ? (item['log'] ?? item['message'] ?? item['msg']) : undefined;
    return typeof line === 'string' ? [line.trimEnd()] : [];
  });
  const text = lines.join('\n');
  return isLogLines(text) || /^set-cookie:/im.test(text) ? text : undefined;
}

type KnownFormat = ExchangeFormatRecord & { readonly id: ExchangeFormat };

function recognise(text: ExchangeText): KnownFormat | undefined {
  // What begins as JSON and is none was cut or edited: its lines are no cookies.
  if (text.document === undefined && looksLikeJson(text)) return undefined;
  return (FORMATS as readonly KnownFormat[]).find((format) => format.recognise?.(text));
}

/** Comments before the list do not make it another thing; Go's `{Name:sid Value:abc}`, Elixir's `[{"a", "b"}]` and a log's `[0.012] recv` are none. */
const JSON_BEGINNING =
  /^(?!\s*\[\{"[^"\r\n]{1,100}", ?")\s*(?:\/\/[^\r\n]*(?:[\r\n]\s*|$)|\/\*(?:(?!\*\/)[\s\S])*\*\/\s*)*(?:\{\s*(?:["'}#]|\/[/*]|[\w$]+\s*:\s*(?:["'[{\d-]|true|false|null)|$)|\[\s*(?:[\]{"']|\[\s*[[\]{"'\d]|-?\d+(?:\.\d+)?\s*(?:,|\]\s*$)|\/[/*]|true|false|null|$))/;

function looksLikeJson({ head }: ExchangeText): boolean {
  return JSON_BEGINNING.test(head);
}
