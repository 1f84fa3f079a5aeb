import { effect } from '@preact/signals-core';
import type { Host } from '../model/host.ts';
import type { InspectorModel } from '../model/inspector-model.ts';

/** Shows what the surface was opened for: the sample, or one request as soon as it has been read. */
export function startAt(model: InspectorModel, place: Host['startsAt']): void {
  if (place === 'sample') void model.openSample();
  if (typeof place !== 'object') return;
  let isShown = false;
  const stop = effect(() => {
    void model.trace.revision.value;
    if (isShown) return;
    const entry = model.trace.trace().entries.findLast(({ id }) => id === place.entry);
    if (entry === undefined) return;
    isShown = true;
    // Not from within the effect: what it shows depends on more than this effect may follow.
    queueMicrotask(() => {
      stop();
      model.show(entry);
    });
  });
  model.ends.addEventListener('abort', stop, { once: true });
}
