import '@preact/signals';
import { render } from 'preact';
import type { CreateFold } from '../../trace/model/trace.ts';
import type { Host } from '../model/host.ts';
import { InspectorContext } from '../model/inspector-context.ts';
import { createInspectorModel } from '../model/inspector-model.ts';
import { InLanguage } from '../parts/in-language.tsx';
import { explainTerms } from '../parts/term.tsx';
import { Inspector } from './inspector.tsx';
import { startAt } from './start-at.ts';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/inspector.css';
import '../styles/virtual-table.css';
import '../styles/requests.css';
import '../styles/small.css';
import { WorldContext } from '../model/world.ts';

/** Mounts the inspector into an element until the signal aborts. */
export function mountInspector(
  root: HTMLElement,
  host: Host,
  loadFold: () => Promise<CreateFold>,
  signal: AbortSignal,
): void {
  const model = createInspectorModel(host, loadFold, signal);
  startAt(model, host.startsAt);
  explainTerms(model.text, signal);
  root.dataset['surface'] = host.surface;
  render(
    <WorldContext.Provider value={{ host, text: model.text }}>
      <InspectorContext.Provider value={model}>
        <InLanguage page={Inspector} />
      </InspectorContext.Provider>
    </WorldContext.Provider>,
    root,
  );
  signal.addEventListener('abort', () => render(null, root), { once: true });
}
