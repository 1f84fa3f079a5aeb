import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { UnseenHost } from '../../protocol/commands.ts';
import { attempt } from './attempt.ts';
import type { CookieActions } from './cookie-actions.ts';
import type { Host } from './host.ts';
import { keptSignal, readKept } from './kept.ts';
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
export function createUnseenModel(
  { status, grant }: Pick<TabModel, 'status' | 'grant'>,
  { kept, private: isPrivate = Promise.resolve(false) }: Pick<Host, 'kept' | 'private'>,
  actions: Pick<CookieActions, 'notify'>,
): UnseenModel {
  // Hosts of private windows are never on the disk.
  const passedPrivately = signal<readonly string[]>([]);
  const passed = keptSignal<readonly string[]>(kept, KEY, [], readHosts);
  const hosts = computed(() =>
    (status.value?.unseen ?? []).filter(
      ({ host }) => !passed.value.includes(host) && !passedPrivately.value.includes(host),
    ),
  );
  return {
    hosts,
    watch: () => void attempt(actions, () => grant([...new Set(hosts.value.flatMap(({ patterns }) => patterns))])),
    pass: () => {
      const names = hosts.value.map(({ host }) => host);
      const pass = (privately: boolean): void => {
        const list = privately ? passedPrivately : passed;
        // Another page may have passed over others meanwhile.
        const before = privately ? undefined : readKept(kept, KEY, readHosts);
        list.value = [...(before ?? list.value), ...names].slice(-most);
      };
      // What may be private is not written.
      void isPrivate.then(pass, () => pass(true));
    },
  };
}

const KEY = 'passed-hosts';

function readHosts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((host) => typeof host === 'string').slice(-most) : undefined;
}
