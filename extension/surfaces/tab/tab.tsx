import { mountInspector } from '../../ui/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import type { WatchTab } from '../page-host.ts';
import { pageRoot } from '../root.ts';
import { createUserFold } from '../user-fold.ts';
import { watchOneTab } from '../watch-tab.ts';

const { root, signal } = pageRoot();
const asked = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN);
const noTab: WatchTab = (onTab) => onTab(undefined);
const watchTab = Number.isSafeInteger(asked) && asked >= 0 ? watchOneTab(asked) : noTab;
mountInspector(root, createBrowserHost('tab', watchTab), createUserFold, signal);
