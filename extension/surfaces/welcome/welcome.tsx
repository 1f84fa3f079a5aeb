import { mountGuide } from '../../ui/guide/mount-guide.tsx';
import { createPageHost } from '../page-host.ts';
import { pageRoot } from '../root.ts';

const { root, signal } = pageRoot();
mountGuide(
  root,
  createPageHost('tab', (onTab) => onTab(undefined)),
  'welcome',
  signal,
);
