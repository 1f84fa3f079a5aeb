import type { SendCommand } from '../protocol/commands.ts';
import type { TraceSource } from '../protocol/trace-source.ts';

/** Where the inspector is shown; it decides on density, never on what can be done. */
export type SurfaceKind = 'popup' | 'side-panel' | 'devtools' | 'tab';

/** Everything that the UI needs of the world around it. The surface hands it in; tests hand in one of their own. */
export interface Host {
  readonly surface: SurfaceKind;
  readonly browser: 'chrome' | 'firefox';
  readonly trace: TraceSource;
  readonly send: SendCommand;
  /** The tab that is inspected, and its changes; undefined where there is none (the full tab opened by itself). */
  watchTab(onTab: (tabId: number | undefined) => void, signal: AbortSignal): void;
  /** Asks the user for match patterns. Must be called in a click's own turn. */
  requestPermission(patterns: readonly string[]): Promise<boolean>;
  /** Opens the inspector in a tab of its own. */
  openTab(): void;
  /** Text by key from `_locales`, with its substitutions put in. */
  message(key: string, ...substitutions: readonly string[]): string;
  /** ms since 1970. */
  now(): number;
}
