import { isEntrance } from '../../model/sign-in-address.ts';
import { span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import { renewsBy } from '../refusals/refresh-address.ts';
import { findingOf } from '../refusals/refusal-finding.ts';
import { type Refusal, refusalsOf } from '../refusals/refusals.ts';
import { isAccepted, isAt, type Moment, type SiteView } from '../site-view.ts';
import { expiryInToken } from '../token-expiry.ts';
import { earlyToken } from './early-token.ts';

// The token in the cookie says itself that it does not hold any more, or not yet.

/** How soon after a refusal a client asks for another token, in ms. */
const REFRESH_WINDOW = 60_000;

/** The request that should have renewed the token of a refused one, before it or after it, and was refused itself. */
function failedRefresh(view: SiteView, { moment }: Refusal): Moment | undefined {
  return view.moments.find(
    ({ index, started, entry }) =>
      index !== moment.index &&
      Math.abs(started - moment.answered) < REFRESH_WINDOW &&
      renewsBy(entry) !== undefined &&
      (entry.status ?? 0) >= 400,
  );
}

/** How far clocks may differ, in ms: libraries accept a token for up to five minutes after its end. */
const LEEWAY = 5 * 60 * 1000;

/** True where the server answered the session long after its token had expired: that was not what it looks at. */
function tookExpired({ tracked, session, moment }: Refusal, expiry: number): boolean {
  const isPage = moment.kind === 'document';
  return (tracked.bySession.get(session) ?? []).some((each) => {
    if (each.index >= moment.index || each.started <= expiry + LEEWAY || !isAccepted(each)) return false;
    return (
      each.effect.accepted !== undefined ||
      isAt(each, moment) ||
      (isPage && each.kind === 'document' && !isEntrance(each.path))
    );
  });
}

export const tokenExpired = {
  code: 'token-expired',
  rank: 47,
  words: {
    title: 'findingTokenExpired',
    args: ['cookie', 'step', 'request', 'age'],
    variants: {
      refresh: {
        title: 'findingTokenExpiredRefresh',
        args: ['cookie', 'step', 'request', 'age', 'refresh', 'refreshStatus'],
      },
      early: { title: 'findingTokenEarly', args: ['cookie', 'step', 'request', 'claim', 'ahead'] },
      'early-by-server': { title: 'findingTokenEarlyByServer', args: ['cookie', 'step', 'request', 'claim', 'ahead'] },
    },
  },
  *find(view) {
    return (yield* refusalsOf(view)).flatMap((refusal): FoundFinding[] => {
      const expiry = expiryInToken(refusal.session.value);
      const early = earlyToken(refusal.session, refusal.moment);
      if (early !== undefined) {
        const { params, ...found } = findingOf(view, refusal);
        return [{ ...found, variant: early.variant, params: { ...params, ...early.params }, remedy: 'allow-skew' }];
      }
      if (expiry === undefined || expiry > refusal.moment.answered || tookExpired(refusal, expiry)) return [];
      const { params, evidence, ...found } = findingOf(view, refusal);
      const age = span(refusal.moment.started - expiry);
      const refresh = failedRefresh(view, refusal);
      if (refresh === undefined) return [{ ...found, evidence, params: { ...params, age }, remedy: 'longer-timeout' }];
      const { step, status = 0 } = refresh.entry;
      return [
        {
          ...found,
          variant: 'refresh',
          params: { ...params, age, refresh: step, refreshStatus: status },
          evidence: inTime([...evidence, turnedAway(refresh)]),
          remedy: 'look-at-refresh',
        },
      ];
    });
  },
} as const satisfies Cause;
