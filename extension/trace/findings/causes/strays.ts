import type { RequestEntry, SessionEffect } from '../../model/entry.ts';
import { hostWithPort } from '../../model/entry-url.ts';
import type { Session } from '../../model/session.ts';
import { isAccepted, type ThreadMoment, type ThreadView } from '../site-view.ts';

// Requests that brought one application of a host the session of another, at another port.

/** Where a session was given out, as in `localhost:3000`: the server that can know it. */
export function homeOf(session: Session): string | undefined {
  const entry = session.createdBy ?? session.entries[0];
  return entry === undefined ? undefined : hostWithPort(entry);
}

/** True where a session's home and a request are one host on two ports. */
function areOtherPorts(home: string | undefined, entry: RequestEntry): boolean {
  if (home === undefined) return false;
  const own = hostWithPort(entry);
  return own !== home && withoutPort(own) === withoutPort(home);
}

function withoutPort(host: string): string {
  return host.replace(/:\d+$/, '');
}

/** A request that brought one application the session of another, and what the application did to it. */
export function strays(tracked: ThreadView): ThreadMoment[] {
  const { moments } = tracked;
  return moments.filter((moment) => {
    const { effect, entry } = moment;
    if (effect.before === undefined || !areOtherPorts(homeOf(effect.before), entry)) return false;
    if (effect.action === 'ended') return true;
    if (effect.action === 'replaced' || effect.action === 'rotated') return !isKnownAtHome(tracked, effect);
    return effect.wrote === 'new-value' && refusedAtHome(moments, moment) !== undefined;
  });
}

/** A proxy in front of one application is another port of it: what one gives out, the other accepts, and never refuses. */
function isKnownAtHome({ bySession }: ThreadView, { before, after }: SessionEffect): boolean {
  const home = before === undefined ? undefined : homeOf(before);
  const carried = after === undefined ? undefined : bySession.get(after);
  const atHome = carried?.filter(({ entry }) => hostWithPort(entry) === home) ?? [];
  return atHome.some(isAccepted) && !atHome.some(({ effect }) => effect.rejected !== undefined);
}

/**
 * Where the home of a session refuses what another port wrote over it. A session in the cookie itself may be renewed by
 * another port of one application; one that its home then refuses was not.
 */
export function refusedAtHome(
  moments: readonly ThreadMoment[],
  { effect, index, lines, origin }: ThreadMoment,
): ThreadMoment | undefined {
  const written = lines.findLast(({ intent }) => intent === 'set')?.value;
  const next = moments.find(
    (moment) =>
      moment.index > index &&
      moment.origin !== origin &&
      moment.entry.cookies.some(({ name, value }) => name === effect.thread.name && value === written),
  );
  return next?.denied === true ? next : undefined;
}
