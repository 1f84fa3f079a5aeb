import { mountGuide } from '../../ui/guide/mount-guide.tsx';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';

const { root, signal } = pageRoot();
void createPageHost('tab', (onTab) => onTab(undefined)).then((host) => mountGuide(root, host, 'help', signal));
