import browser from 'webextension-polyfill';
import { mountInspector } from '../../ui/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { knowingUrl } from '../knowing-url.ts';
import { pageRoot } from '../root.ts';
import { createUserFold } from '../user-fold.ts';
import { watchInspectedTab } from '../watch-tab.ts';

/** DevTools tells the URL of any page that it inspects. */
async function inspectedUrl(): Promise<string | undefined> {
  const [url] = await browser.devtools.inspectedWindow.eval('location.href');
  return typeof url === 'string' ? url : undefined;
}

const { root, signal } = pageRoot();
const host = knowingUrl(createBrowserHost('devtools', watchInspectedTab), inspectedUrl);
mountInspector(root, host, createUserFold, signal);
