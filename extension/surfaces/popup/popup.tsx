import browser from 'webextension-polyfill';
import { mountPopup } from '../../ui/popup/mount-popup.tsx';
import { sidePanelOpener } from '../open-side-panel.ts';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';
import { watchActiveTab } from '../watch-active-tab.ts';

const { root, signal } = pageRoot();
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
