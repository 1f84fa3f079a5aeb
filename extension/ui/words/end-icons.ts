import type { EndCause } from '../../trace/model/session.ts';
import type { IconName } from './icon-paths.ts';

/** The icon of a session's end. */
export const endIcons: Readonly<Record<EndCause, IconName>> = {
  user: 'cut',
  script: 'cut',
  server: 'stop',
  rotated: 'rotate',
  replaced: 'swap',
  expired: 'clock',
  evicted: 'cut',
  'clear-site-data': 'stop',
  'browsing-data': 'cut',
  overwritten: 'swap',
  refused: 'refuse',
  unknown: 'cut',
};
