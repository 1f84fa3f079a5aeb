import { headerValue } from '../../model/headers.ts';
import { isLoginPage } from '../../model/sign-in-address.ts';
import { code } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { filterInSlices } from '../pausing.ts';
import { refusalsOf } from '../refusals/refusals.ts';
import { isAccepted, type Moment } from '../site-view.ts';
import { standInThread } from './helpers.ts';

// A CORS preflight that a server asks to sign in (Fetch, CORS-preflight fetch): the browser never asks what it wanted to.

/** What the preflight asks for: the method of the request that is to come. */
const wantedBy = ({ entry }: Moment): string | undefined =>
  entry.method === 'OPTIONS' ? headerValue(entry.requestHeaders, 'access-control-request-method') : undefined;

/** True for the statuses of a refusal and of redirects, which no preflight follows; other failures are not about who asks. */
const isRefused = ({ status = 0 }: Moment['entry']): boolean =>
  status === 401 || status === 403 || (status >= 300 && status < 400);

const addressOf = (method: string, { origin, path }: Moment): string => `${method} ${origin}${path}`;

export const preflightRefused = {
  code: 'preflight-refused',
  rank: 40,
  words: { title: 'findingPreflightRefused', args: ['step', 'request', 'status'] },
  *find(view) {
    const preflights = yield* filterInSlices(view.moments, (moment) => wantedBy(moment) !== undefined);
    const refused = new Map<string, Moment>();
    for (const moment of preflights) {
      const address = addressOf(wantedBy(moment) ?? '', moment);
      if (isRefused(moment.entry)) refused.set(address, moment);
      else if (moment.ok) refused.delete(address);
    }
    if (refused.size === 0) return [];
    // What was answered later was asked after all.
    const answered = yield* filterInSlices(view.moments, (moment) => {
      const { method, status = 0 } = moment.entry;
      const before = refused.get(addressOf(method, moment));
      return before !== undefined && status > 0 && moment.index > before.index;
    });
    for (const moment of answered) refused.delete(addressOf(moment.entry.method, moment));
    const refusals = yield* refusalsOf(view);
    // Whose session was refused already was not answered for that reason: what is refused then explains nothing.
    const lost = refusals.filter(
      ({ moment: { index }, session, tracked }) =>
        session === tracked.thread.sessions.at(-1) &&
        !tracked.moments.some((each) => each.index > index && isAccepted(each) && !isLoginPage(each.path)),
    );
    const lostAt = Math.min(...lost.map(({ moment }) => moment.index));
    return [...refused.values()].map((moment) => ({
      kind: moment.index > lostAt ? 'hint' : 'fault',
      certainty: 'observed',
      time: moment.answered,
      thread: standInThread(view),
      params: { step: moment.entry.step, request: requestParam(moment), status: code(String(moment.entry.status)) },
      evidence: inTime([turnedAway(moment)]),
      remedy: 'open-preflight',
    }));
  },
} as const satisfies Cause;
