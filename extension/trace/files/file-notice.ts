import type { FileParams } from './file-error.ts';

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

/** Makes a notice. */
export function fileNotice(code: FileNoticeCode, params: FileParams = {}): FileNotice {
  return { code, params };
}
