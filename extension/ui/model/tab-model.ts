import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { SiteStatus } from '../../protocol/commands.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import type { Host } from './host.ts';

/** The inspected tab and its status. */
export interface TabModel {
  readonly tabId: ReadonlySignal<number | undefined>;
  /** Undefined until the background answers, or if there is no tab. */
  readonly status: ReadonlySignal<SiteStatus | undefined>;
  /** Why the background did not answer. */
  readonly error: ReadonlySignal<string | undefined>;
  refresh(): void;
  /** Requests the missing permissions, or the given match patterns. Must be called synchronously in a click handler. */
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
  /** The tab that the status is about. */
  let known: number | undefined;

  const refresh = async (): Promise<void> => {
    const turn = ++asked;
    const id = tabId.value;
    let answer: SiteStatus | undefined;
    let why: string | undefined;
    try {
      if (id !== undefined) answer = await host.send('site-status', { tabId: id });
    } catch (reason) {
      if (id === known) answer = status.peek();
      why = whyFailed(reason);
    }
    if (turn !== asked) return;
    known = id;
    status.value = answer;
    error.value = why;
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
