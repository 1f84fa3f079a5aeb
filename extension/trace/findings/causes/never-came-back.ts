import { headerValue } from '../../model/headers.ts';
import { mayOmitCredentials } from '../../verdicts/cookie-request.ts';
import { clock } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { isWithoutCookies, type Moment, type SiteView } from '../site-view.ts';
import { isCrowded } from './disappearance.ts';
import { isPastByThisClock } from './expires-date.ts';
import { isBornExpired, lossOf, lostLines } from './lost-lines.ts';

/** How many responses must set a cookie before it is strange that no request to one site of several carries one. */
const SET_BY = 2;

/** How many requests went to the site, where none carries any cookie though responses set some; else 0. */
function requestsWithout(view: SiteView): number {
  const { moments } = view;
  if (moments.some(({ entry }) => entry.cookies.length > 0 || entry.requestUnseen)) return 0;
  const sets = moments.filter(({ entry }) => entry.setCookies.some(({ predicted }) => predicted.outcome === 'stored'));
  return moments.length > 1 && (sets.length >= SET_BY || isWithoutCookies(view)) ? moments.length : 0;
}

/** True for a script's request to another origin of its site: its response's cookies are kept with credentials alone. */
const mayBeAnonymous = ({ entry }: Moment): boolean =>
  entry.cookieHeader === undefined &&
  headerValue(entry.requestHeaders, 'sec-fetch-site') === 'same-site' &&
  mayOmitCredentials(entry);

export const neverCameBack = {
  code: 'never-came-back',
  rank: 50,
  words: {
    title: 'findingNeverCameBack',
    args: ['cookie', 'step', 'next'],
    without: { param: 'next', title: 'findingNeverCameBackSilent', args: ['cookie', 'step'] },
    variants: {
      credentials: { title: 'findingNotKeptNoCredentials', args: ['cookie', 'step'] },
      none: { title: 'findingNeverCameBackNone', args: ['cookie', 'step', 'requests'] },
      frame: { title: 'findingNeverCameBackFrame', args: ['cookie', 'step', 'times'] },
      embedded: { title: 'findingNeverCameBackEmbedded', args: ['cookie', 'step', 'times'] },
    },
  },
  find: (view) =>
    lostLines(
      view,
      (line, moment) =>
        !isBornExpired(line) &&
        line.predicted.reasons.length === 0 &&
        !isPastByThisClock(line, moment) &&
        // What made way for others was kept.
        !isCrowded(view, line.later?.entry.startedDateTime ?? 0),
    ).map((lost) => {
      const { line, moment } = lost;
      const isThirdParty = line.predicted.unknown.includes('third-party-blocking');
      const inFrame = moment.kind === 'frame';
      const requests = isThirdParty ? 0 : requestsWithout(view);
      const isNoneSent = requests > 0;
      const isAnonymous = !isThirdParty && !isNoneSent && mayBeAnonymous(moment);
      const withoutFault = isNoneSent ? 'keep-cookies' : isAnonymous ? 'include-credentials' : 'find-writer';
      const found = lossOf(view, lost, isThirdParty ? 'third-party' : withoutFault);
      const next = line.later?.entry;
      return {
        ...found,
        ...(isThirdParty && { variant: inFrame ? 'frame' : 'embedded' }),
        // That the browser did not keep it is one of two things that would explain it.
        ...(isNoneSent && { variant: 'none', certainty: 'concluded' as const }),
        ...(isAnonymous && { variant: 'credentials', certainty: 'concluded' as const }),
        params: {
          ...found.params,
          requests,
          ...(next !== undefined && { next: next.step }),
          at: clock(moment.answered),
        },
        evidence: inTime([
          isNoneSent ? { entry: moment.entry, code: 'set' } : undefined,
          ...found.evidence,
          next && { entry: next, code: 'not-sent' },
        ]),
      };
    }),
} as const satisfies Cause;
