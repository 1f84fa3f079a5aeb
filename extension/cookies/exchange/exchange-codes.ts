import type { Reason, StoreReason } from '../reason-codes.ts';

/** Why one row cannot be imported. Closed: each code has its words in trace/words/exchange-words.ts. */
export type RowErrorCode =
  | 'not-an-object'
  | 'name-missing'
  | 'value-missing'
  | 'value-kind'
  | 'nothing'
  | 'name-character'
  | 'value-character'
  | 'too-large'
  | 'domain-missing'
  | 'domain-bad'
  | 'path-bad'
  | 'path-long'
  | 'same-site'
  | 'expiry-text'
  | 'expiry-unit'
  | 'partition'
  | 'partition-opaque'
  | 'fields'
  | 'cells'
  | 'too-many-fields'
  | 'flag'
  | 'flag-value'
  | 'lwp-line'
  | 'encrypted'
  | 'binary-value'
  | 'cut'
  | 'broken'
  | 'redacted'
  | 'variable'
  | 'cookie-file'
  | 'deletes'
  | 'deleted-later'
  | 'line-unreadable'
  | 'old-attribute'
  | 'no-site'
  /** The rules for Set-Cookie refuse it: `reasons` say why. */
  | 'refused';

/** What a reader did to a row that its writer may not expect. */
export type RowNoteCode =
  | 'spaces-for-tabs'
  | 'escaped-tabs'
  | 'flag-case'
  | 'indented'
  | 'domain-flag-contradicts'
  | 'port-dropped'
  | 'host-only-here'
  | 'local-suffix'
  | 'expiry-milliseconds'
  | 'expiry-microseconds'
  | 'expiry-chrome-epoch'
  | 'expiry-utc-assumed'
  | 'max-age-from-now'
  | 'none-without-secure'
  | 'none-read-as-unset'
  | 'joined-line'
  | 'joined-shown'
  | 'has-attributes'
  | 'maybe-joined'
  | 'split-line'
  | 'size-differs'
  | 'value-number'
  | 'replaced-character';

/** What a reader has to say of the text as a whole. */
export type TextNoteCode =
  | 'pairs-only'
  | 'pairs-covered'
  | 'host-assumed'
  | 'columns-assumed'
  | 'head-unknown'
  | 'log-lines'
  | 'local-storage-left'
  | 'repeated'
  | 'literal'
  | 'outside-fence'
  | 'unescaped'
  | 'documents'
  | 'lax-may-be-unset'
  | 'flags-unknown';

/** Why a text, or the rest of it, is not read. */
export type TextErrorCode =
  | 'empty'
  | 'unknown'
  | 'too-long'
  | 'too-many-rows'
  | 'no-cookies'
  | 'no-site'
  | 'json-cut-off'
  | 'json-comment'
  | 'json-trailing'
  | 'json-mistake'
  | 'json-other'
  | 'json-pairs'
  | 'own-version'
  | 'own-list-missing'
  | 'header-lines'
  | 'head-without-cookies'
  | 'command-without-cookies'
  | 'command-unclosed'
  | 'fetch-without-cookies'
  | 'html'
  | 'settings'
  | 'query'
  | 'table-blanks'
  | 'har'
  | 'sqlite'
  | 'sqlite-chrome'
  | 'sqlite-firefox'
  | 'safari-cookies'
  | 'compressed'
  | 'pickle'
  | 'encrypted-export'
  | 'utf-16'
  | 'binary'
  | 'insomnia-empty'
  | 'postman-collection';

/** What a format cannot carry of a cookie. */
export type LossCode = 'same-site' | 'partition' | 'pairs-only' | 'left-out-tab' | 'http-only';

/** Why a row was not read. Strings in `params` are text from outside, cut to be shown. */
export interface RowError extends Reason<RowErrorCode> {
  readonly reasons?: readonly StoreReason[];
}
export type RowNote = Reason<RowNoteCode>;
export type TextNote = Reason<TextNoteCode>;
export type TextError = Reason<TextErrorCode>;

/** Foreign text in a sentence: short, and without what would break the line. */
export function shown(text: string): string {
  const clean = text.slice(0, 60).replace(/[\x00-\x1F\x7F]/g, '\uFFFD');
  return text.length > 60 ? `${clean}…` : clean;
}

/** A foreign value in a sentence, as JSON writes it. */
export function shownValue(value: unknown): string {
  return shown(JSON.stringify(value) ?? '');
}
