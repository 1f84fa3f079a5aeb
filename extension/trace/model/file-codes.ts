/** What is wrong with a file; `extension/trace/words/file-error-words.ts` has the words of each. */
export type FileErrorCode =
  /** It holds no byte. */
  | 'empty'
  /** The browser cannot read it any more: it was moved or changed. */
  | 'not-readable'
  /** It is no JSON. */
  | 'not-json'
  /** It is no JSON, and by its first bytes an archive, HTML, or other XML. */
  | 'compressed'
  | 'web-page'
  | 'xml'
  /** It is JSON and neither a HAR nor a trace. */
  | 'not-har'
  | 'not-trace'
  | 'no-version'
  | 'newer-version'
  /** A line of a trace is too long, no UTF-8, no JSON, no event, or out of order. */
  | 'line-too-long'
  | 'line-not-text'
  | 'line-not-json'
  | 'line-no-event'
  | 'line-out-of-order'
  /** It ends before its first entry does. */
  | 'cut'
  /** It holds no request or event at all, or none that can be read. */
  | 'no-entries'
  | 'no-readable-entry'
  | 'no-events'
  /** The user cancelled. */
  | 'cancelled';

/** The facts that fill a message's sentence: numbers, or text from the file, which nothing trusts. */
export type FileParams = Readonly<Record<string, string | number>>;

/** What the reader of a file must know to judge what is shown; `extension/trace/words/file-notice-words.ts` has the words. */
export type FileNoticeCode =
  /** Cookie values are masks: equal labels are equal values. */
  | 'masked'
  /** Cookie values were taken out by another tool: which were equal is not known. */
  | 'redacted'
  /** No request carries a cookie and no response sets one. `tool`: a HarToolId, for the advice. */
  | 'no-cookies'
  /** `count` tunnels to https hosts that a proxy did not look into. */
  | 'tunnels'
  /** The file does not show which browser made the requests: Chrome's rules are assumed. */
  | 'browser-not-known'
  /** `product` made the requests, whose cookie rules are not known here. */
  | 'rules-not-known'
  /** The oldest `count` of `of` entries were left out to keep the bound. */
  | 'entries-dropped'
  /** `count` of `of` entries could not be read; the first is entry `index`, because of `why`. */
  | 'entries-skipped'
  /** `count` entries were left out whose addresses know no cookies (data:, blob:). */
  | 'other-schemes'
  /** `count` headers were too long to keep. */
  | 'long-headers'
  /** `count` entries hold characters that JSON forbids; they were read as spaces. */
  | 'repaired'
  /** Text after the end of the JSON, from byte `byte` on, was passed over. */
  | 'text-after-end'
  /** What Sidtrail had written beside HAR's members was changed by another tool: the story may differ. */
  | 'story-changed'
  /** A HAR does not say what the browser kept. */
  | 'predicted'
  /** The oldest `count` events were left out to keep the bound. */
  | 'events-dropped'
  /** `count` events of a `kind` that is not known here were passed over. */
  | 'unknown-kind'
  // Of a file that ends too early; what came before can be shown.
  /** In entry `entry`. `entries` can be shown. */
  | 'cut-in-entry'
  /** At byte `byte`, behind entry `entry`, the file stops being JSON. */
  | 'broken-after-entry'
  /** In line `line`; `events` can be shown. */
  | 'cut-in-line'
  /** After `events`, without the last line. */
  | 'cut-without-end'
  /** `events` of `promised`. */
  | 'lines-missing';

export interface FileNotice {
  readonly code: FileNoticeCode;
  readonly params: FileParams;
}

/** Why an entry of a HAR is not shown. */
export type SkipReason =
  | 'no-url'
  | 'bad-url'
  | 'not-json'
  /** Nested more deeply than any request is. */
  | 'too-deep'
  | 'too-large';

/** The tools whose HARs are known, by what they call themselves in `log.creator`. */
export type HarToolId =
  | 'sidtrail'
  | 'chrome'
  | 'firefox'
  | 'safari'
  | 'playwright'
  | 'puppeteer'
  | 'cypress'
  | 'selenium'
  | 'charles'
  | 'fiddler'
  | 'mitmproxy'
  | 'proxyman'
  | 'http-toolkit'
  | 'burp'
  | 'zap'
  | 'insomnia'
  | 'postman'
  | 'other';
