import { render } from 'preact';
import type { Fold, FoldOptions } from '../../trace/trace.ts';
import type { Host } from '../host.ts';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/popup.css';
import { WorldContext } from '../world.ts';
import { Popup } from './popup.tsx';
import { createPopupModel } from './popup-model.ts';

/** Mounts the popup into an element until the signal aborts. */
export function mountPopup(
  root: HTMLElement,
  host: Host,
  createFold: (options?: FoldOptions) => Fold,
  signal: AbortSignal,
): void {
  const model = createPopupModel(host, createFold, signal);
  document.documentElement.lang = host.locale;
  render(
    <WorldContext.Provider value={{ host, text: model.text }}>
      <Popup model={model} />
    </WorldContext.Provider>,
    root,
  );
  signal.addEventListener('abort', () => render(null, root), { once: true });
}
