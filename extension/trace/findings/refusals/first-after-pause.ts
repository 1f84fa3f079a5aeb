import { isWhoPath } from '../../model/says-in-json.ts';
import type { Session } from '../../model/session.ts';
import { IDLE } from '../idle.ts';
import { firstFrom, indexOf, isAccepted, isAt, showsKnown, type ThreadMoment } from '../site-view.ts';

// What a page asks for when somebody comes back to it, up to the request that was refused.

/** How long a page that wakes up asks for things, in ms. */
const WAKING = 10_000;

/** True where more than a good answer to a script speaks for it that the server knew the session. */
function isKnownBy(each: ThreadMoment, refused: ThreadMoment): boolean {
  if (!isAccepted(each)) return false;
  const isScripts = each.kind === 'api' && each.entry.method === 'GET';
  return !isScripts || showsKnown(each) || isAt(each, refused) || isWhoPath(each.path);
}

/**
 * The first request after the pause before a refusal: the refused one, or one of a page that woke up just before. What such
 * a page was answered at other addresses opens to everybody: a server does not forget within seconds.
 *
 * @param carried the requests that carried the session, in order
 */
export function firstAfterPause(
  carried: readonly ThreadMoment[],
  session: Session,
  refused: ThreadMoment,
): ThreadMoment {
  let first = refused;
  for (let at = firstFrom(carried, refused.index, indexOf) - 1; at >= 0; at -= 1) {
    const each = carried[at];
    if (each === undefined || first.started - each.answered >= IDLE) return first;
    if (refused.started - each.started > WAKING || isKnownBy(each, refused)) return refused;
    first = each;
  }
  const signedIn = session.signedInBy?.respondedAt;
  return signedIn !== undefined && first.started - signedIn >= IDLE ? first : refused;
}
