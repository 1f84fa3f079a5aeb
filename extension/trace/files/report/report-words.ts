import type { Session } from '../../model/session.ts';
import type { MessageKey } from '../../words/message-key.ts';

/** How a session began, where no recorded response did it. */
export const originKeys: Readonly<Record<Session['origin'], MessageKey>> = {
  server: 'reportOriginServer',
  script: 'reportOriginScript',
  user: 'reportOriginUser',
  'before-recording': 'reportOriginBefore',
  elsewhere: 'reportOriginElsewhere',
};
