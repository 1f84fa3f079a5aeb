import { challengeOf, isRenewal, isSignIn, isSignOut } from '../../model/answer-class.ts';
import type { Session } from '../../model/session.ts';
import { chip } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import { IDLE } from '../idle.ts';
import { pauseBefore, type SiteView, type ThreadMoment, type ThreadView } from '../site-view.ts';

/** How often the answers must change for it to be a pattern. */
const MIN_CHANGES = 2;

/** One address answers a session that does not change now well and now not: two servers behind it disagree. */
export const serversDisagree = {
  code: 'servers-disagree',
  rank: 56,
  words: { title: 'findingServersDisagree', args: ['session', 'step', 'request', 'times'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      for (const session of tracked.thread.sessions) {
        const changes = changesOfAnswer(view, tracked, session);
        const last = changes.findLast(({ effect }) => effect.rejected !== undefined);
        if (last === undefined) continue;
        found.push({
          kind: 'loss',
          certainty: 'concluded',
          time: Math.max(last.answered, changes.at(-1)?.answered ?? 0),
          thread: tracked.thread,
          session,
          params: {
            session: chip(session),
            step: last.entry.step,
            request: requestParam(last),
            // The first one begins the series.
            times: changes.length - 1,
          },
          evidence: inTime(
            changes
              .slice(-4)
              .map((moment) =>
                moment.effect.rejected === undefined ? { entry: moment.entry, code: 'accepted' } : turnedAway(moment),
              ),
          ),
          remedy: 'share-secrets',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;

/** How soon after a refusal a client renews what was refused, and somebody proves who they are, in ms. */
const RENEWAL_WINDOW = 10_000;
const PROOF_WINDOW = 60_000;

/** Why a refusal says nothing of who knows the session: what was asked for, or what was renewed after it. */
type Explanation = 'asked-for-more' | 'renewed';

/**
 * What explains a refusal: a right or a firewall (403), another credential that is asked for, a token behind the session
 * that was renewed at once, or a password that was asked for again; after a pause, whatever was sent may have held one.
 */
function explanationOf(view: SiteView, tracked: ThreadView, refused: ThreadMoment): Explanation | undefined {
  const { effect, entry, index, answered } = refused;
  if (effect.rejected === undefined) return undefined;
  if (entry.status === 403 || challengeOf(entry) !== undefined) return 'asked-for-more';
  const isAfterPause = (pauseBefore(tracked, refused) ?? 0) >= IDLE;
  for (let at = index + 1; at < view.moments.length; at += 1) {
    const moment = view.moments[at];
    if (moment === undefined || moment.started > answered + PROOF_WINDOW) return undefined;
    if (!moment.ok) continue;
    if (isSignIn(moment.entry) || (isAfterPause && moment.entry.method === 'POST')) return 'renewed';
    if (isRenewal(moment.entry) && moment.started <= answered + RENEWAL_WINDOW) return 'renewed';
  }
  return undefined;
}

/** What a request sends that tells who asks: a session may have been written anew since. */
function tells({ entry }: ThreadMoment): string {
  const names = new Set(entry.effects.map(({ thread }) => thread.name));
  return JSON.stringify([entry.credential, entry.cookies.filter(({ name }) => names.has(name))]);
}

/** What one address answered to a session, where it changed. */
interface Answers {
  readonly list: ThreadMoment[];
  /** A refusal of it was renewed: another one was too, by a request that the file may lack. */
  isRenewed: boolean;
}

function addAnswer(view: SiteView, tracked: ThreadView, answers: Answers, moment: ThreadMoment): void {
  const explanation = explanationOf(view, tracked, moment);
  if (explanation === 'renewed') answers.isRenewed = true;
  if (explanation !== undefined) return;
  const { list } = answers;
  const before = list.at(-1);
  const isRefused = moment.effect.rejected !== undefined;
  if (before !== undefined && (before.effect.rejected !== undefined) === isRefused) return;
  // It was answered with something else: that may be what was refused.
  if (before !== undefined && !isRefused && tells(before) !== tells(moment)) list.pop();
  else list.push(moment);
}

/** The requests to one address at which the answer to an unchanged session changed. */
function changesOfAnswer(view: SiteView, tracked: ThreadView, session: Session): ThreadMoment[] {
  const byAddress = new Map<string, Answers>();
  const carried = tracked.bySession.get(session) ?? [];
  // Where nothing was refused, no answer changed.
  if (!carried.some(({ effect }) => effect.rejected !== undefined)) return [];
  for (const moment of carried) {
    if (isSignIn(moment.entry) || isSignOut(moment.entry)) continue;
    if (moment.effect.rejected === undefined && !moment.ok) continue;
    // One address of an API answers many questions, and some may want more than the session.
    if (moment.entry.refusedInBody === true) continue;
    const address = `${moment.entry.method} ${moment.origin}${moment.path}`;
    const answers = byAddress.get(address) ?? { list: [], isRenewed: false };
    byAddress.set(address, answers);
    addAnswer(view, tracked, answers, moment);
  }
  const lists = [...byAddress.values()].filter(({ isRenewed }) => !isRenewed).map(({ list }) => list);
  const [changes = []] = lists.sort((a, b) => b.length - a.length);
  // Two changes are three answers.
  return changes.length > MIN_CHANGES ? changes : [];
}
