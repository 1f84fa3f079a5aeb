import { mountInspector } from '../../ui/shell/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { knowingUrl } from '../knowing-url.ts';
import { pageRoot } from '../root.ts';
import { loadUserFold } from '../user-fold.ts';
import { watchInspectedTab } from '../watch-inspected-tab.ts';

/** The only API that takes just a callback, in Chrome and in Firefox's `chrome`. */
declare const chrome: {
  devtools: { inspectedWindow: { eval(expression: string, answer: (result: unknown) => void): void } };
};

/** DevTools knows the URL of every inspected page. */
async function inspectedUrl(): Promise<string | undefined> {
  const url = await new Promise<unknown>((answer) => chrome.devtools.inspectedWindow.eval('location.href', answer));
  return typeof url === 'string' ? url : undefined;
}

const { root, signal } = pageRoot();
void createBrowserHost('devtools', watchInspectedTab).then((host) =>
  mountInspector(root, knowingUrl(host, inspectedUrl), loadUserFold, signal),
);
