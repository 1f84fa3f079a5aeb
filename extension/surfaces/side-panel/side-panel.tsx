import { mountInspector } from '../../ui/shell/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { pageRoot } from '../root.ts';
import { loadUserFold } from '../user-fold.ts';
import { watchActiveTab } from '../watch-active-tab.ts';

const { root, signal } = pageRoot();
mountInspector(root, createBrowserHost('side-panel', watchActiveTab), loadUserFold, signal);
