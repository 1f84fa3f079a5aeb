import { render } from 'preact';
import type { Host } from '../host.ts';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/options.css';
import { createText } from '../words/text.ts';
import { WorldContext } from '../world.ts';
import { Options, type SettingsHost } from './options.tsx';

/** Mounts the options page into an element. */
export function mountOptions(root: HTMLElement, host: Omit<Host, 'trace'>, settings: SettingsHost): void {
  const text = createText(host.message, host.locale);
  document.documentElement.lang = host.locale;
  document.title = text.say('optionsTitle');
  render(
    <WorldContext.Provider value={{ host, text }}>
      <Options text={text} settings={settings} />
    </WorldContext.Provider>,
    root,
  );
}
