import type { SendCommand } from '../../protocol/commands.ts';
import type { TraceSource } from '../../protocol/trace-source.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';

/** Where the inspector is shown; it decides on density, never on what can be done. */
export type SurfaceKind = 'popup' | 'side-panel' | 'devtools' | 'tab';

/** Everything that the UI needs of the world around it. The surface hands it in; tests hand in one of their own. */
export interface Host {
  readonly surface: SurfaceKind;
  readonly browser: 'chrome' | 'firefox';
  /** The language of the browser's own UI, as a BCP 47 tag: numbers and times are written in it. */
  readonly locale: string;
  readonly trace: TraceSource;
  readonly send: SendCommand;
  /** The tab that is inspected, and its changes; undefined where there is none (the full tab opened by itself). */
  watchTab(onTab: (tabId: number | undefined) => void, signal: AbortSignal): void;
  /** Asks the user for match patterns. Must be called in a click's own turn. */
  requestPermission(patterns: readonly string[]): Promise<boolean>;
  /** Opens the inspector in a tab of its own, for the tab that is inspected here; `answer`: at the answer's steps. */
  openTab(at?: { readonly answer: true }): void;
  /** True where the surface was opened to show the answer's steps. */
  readonly atAnswer?: boolean;
  /** Opens the side panel or sidebar; absent where this surface cannot. Must be called in a click's own turn. */
  openSidePanel?(): void;
  /** Puts text on the clipboard. Rejects where the browser does not allow it. */
  copy(text: string): Promise<void>;
  /** Text by key from `_locales`, with its substitutions put in; empty when this language lacks the key. */
  message(key: MessageKey, ...substitutions: readonly string[]): string;
  /** ms since 1970. */
  now(): number;
  /** Calls once before the next frame is painted. */
  nextFrame(run: () => void): void;
}
