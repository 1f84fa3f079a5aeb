import { pathOfEntry } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { hostWithPort } from '../../model/entry-url.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import type { ThreadMoment, ThreadView } from '../site-view.ts';
import { homeOf, refusedAtHome, strays } from './strays.ts';

// Two applications of one host, on two ports or below two paths, write over each other's session.

/** The first folder of a path: `/shop` of `/shop/login`. */
function folderOf(entry: RequestEntry): string {
  return /^\/[^/]+(?=\/)/.exec(pathOfEntry(entry))?.[0] ?? '/';
}

/** Two applications below one host: each has a sign-in of its own, and the one does not know the other's session. */
function otherPaths({ thread, bySession }: ThreadView): FoundFinding[] {
  const found: FoundFinding[] = [];
  for (const lost of thread.sessions) {
    const by = lost.end?.entry;
    const successor = lost.end?.successor;
    const home = lost.signedInBy;
    if (by === undefined || successor === undefined || home === undefined || successor.signedInBy !== by) continue;
    if (by.host !== home.host || folderOf(by) === folderOf(home)) continue;
    const isAtHome = ({ entry }: ThreadMoment): boolean => folderOf(entry) === folderOf(home);
    const known = bySession.get(lost)?.some((moment) => moment.ok && isAtHome(moment));
    const refused = bySession
      .get(successor)
      ?.find((moment) => moment.effect.rejected !== undefined && isAtHome(moment));
    if (known !== true || refused === undefined) continue;
    found.push({
      variant: 'path',
      kind: 'loss',
      certainty: 'concluded',
      time: refused.answered,
      thread,
      session: lost,
      params: {
        cookie: code(thread.name),
        one: code(`${hostWithPort(home)}${folderOf(home)}`),
        other: code(`${hostWithPort(by)}${folderOf(by)}`),
        step: by.step,
      },
      evidence: inTime([{ entry: home, code: 'set' }, { entry: by, code: 'overwrote' }, turnedAway(refused)]),
      remedy: 'rename-cookie',
    });
  }
  return found;
}

export const otherPort = {
  code: 'other-port',
  rank: 84,
  words: {
    title: 'findingOtherPort',
    args: ['cookie', 'one', 'other', 'step'],
    variants: { path: { title: 'findingOtherPath' } },
  },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      found.push(...otherPaths(tracked));
      const all = strays(tracked);
      const last = all.at(-1);
      const home = last?.effect.before === undefined ? undefined : homeOf(last.effect.before);
      if (last === undefined || home === undefined) continue;
      const felt = refusedAtHome(tracked.moments, last);
      found.push({
        kind: 'loss',
        certainty: 'observed',
        time: (felt ?? last).answered,
        thread: tracked.thread,
        ...(last.effect.before !== undefined && { session: last.effect.before }),
        params: {
          cookie: code(tracked.thread.name),
          one: code(home),
          other: code(hostWithPort(last.entry)),
          step: last.entry.step,
          times: all.length,
        },
        evidence: inTime(
          all
            .slice(-4)
            .map(({ entry, effect }) => ({ entry, code: effect.action === 'ended' ? 'cleared' : 'overwrote' })),
        ),
        remedy: 'rename-cookie',
      });
    }
    return found;
  },
} as const satisfies Cause;
