import type { SendCommand } from '../../protocol/commands.ts';
import type { TraceSource } from '../../protocol/trace-source.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Kept, Remembered, SharedMemory } from './kept.ts';
import type { LanguageModel } from './language.ts';

/** Where the inspector is shown. It affects the layout, not the features. */
export type SurfaceKind = 'popup' | 'side-panel' | 'devtools' | 'tab';

/** What a new tab is opened to show: the answer's steps, the sample trace, or the request with this id. */
export type PlaceInTab = { readonly answer: true } | { readonly sample: true } | { readonly entry: number };

/** Everything that the UI needs from outside. Each surface provides one, and so do the tests. */
export interface Host {
  readonly surface: SurfaceKind;
  readonly browser: 'chrome' | 'firefox';
  /** The language of words, numbers and times. */
  readonly language: LanguageModel;
  readonly trace: TraceSource;
  readonly send: SendCommand;
  /** Whether this surface is about private windows; absent: it is not. */
  readonly private?: Promise<boolean>;
  /** Reports the inspected tab and its changes; undefined if there is none, as in a full tab opened directly. */
  watchTab(onTab: (tabId: number | undefined) => void, signal: AbortSignal): void;
  /** Asks the user for match patterns. Must be called synchronously in a click handler. */
  requestPermission(patterns: readonly string[]): Promise<boolean>;
  /** Opens the inspector in a new tab, for the inspected tab. */
  openTab(at?: PlaceInTab): void;
  /** True if the surface was opened to show the answer's steps. */
  readonly atAnswer?: boolean;
  /** What the surface was opened to show; absent: the recording. */
  readonly startsAt?: 'sample' | 'lesson' | { readonly entry: number };
  /** Opens the side panel or sidebar; absent if not possible. Must be called synchronously in a click handler. */
  openSidePanel?(): void;
  /** Where the surface remembers how it looks. */
  readonly kept: Kept;
  /** Where the surface remembers what was looked at; absent: it does not. */
  readonly remembered?: Remembered;
  /** Where every surface remembers how far the reader has come in the lesson; absent: nowhere. */
  readonly lessonMemory?: SharedMemory;
  /** Copies text to the clipboard. Rejects if the browser does not allow it. */
  copy(text: string): Promise<void>;
  /** The message of a key from `_locales` in the language that is shown, with its substitutions; empty if it is missing. */
  message(key: MessageKey, ...substitutions: readonly string[]): string;
  /** ms since 1970. */
  now(): number;
  /** Calls `run` once before the next frame. */
  nextFrame(run: () => void): void;
}
