import { mountInspector } from '../../ui/shell/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { pageRoot } from '../root.ts';
import { loadUserFold } from '../user-fold.ts';
import { watchActiveTab } from '../watch-active-tab.ts';

const { root, signal } = pageRoot();
void createBrowserHost('side-panel', watchActiveTab()).then((host) => mountInspector(root, host, loadUserFold, signal));
