import { redirectOf } from '../../model/answer-class.ts';
import type { RequestEntry, Session, Thread } from '../../model/entry.ts';
import { keptOf } from '../pausing.ts';
import type { SiteView } from '../site-view.ts';
import type { Refusal } from './refusals.ts';

// Several sessions of one server that were refused at about the same moment.

/** How close together several sessions of one server must be refused for a restart to be the likely cause, in ms. */
const RESTART_WINDOW = 60_000;

/** Sessions of the same server that were refused at about the same moment. */
export function refusedTogether(view: SiteView, refusal: Refusal): number {
  let others = 0;
  let isLedToTwo: boolean | undefined;
  // What followed a session on its own cookie is no second one, and a visitor's was never in the store to be lost.
  for (const session of sessionsBeside(view, refusal.session.thread)) {
    if (session.signedInBy === undefined && session.origin !== 'before-recording') continue;
    if (isOfOneSignIn(session, refusal.session)) continue;
    const first = session.entries.find((entry) =>
      entry.effects.some(
        ({ before, rejected, action, judgedBy }) =>
          before === session && (rejected !== undefined || (action === 'replaced' && judgedBy === 'count')),
      ),
    );
    if (first === undefined || new URL(first.url).origin !== refusal.moment.origin) continue;
    // Of cookies that one request carried nobody knows which was refused, but where two sign-ins are asked for.
    const isBesides = carries(first, refusal.session) || carries(refusal.moment.entry, session);
    if (Math.abs(first.startedDateTime - refusal.moment.started) >= RESTART_WINDOW) continue;
    if (isBesides) isLedToTwo ??= ledToTwoSignIns(refusal);
    if (!isBesides || isLedToTwo === true) others += 1;
  }
  return others;
}

/** The sessions of a site by their threads. */
const sessionsOf = keptOf(({ trace, site }: SiteView) =>
  Map.groupBy(
    trace.sessions.filter(({ thread }) => thread.site === site),
    ({ thread }) => thread,
  ),
);

/** Those on other cookies than this thread's. */
function sessionsBeside(view: SiteView, own: Thread): readonly Session[] {
  return [...sessionsOf(view)].flatMap(([thread, sessions]) => (thread === own ? [] : sessions));
}

const carries = ({ effects }: RequestEntry, session: Session): boolean =>
  effects.some(({ before }) => before === session);

/** True where requests that carried a session were led to two pages to sign in at about the same moment. */
function ledToTwoSignIns({ tracked, session, moment }: Refusal): boolean {
  const pages = new Set<string>();
  for (const { effect, entry, started } of tracked.bySession.get(session) ?? []) {
    const page = effect.rejected === undefined ? undefined : redirectOf(entry)?.pathname;
    if (page !== undefined && Math.abs(started - moment.started) < RESTART_WINDOW) pages.add(page);
  }
  return pages.size > 1;
}

/** True for two cookies of one sign-in, such as its access and its refresh token: one response set both, or cleared both. */
function isOfOneSignIn(one: Session, other: Session): boolean {
  const names = [one.thread.name, other.thread.name];
  const setsBoth = ({ setCookies }: RequestEntry): boolean =>
    (['set', 'delete'] as const).some((meant) =>
      names.every((name) => setCookies.some(({ intent, identity }) => intent === meant && identity.name === name)),
    );
  return [one.createdBy, ...one.entries].some((entry) => entry !== undefined && setsBoth(entry));
}
