import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { certaintyOf, notSentOf } from './not-sent-cases.ts';

/** How many requests without it make a cookie that is never sent. */
const MIN_WITHOUT = 2;

/** Kept, and for no address that the page asks: it costs nothing yet, and is of no use either. */
export const neverSent = {
  code: 'never-sent',
  rank: 24,
  words: { title: 'findingNeverSent', args: ['cookie', 'path', 'times'] },
  find(view) {
    const found: FoundFinding[] = [];
    const all = notSentOf(view).filter(({ reason }) => reason === 'path-mismatch');
    for (const tracked of view.threads) {
      const without = all.filter((one) => one.tracked === tracked);
      const last = without.at(-1);
      const setter = tracked.moments.find(({ effect }) => effect.action === 'created');
      const isCarried = tracked.moments.some(({ effect }) => effect.before !== undefined);
      // A refresh token is for one address alone, and travels beside another cookie.
      const isOneOfSeveral = (setter?.entry.setCookies.filter(({ intent }) => intent === 'set').length ?? 0) > 1;
      if (last === undefined || setter === undefined || isCarried || isOneOfSeveral || without.length < MIN_WITHOUT)
        continue;
      // Who is shown to be in does without it.
      const isNeeded = !view.moments.some(({ entry, index }) => index > setter.index && entry.says === 'signed-in');
      found.push({
        kind: isNeeded ? 'fault' : 'hint',
        certainty: certaintyOf(last),
        time: last.moment.answered,
        thread: tracked.thread,
        params: {
          cookie: code(tracked.thread.name),
          path: code(last.notSent.cookie.path),
          times: without.length,
        },
        evidence: inTime([
          { entry: setter.entry, code: 'set' },
          { entry: last.moment.entry, code: 'not-sent' },
        ]),
        remedy: 'set-path',
      });
    }
    return found;
  },
} as const satisfies Cause;
