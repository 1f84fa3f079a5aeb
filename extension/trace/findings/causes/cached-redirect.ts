import { redirectOf } from '../../model/answer-class.ts';
import { pathOfUrl } from '../../model/entry-url.ts';
import { saysOver, shownPage } from '../../model/said-in-address.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { standInThread } from './helpers.ts';

/**
 * A redirect to a page to sign in that the browser had kept: the server was not asked, whoever is signed in. One that
 * leads on to a provider is left out: who is known comes back from there.
 */
export const cachedRedirect = {
  code: 'cached-redirect',
  rank: 58,
  words: {
    title: 'findingCachedRedirect',
    args: ['step', 'request', 'target', 'session'],
    without: { param: 'session', title: 'findingCachedRedirectAlone', args: ['step', 'request', 'target'] },
  },
  find(view) {
    const { cached, moments } = view;
    const kept = cached.findLast((entry) => {
      const target = redirectOf(entry);
      if (target === undefined) return false;
      const shown = shownPage(target);
      return (isLoginPage(shown.pathname) || saysOver(shown)) && !isLoginPage(pathOfUrl(entry.url));
    });
    const target = kept && redirectOf(kept);
    if (kept === undefined || target === undefined) return [];
    // The server itself answered the same address later: the kept redirect is gone.
    const isAskedAgain = moments.some(({ entry, ok }) => ok && entry.id > kept.id && entry.url === kept.url);
    if (isAskedAgain) return [];
    // What the page to sign in was asked with shows whether a session was there.
    const next = moments.find(
      ({ entry }) => entry.id > kept.id && entry.url.split('#')[0] === target.href.split('#')[0],
    );
    const session = next?.entry.effects.find(({ before }) => before !== undefined)?.before;
    return [
      {
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
          session !== undefined && next !== undefined ? { entry: next.entry, code: 'sent' } : undefined,
        ]),
        remedy: 'no-kept-redirect',
      },
    ];
  },
} as const satisfies Cause;
