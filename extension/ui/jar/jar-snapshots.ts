import type { ReadonlySignal } from '@preact/signals-core';
import type { Snapshot } from '../../trace/jar/snapshots.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import type { JarChanges } from './jar-changes.ts';

/** Actions on snapshots of a site's jar. */
export interface JarSnapshots {
  /** Undefined: it failed, and the user has been notified. */
  takeSnapshot(name: string): Promise<Snapshot | undefined>;
  dropSnapshot(id: number): Promise<void>;
  restoreSnapshot(id: number): Promise<void>;
}

/** Creates the snapshot actions of a site. */
export function createJarSnapshots(
  { host, actions }: InspectorModel,
  site: ReadonlySignal<string | undefined>,
  { during, fail, act }: JarChanges,
): JarSnapshots {
  /** Restores a dropped snapshot to the list. */
  const keep = async (snapshot: Snapshot): Promise<void> => {
    const kept = await during(() => host.send('keep-snapshot', { snapshot }));
    if (kept?.ok === false) fail(kept.why);
    else if (kept !== undefined) actions.notify({ tone: 'good', said: phrase('jarKept', code(snapshot.name)) });
  };
  return {
    takeSnapshot: async (name) => {
      const answer = await during(() => host.send('take-snapshot', { site: site.peek() ?? '', name }));
      if (answer?.ok === false) fail(answer.why);
      return answer?.snapshot;
    },
    dropSnapshot: async (id) => {
      const answer = await during(() => host.send('drop-snapshot', { id }));
      const dropped = answer?.dropped;
      if (dropped === undefined) return;
      actions.notify({
        tone: 'good',
        said: phrase('jarDropped', code(dropped.name)),
        undo: () => void keep(dropped),
      });
    },
    restoreSnapshot: async (id) => {
      await act(
        () => host.send('restore-snapshot', { id }),
        (count) => phrase('jarRestored', count),
      );
    },
  };
}
