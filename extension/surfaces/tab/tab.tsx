import { mountInspector } from '../../ui/shell/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { knowingUrl } from '../knowing-url.ts';
import type { WatchTab } from '../page-host.ts';
import { pageRoot } from '../root.ts';
import { loadUserFold } from '../user-fold.ts';
import { watchOneTab } from '../watch-one-tab.ts';

const { root, signal } = pageRoot();
const query = new URLSearchParams(location.search);
const asked = Number(query.get('tab') ?? Number.NaN);
const noTab: WatchTab = (onTab) => onTab(undefined);
const watchTab = Number.isSafeInteger(asked) && asked >= 0 ? watchOneTab(asked) : noTab;
// Set by a surface that cannot ask for a permission itself: see page-host.ts.
const askedFor = query.get('ask')?.replace(/^\*/, 'http').replace(/\*$/, '');
const entry = Number(query.get('entry') ?? Number.NaN);
const startsAt = Number.isSafeInteger(entry)
  ? { entry }
  : (['sample', 'lesson'] as const).find((place) => query.has(place));
void createBrowserHost('tab', watchTab).then((known) => {
  const host = knowingUrl(known, async () => askedFor);
  mountInspector(
    root,
    { ...host, atAnswer: query.has('answer'), ...(startsAt !== undefined && { startsAt }) },
    loadUserFold,
    signal,
  );
});
