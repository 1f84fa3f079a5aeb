import browser from 'webextension-polyfill';
import { sendCommand } from '../../protocol/send-command.ts';
import { mountPopup } from '../../ui/popup/mount-popup.tsx';
import { sidePanelOpener } from '../open-side-panel.ts';
import { ownSide } from '../own-side.ts';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';
import { watchActiveTab } from '../watch-active-tab.ts';

const { root, signal } = pageRoot();
// Before the tab is known. Where it fails, the summary itself will say so.
void ownSide()
  .then((side) => sendCommand('prepare-summary', {}, side))
  .catch(() => undefined);
void createPageHost('popup', watchActiveTab, sidePanelOpener()).then((host) =>
  mountPopup(
    root,
    {
      ...host,
      onLogChanged: (changed, ending) => {
        browser.storage.session.onChanged.addListener(changed);
        ending.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(changed));
      },
    },
    signal,
  ),
);
