import { identityKey } from '../../../cookies/cookie-identity.ts';
import type { Session } from '../../model/session.ts';
import { span } from '../../words/phrase.ts';
import type { FindingParam, RemedyCode } from '../finding.ts';
import type { SiteView, ThreadMoment, ThreadView } from '../site-view.ts';

/** How many cookies browsers keep for a site (Chromium's kDomainMaxCookies, Firefox's network.cookie.maxPerHost). */
const MOST_COOKIES = 180;

/** How long without a request makes it likely that the browser was closed, in ms. */
const CLOSED = 30 * 60 * 1000;

/** What may have taken a cookie away that went unseen. */
export interface Disappearance {
  readonly variant?: 'closed' | 'crowded';
  readonly remedy?: RemedyCode;
  readonly params: Readonly<Record<string, FindingParam>>;
}

/** Looks for what took a session's cookie away where nothing that was recorded shows it. */
export function disappearanceOf(view: SiteView, tracked: ThreadView, session: Session): Disappearance {
  const { end } = session;
  if (end?.cause !== 'unknown') return { params: {} };
  const names = new Set<string>();
  for (const { entry, answered } of view.moments) {
    if (answered > end.time) break;
    for (const { intent, identity } of entry.setCookies) if (intent === 'set') names.add(identityKey(identity));
  }
  if (names.size > MOST_COOKIES)
    return { variant: 'crowded', remedy: 'fewer-cookies', params: { cookies: names.size } };
  const last = tracked.bySession.get(session)?.at(-1) ?? endedSetter(tracked, session);
  const pause = last === undefined ? 0 : end.time - last.answered;
  const isOfBrowserSession = session.createdBy !== undefined && session.expires === undefined;
  return isOfBrowserSession && pause > CLOSED
    ? { variant: 'closed', remedy: 'set-lifetime', params: { pause: span(pause) } }
    : { params: {} };
}

const endedSetter = ({ byEntry }: ThreadView, { createdBy }: Session): ThreadMoment | undefined =>
  createdBy === undefined ? undefined : byEntry.get(createdBy);
