import { render } from 'preact';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/popup.css';
import { WorldContext } from '../model/world.ts';
import { Popup } from './popup.tsx';
import { createPopupModel, type PopupHost } from './popup-model.ts';

/** Mounts the popup into an element until the signal aborts. */
export function mountPopup(root: HTMLElement, host: PopupHost, signal: AbortSignal): void {
  const model = createPopupModel(host, signal);
  document.documentElement.lang = host.locale;
  render(
    <WorldContext.Provider value={{ host, text: model.text }}>
      <Popup model={model} />
    </WorldContext.Provider>,
    root,
  );
  signal.addEventListener('abort', () => render(null, root), { once: true });
}
