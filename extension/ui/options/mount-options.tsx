import '@preact/signals';
import { effect } from '@preact/signals-core';
import { render } from 'preact';
import type { Host } from '../model/host.ts';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/options.css';
import { textOf } from '../model/language.ts';
import { WorldContext } from '../model/world.ts';
import { InLanguage } from '../parts/in-language.tsx';
import { Options } from './options.tsx';
import type { SettingsHost } from './settings-host.ts';
import { createWatchedModel } from './watched-model.ts';

/** Mounts the options page into an element until the signal aborts. */
export function mountOptions(
  root: HTMLElement,
  host: Omit<Host, 'trace'>,
  settings: SettingsHost,
  abort: AbortSignal,
): void {
  const text = textOf(host);
  const stop = effect(() => {
    void host.language.shown.value;
    document.title = text.say('optionsTitle');
  });
  const model = createWatchedModel(host, settings, abort);
  const Page = () => <Options settings={settings} model={model} />;
  render(
    <WorldContext.Provider value={{ host, text }}>
      <InLanguage page={Page} />
    </WorldContext.Provider>,
    root,
  );
  abort.addEventListener(
    'abort',
    () => {
      stop();
      render(null, root);
    },
    { once: true },
  );
}
