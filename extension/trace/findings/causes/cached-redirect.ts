import { redirectOf } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { pathOfUrl } from '../../model/entry-url.ts';
import { saysOver, shownPage } from '../../model/said-in-address.ts';
import type { Session } from '../../model/session.ts';
import { isFromSharedCache } from '../../model/shared-cache.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { type SiteView, wasSignedIn } from '../site-view.ts';
import { standInThread } from './helpers.ts';

/** True for a redirect to a page to sign in. One that leads on to a provider is none: who is known comes back from there. */
function leadsToSignIn(entry: RequestEntry): boolean {
  const target = redirectOf(entry);
  if (target === undefined) return false;
  const shown = shownPage(target);
  return (isLoginPage(shown.pathname) || saysOver(shown)) && !isLoginPage(pathOfUrl(entry.url));
}

/** The session on which somebody had signed in that a request carried. */
function signedInSession({ threads }: SiteView, entry: RequestEntry): Session | undefined {
  for (const tracked of threads) {
    const session = tracked.byEntry.get(entry)?.effect.before;
    if (session !== undefined && wasSignedIn(tracked, session)) return session;
  }
  return undefined;
}

interface Kept {
  readonly entry: RequestEntry;
  readonly variant?: 'shared';
}

/**
 * The last redirect to a page to sign in that was kept: by the browser, or by a cache on the way. Of the latter only one counts
 * that somebody got who had signed in: strangers are led there as they should.
 */
function keptRedirect(view: SiteView): Kept | undefined {
  const own = view.cached.findLast(leadsToSignIn);
  const shared = view.moments.findLast(
    ({ entry }) => leadsToSignIn(entry) && isFromSharedCache(entry) && signedInSession(view, entry) !== undefined,
  )?.entry;
  if (shared !== undefined && (own === undefined || own.id < shared.id)) return { entry: shared, variant: 'shared' };
  return own && { entry: own };
}

/** A redirect to a page to sign in that a cache had kept: the server was not asked, whoever is signed in. */
export const cachedRedirect = {
  code: 'cached-redirect',
  rank: 58,
  words: {
    title: 'findingCachedRedirect',
    args: ['step', 'request', 'target', 'session'],
    without: { param: 'session', title: 'findingCachedRedirectAlone', args: ['step', 'request', 'target'] },
    variants: { shared: { title: 'findingCachedRedirectShared' } },
  },
  find(view) {
    const { moments } = view;
    const { entry: kept, variant } = keptRedirect(view) ?? {};
    const target = kept && redirectOf(kept);
    if (kept === undefined || target === undefined) return [];
    // The server itself answered the same address later: the kept redirect is gone.
    const isAskedAgain = moments.some(({ entry, ok }) => ok && entry.id > kept.id && entry.url === kept.url);
    if (isAskedAgain) return [];
    // What the page to sign in was asked with shows whether a session was there.
    const next = moments.find(
      ({ entry }) => entry.id > kept.id && entry.url.split('#')[0] === target.href.split('#')[0],
    );
    const carried = next?.entry.effects.find(({ before }) => before !== undefined)?.before;
    const session = variant === 'shared' ? signedInSession(view, kept) : carried;
    return [
      {
        ...(variant !== undefined && { variant }),
        kind: 'fault',
        certainty: 'observed',
        time: kept.respondedAt ?? kept.startedDateTime,
        thread: session?.thread ?? standInThread(view),
        ...(session !== undefined && { session }),
        params: {
          step: kept.step,
          request: code(`${kept.method} ${pathOfUrl(kept.url)}`),
          target: code(shownPage(target).pathname),
          ...(session !== undefined && { session: chip(session) }),
        },
        evidence: inTime([
          { entry: kept, code: 'cached' },
          carried !== undefined && next !== undefined ? { entry: next.entry, code: 'sent' } : undefined,
        ]),
        remedy: 'no-kept-redirect',
      },
    ];
  },
} as const satisfies Cause;
