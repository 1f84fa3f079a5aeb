import { render } from 'preact';
import type { Fold, FoldOptions } from '../trace/trace.ts';
import type { Host } from './host.ts';
import { Inspector } from './inspector.tsx';
import { InspectorContext } from './inspector-context.ts';
import { createInspectorModel } from './model/inspector-model.ts';
import './styles/base.css';
import './styles/parts.css';
import './styles/inspector.css';
import './styles/requests.css';
import './styles/details.css';
import { WorldContext } from './world.ts';

/** Mounts the inspector into an element until the signal aborts. */
export function mountInspector(
  root: HTMLElement,
  host: Host,
  createFold: (options?: FoldOptions) => Fold,
  signal: AbortSignal,
): void {
  const model = createInspectorModel(host, createFold, signal);
  document.documentElement.lang = host.locale;
  root.dataset['surface'] = host.surface;
  render(
    <WorldContext.Provider value={{ host, text: model.text }}>
      <InspectorContext.Provider value={model}>
        <Inspector />
      </InspectorContext.Provider>
    </WorldContext.Provider>,
    root,
  );
  signal.addEventListener('abort', () => render(null, root), { once: true });
}
