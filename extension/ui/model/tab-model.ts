import { type ReadonlySignal, signal } from '@preact/signals';
import type { SiteStatus } from '../../protocol/commands.ts';
import type { Host } from './host.ts';

/** The tab that is inspected, and what may be seen of it. */
export interface TabModel {
  readonly tabId: ReadonlySignal<number | undefined>;
  /** Undefined until the background has answered, or where there is no tab. */
  readonly status: ReadonlySignal<SiteStatus | undefined>;
  /** Why the background could not answer. */
  readonly error: ReadonlySignal<string | undefined>;
  refresh(): void;
  /** Asks for what is missing, or for other match patterns. Must be called in a click's own turn. */
  grant(patterns?: readonly string[]): Promise<void>;
}

/** Follows the inspected tab until the signal aborts. */
export function createTabModel(
  host: Pick<Host, 'send' | 'watchTab' | 'requestPermission'>,
  abort: AbortSignal,
): TabModel {
  const tabId = signal<number | undefined>(undefined);
  const status = signal<SiteStatus | undefined>(undefined);
  const error = signal<string | undefined>(undefined);
  let asked = 0;

  const refresh = async (): Promise<void> => {
    const turn = ++asked;
    const id = tabId.value;
    if (id === undefined) {
      status.value = undefined;
      return;
    }
    try {
      const answer = await host.send('site-status', { tabId: id });
      if (turn !== asked) return;
      status.value = answer;
      error.value = undefined;
    } catch (reason) {
      if (turn === asked) error.value = reason instanceof Error ? reason.message : String(reason);
    }
  };

  host.watchTab((id) => {
    tabId.value = id;
    void refresh();
  }, abort);

  return {
    tabId,
    status,
    error,
    refresh: () => void refresh(),
    async grant(patterns = status.value?.patterns ?? []) {
      if (await host.requestPermission(patterns)) await refresh();
    },
  };
}
