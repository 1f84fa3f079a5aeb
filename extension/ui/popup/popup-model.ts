import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { SiteSummary } from '../../trace/summary/site-summary.ts';
import type { Text } from '../../trace/words/text.ts';
import { type CookieActions, createCookieActions } from '../model/cookie-actions.ts';
import type { Host } from '../model/host.ts';
import { createJarModel, type JarModel } from '../model/jar-model.ts';
import { textOf } from '../model/language.ts';
import { createTabModel, type TabModel } from '../model/tab-model.ts';

/** The state of the popup. The background summarises the tab's site, so the popup opens without the fold. */
export interface PopupModel {
  readonly host: PopupHost;
  readonly text: Text;
  readonly tab: TabModel;
  readonly jar: JarModel;
  readonly actions: CookieActions;
  /** Undefined until the background answers. */
  readonly summary: ReadonlySignal<SiteSummary | undefined>;
  refresh(): void;
}

/** What the popup needs from outside: it only needs to know when the log changes. */
export interface PopupHost extends Omit<Host, 'trace'> {
  /** Calls `changed` when the log has grown or was cleared, until the signal aborts. */
  onLogChanged(changed: () => void, signal: AbortSignal): void;
}

/** Creates the popup's model over a host. It lives until the signal aborts. */
export function createPopupModel(host: PopupHost, abort: AbortSignal): PopupModel {
  const tab = createTabModel(host, abort);
  const jar = createJarModel(host.send);
  const summary = signal<SiteSummary | undefined>(undefined);
  let asked = 0;
  let shown: string | undefined;
  let waiting = false;

  const read = async (): Promise<void> => {
    const site = tab.status.value?.site;
    jar.look(site);
    const turn = ++asked;
    // The tab model reports why the background does not answer.
    const unanswered = (): SiteSummary | undefined => (site === shown ? summary.peek() : undefined);
    const answer = site === undefined ? undefined : await host.send('site-summary', { site }).catch(unanswered);
    if (turn !== asked) return;
    shown = site;
    summary.value = answer;
  };
  const refresh = (): void => {
    if (waiting) return;
    waiting = true;
    host.nextFrame(() => {
      waiting = false;
      void jar.refresh();
      void read();
    });
  };
  const unsubscribe = tab.status.subscribe(() => void read());
  abort.addEventListener('abort', unsubscribe, { once: true });
  host.onLogChanged(refresh, abort);

  return {
    host,
    text: textOf(host),
    tab,
    jar,
    actions: createCookieActions(host, refresh),
    summary,
    refresh,
  };
}
