import { identityKey } from '../../../cookies/cookie-identity.ts';
import type { Session, SessionEnd } from '../../model/session.ts';
import { clock, span } from '../../words/phrase.ts';
import type { FindingParam } from '../finding.ts';
import type { RemedyCode } from '../remedies.ts';
import { firstFrom, type SiteView, type ThreadMoment, type ThreadView } from '../site-view.ts';

/** How many cookies browsers keep for a site (Chromium's kDomainMaxCookies, Firefox's network.cookie.maxPerHost). */
const MAX_COOKIES = 180;

/** How long without a request makes it likely that the browser was closed, in ms. */
const CLOSED = 30 * 60 * 1000;

/** What may have taken a cookie away that went unseen. */
export interface Disappearance {
  readonly variant?: 'closed' | 'crowded' | 'unrecorded';
  readonly remedy?: RemedyCode;
  readonly params: Readonly<Record<string, FindingParam>>;
}

interface CookiesSet {
  /** When each cookie was set for the first time, in ms since 1970, in order. */
  readonly times: readonly number[];
}

const known = new WeakMap<SiteView, CookiesSet>();

/** The cookies that a site set, counted once for all sessions. */
function cookiesSet(view: SiteView): CookiesSet {
  const before = known.get(view);
  if (before !== undefined) return before;
  const first = new Map<string, number>();
  for (const { entry, answered } of view.moments) {
    for (const { intent, identity } of entry.setCookies) {
      const key = identityKey(identity);
      if (intent === 'set' && !first.has(key)) first.set(key, answered);
    }
  }
  const found = { times: [...first.values()].sort((one, other) => one - other) };
  known.set(view, found);
  return found;
}

/** How many cookies a site had set before a time. */
const setUntil = (view: SiteView, until: number): number => firstFrom(cookiesSet(view).times, until, (time) => time);

/** True where a site had set more cookies by then than browsers keep: which of them make way does not show. */
export const isCrowded = (view: SiteView, until: number): boolean => setUntil(view, until) > MAX_COOKIES;

/** Looks for what took a session's cookie away where nothing that was recorded shows it. */
export function disappearanceOf(view: SiteView, tracked: ThreadView, session: Session): Disappearance {
  const { end } = session;
  if (end?.cause !== 'unknown') return { params: {} };
  const cookies = setUntil(view, end.time);
  if (cookies > MAX_COOKIES) return { variant: 'crowded', remedy: 'fewer-cookies', params: { cookies } };
  const last = tracked.bySession.get(session)?.at(-1) ?? endedSetter(tracked, session);
  const pause = last === undefined ? 0 : end.time - last.answered;
  const isOfBrowserSession = session.createdBy !== undefined && session.expires === undefined;
  const wasClosed = isOfBrowserSession && pause > CLOSED && !wasPaused(view, end);
  if (wasClosed) return { variant: 'closed', remedy: 'set-lifetime', params: { pause: span(pause) } };
  if (end.since === undefined) return { params: {} };
  return { variant: 'unrecorded', remedy: 'keep-recording', params: { since: clock(end.since) } };
}

/** True where the recording was paused, or the site not watched, before an end that went unseen: much may have happened. */
function wasPaused({ trace }: SiteView, { since, time }: SessionEnd): boolean {
  if (since === undefined) return false;
  return trace.rows.some(
    (row) =>
      row.kind === 'mark' &&
      (row.mark.what === 'paused' || row.mark.what === 'revoked') &&
      row.mark.time >= since &&
      row.mark.time <= time,
  );
}

const endedSetter = ({ byEntry }: ThreadView, { createdBy }: Session): ThreadMoment | undefined =>
  createdBy === undefined ? undefined : byEntry.get(createdBy);
