import { mountInspector } from '../../ui/mount-inspector.tsx';
import { createBrowserHost } from '../browser-host.ts';
import { pageRoot } from '../root.ts';
import { createUserFold } from '../user-fold.ts';
import { watchInspectedTab } from '../watch-tab.ts';

const { root, signal } = pageRoot();
mountInspector(root, createBrowserHost('devtools', watchInspectedTab), createUserFold, signal);
