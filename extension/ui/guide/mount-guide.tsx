import { effect } from '@preact/signals-core';
import { type ComponentType, render } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Host } from '../model/host.ts';
import { textOf } from '../model/language.ts';
import { WorldContext } from '../model/world.ts';
import { Help } from './help.tsx';
import { Welcome } from './welcome.tsx';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/guide.css';

/** The pages that explain, each with its title. */
const guides: Readonly<Record<'welcome' | 'help', { readonly Page: ComponentType; readonly title: MessageKey }>> = {
  welcome: { Page: Welcome, title: 'welcomeTitle' },
  help: { Page: Help, title: 'helpTitle' },
};

/** Mounts the welcome or the help page into an element until the signal aborts. */
export function mountGuide(
  root: HTMLElement,
  host: Omit<Host, 'trace'>,
  guide: keyof typeof guides,
  abort: AbortSignal,
): void {
  const { Page, title } = guides[guide];
  const text = textOf(host);
  const world = { host, text };
  const stop = effect(() => {
    const language = host.language.shown.value;
    document.documentElement.lang = language;
    document.title = `${text.say(title)} · ${text.say('brand')}`;
    render(
      <WorldContext.Provider key={language} value={world}>
        <Page />
      </WorldContext.Provider>,
      root,
    );
  });
  // A link from a hard word leads to its place here, which was not there when the browser looked for it.
  if (location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView();
  abort.addEventListener(
    'abort',
    () => {
      stop();
      render(null, root);
    },
    { once: true },
  );
}
