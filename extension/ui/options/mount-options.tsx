import '@preact/signals';
import { render } from 'preact';
import type { Host } from '../model/host.ts';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/options.css';
import { createText } from '../../trace/words/text.ts';
import { WorldContext } from '../model/world.ts';
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
  const text = createText(host.message, host.locale);
  document.documentElement.lang = host.locale;
  document.title = text.say('optionsTitle');
  const model = createWatchedModel(host, settings, abort);
  render(
    <WorldContext.Provider value={{ host, text }}>
      <Options settings={settings} model={model} />
    </WorldContext.Provider>,
    root,
  );
  abort.addEventListener('abort', () => render(null, root), { once: true });
}
