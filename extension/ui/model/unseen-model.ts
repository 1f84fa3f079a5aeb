import { computed, type ReadonlySignal } from '@preact/signals-core';
import type { UnseenHost } from '../../protocol/commands.ts';
import { type Kept, keptSignal } from './kept.ts';
import type { TabModel } from './tab-model.ts';

/** The hosts of the tab's page that are not watched. */
export interface UnseenModel {
  /** Without those that the user does not want to hear of. */
  readonly hosts: ReadonlySignal<readonly UnseenHost[]>;
  /** Asks for permission to watch them all. Must be called synchronously in a click handler. */
  watch(): void;
  /** Does not speak of these hosts any more, on any page. */
  pass(): void;
}

/** So many hosts are remembered; of the older ones it is spoken again. */
const most = 200;

/** Creates the model over the status of the tab. */
export function createUnseenModel({ status, grant }: Pick<TabModel, 'status' | 'grant'>, kept: Kept): UnseenModel {
  const passed = keptSignal<readonly string[]>(kept, 'passed-hosts', [], (value) =>
    Array.isArray(value) ? value.filter((host) => typeof host === 'string').slice(-most) : undefined,
  );
  const hosts = computed(() => (status.value?.unseen ?? []).filter(({ host }) => !passed.value.includes(host)));
  return {
    hosts,
    watch: () => void grant([...new Set(hosts.value.flatMap(({ patterns }) => patterns))]),
    pass: () => {
      passed.value = [...passed.value, ...hosts.value.map(({ host }) => host)].slice(-most);
    },
  };
}
