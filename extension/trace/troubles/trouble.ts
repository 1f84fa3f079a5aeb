import type { RequestEntry } from '../model/entry.ts';
import type { Thread } from '../model/session.ts';

/** What goes wrong with sessions so often that it has a name here. */
export type TroubleCode =
  | 'never-kept'
  | 'never-sent'
  | 'shadowed'
  | 'parallel-first'
  | 'replaced-each-time'
  | 'secure-missing'
  | 'secure-on-http'
  | 'same-id-after-login'
  | 'strict-after-link'
  | 'cleared-elsewhere';

/** One trouble of a thread, with the entries that show it. */
export interface Trouble {
  readonly code: TroubleCode;
  readonly thread: Thread;
  /** The entries that show it, the clearest first; at least one. */
  readonly entries: readonly RequestEntry[];
  /** What its sentence names: reasons as their codes, paths, numbers. */
  readonly params: Readonly<Record<string, string | number>>;
}
