import type { Thread } from '../../model/session.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { isOrdinaryError, type SignInTrip, tripsIn } from '../sign-in-trip.ts';
import type { SiteView } from '../site-view.ts';
import { standInThread } from './helpers.ts';
import { evidenceOf } from './trip-evidence.ts';

/** The site's first thread; a stand-in where the sign-in left no session behind. */
function threadOf(view: SiteView, { missing }: SignInTrip): Thread {
  return view.threads[0]?.thread ?? { ...standInThread(view), name: missing[0] ?? '' };
}

/** The application refused what came back, and no missing cookie in sight explains it. */
export const signInBroke = {
  code: 'sign-in-broke',
  rank: 38,
  words: {
    title: 'findingSignInBroke',
    args: ['provider', 'step', 'request', 'status'],
    variants: { error: { title: 'findingSignInBrokeError', args: ['provider', 'step', 'request', 'error'] } },
  },
  *find(view) {
    const found: FoundFinding[] = [];
    for (const trip of yield* tripsIn(view.reading)) {
      const { brokeAt, error } = trip;
      if (brokeAt === undefined || brokeAt.site !== view.site || brokeAt.storeId !== view.storeId) continue;
      const time = brokeAt.respondedAt ?? brokeAt.startedDateTime;
      found.push({
        ...(error !== undefined && { variant: 'error' }),
        kind: isOrdinaryError(error) ? 'ending' : 'loss',
        certainty: 'observed',
        time,
        thread: threadOf(view, trip),
        params: {
          provider: code(trip.providerHost),
          step: brokeAt.step,
          request: code(`${brokeAt.method} ${new URL(brokeAt.url).pathname}`),
          status: brokeAt.status ?? 0,
          error: code(error ?? ''),
        },
        evidence: inTime(evidenceOf(trip, 'failed')),
        remedy: isOrdinaryError(error) ? 'nothing' : 'watch-more',
      });
    }
    return found;
  },
} as const satisfies Cause;
