import { PRIVATE_PREFIX, type Side } from '../../protocol/side.ts';
import type { HistoryItem } from '../../trace/jar/history.ts';
import type { ProtectedCookie } from '../../trace/jar/protect.ts';
import type { Snapshot } from '../../trace/jar/snapshots.ts';
import { OneAtATime } from '../one-at-a-time.ts';

/** All that the jar editor remembers. It lies in `storage.session`: in memory, gone with the browser. */
export interface JarEdits {
  readonly history: readonly HistoryItem[];
  readonly snapshots: readonly Snapshot[];
  readonly protectedCookies: readonly ProtectedCookie[];
  readonly nextId: number;
}

/** The part of storage.session that is used; a test hands in one of its own. */
export interface MemoryArea {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

const EMPTY: JarEdits = { history: [], snapshots: [], protectedCookies: [], nextId: 1 };

/** Reads and writes the state, one change after another, so that none writes over another's. */
export class JarEditsStore {
  readonly #area: MemoryArea;
  readonly #key: string;
  readonly #mayKeep: () => boolean;
  readonly #changes = new OneAtATime();

  /**
   * @param side whose edits they are: those of private windows go with the last of them
   * @param mayKeep asked before each write: what comes when that one has closed is not written
   */
  constructor(area: MemoryArea, side: Side = 'ordinary', mayKeep: () => boolean = () => true) {
    this.#area = area;
    this.#mayKeep = mayKeep;
    this.#key = side === 'private' ? `${PRIVATE_PREFIX}jar:edits` : 'jar:edits';
  }

  read(): Promise<JarEdits> {
    return this.#changes.run(() => this.#load());
  }

  /**
   * Changes the state. `change` sees the newest one and gives the next, or the same to leave it.
   * Rejects when there is no room in memory; the state is then as it was.
   */
  update<T>(change: (state: JarEdits) => { readonly next: JarEdits; readonly answer: T }): Promise<T> {
    return this.#changes.run(async () => {
      const state = await this.#load();
      const { next, answer } = change(state);
      // As a string it counts for half of what the same values count as objects.
      if (next !== state && this.#mayKeep()) await this.#area.set({ [this.#key]: JSON.stringify(next) });
      return answer;
    });
  }

  async #load(): Promise<JarEdits> {
    const { [this.#key]: stored } = await this.#area.get(this.#key);
    return typeof stored === 'string' ? (JSON.parse(stored) as JarEdits) : EMPTY;
  }
}
