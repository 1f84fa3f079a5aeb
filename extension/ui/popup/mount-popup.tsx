import { effect } from '@preact/signals-core';
import { render } from 'preact';
import '../styles/base.css';
import '../styles/parts.css';
import { WorldContext } from '../model/world.ts';
import { explainTerms } from '../parts/term.tsx';
import { Popup } from './popup.tsx';
import { createPopupModel, type PopupHost } from './popup-model.ts';
import './popup.css';

/**
 * Mounts the popup into an element until the signal aborts. The popup is small, so it is drawn whole whenever a signal
 * that it read has changed: without the binding of signals to Preact, which would be a tenth of its code.
 */
export function mountPopup(root: HTMLElement, host: PopupHost, signal: AbortSignal): void {
  const model = createPopupModel(host, signal);
  const world = { host, text: model.text };
  explainTerms(model.text, signal);
  // Only who uses keys needs it: the popup is drawn without it.
  const keep = () => void import('../parts/kept-focus.ts').then(({ keepFocus }) => keepFocus(signal));
  addEventListener('focusin', keep, { once: true, signal });
  const stop = effect(() => {
    const language = host.language.shown.value;
    document.documentElement.lang = language;
    render(
      <WorldContext.Provider key={language} value={world}>
        <Popup model={model} />
      </WorldContext.Provider>,
      root,
    );
  });
  signal.addEventListener(
    'abort',
    () => {
      stop();
      render(null, root);
    },
    { once: true },
  );
}
