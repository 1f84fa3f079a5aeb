import { mountPopup } from '../../ui/popup/mount-popup.tsx';
import { sidePanelOpener } from '../open-side-panel.ts';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';
import { watchActiveTab } from '../watch-active-tab.ts';
import { answeredAhead, answeredSoon } from './answered-ahead.ts';
import type { Opening } from './opening.ts';

/** Shows the popup, first with what was asked at its opening. */
export async function showPopup({ tab, answer, onLogChanged }: Opening): Promise<void> {
  await parsed();
  const { root, signal } = pageRoot();
  const host = await createPageHost('popup', watchActiveTab(tab), sidePanelOpener());
  await answeredSoon(answer);
  mountPopup(root, { ...host, send: answeredAhead(host.send, answer), onLogChanged }, signal);
}

/** The script does not wait for its page. */
function parsed(): Promise<unknown> | undefined {
  if (document.readyState !== 'loading') return undefined;
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}
