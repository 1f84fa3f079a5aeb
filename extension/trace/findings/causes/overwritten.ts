import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import { isCallback, pathOfEntry } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { hostWithPort } from '../../model/entry-url.ts';
import type { Session } from '../../model/session.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { frameworkOf } from '../framework-of.ts';
import { type ThreadMoment, type ThreadView, writtenOver } from '../site-view.ts';
import { inTime, isStateRole, turnedAway } from './helpers.ts';

// Something else wrote over the session's cookie, or stands before it.

/** Where a session was given out, as in `localhost:3000`: the server that can know it. */
function homeOf(session: Session): string | undefined {
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
function strays({ moments }: ThreadView): ThreadMoment[] {
  return moments.filter(({ effect, entry }) => {
    if (effect.action !== 'replaced' && effect.action !== 'rotated' && effect.action !== 'ended') return false;
    return effect.before !== undefined && areOtherPorts(homeOf(effect.before), entry);
  });
}

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

export const otherPort: Cause = {
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
      const framework = frameworkOf(view, tracked.thread);
      found.push({
        kind: 'loss',
        certainty: 'observed',
        time: last.answered,
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
        ...(framework !== undefined && { framework }),
      });
    }
    return found;
  },
};

/** Requests that carried two cookies of the thread's name; of a sign-in's state, only a way back that was refused. */
function twins({ thread, moments }: ThreadView): ThreadMoment[] {
  const isState = isStateRole(thread.role);
  return moments.filter(
    ({ entry, denied }) =>
      entry.cookies.length > 1 &&
      (!isState || (denied && isCallback(entry))) &&
      entry.cookies.filter(({ name }) => name === thread.name).length > 1,
  );
}

/** The cookie that stands first of those with this one's name. */
function firstOf(entry: RequestEntry, hidden: BrowserCookie): BrowserCookie | undefined {
  const by = entry.retrieval
    .find(({ cookie }) => cookie === hidden)
    ?.predicted.warnings.find(({ code: warning }) => warning === 'shadowed')?.params;
  const [path, domain] = [by?.['path'], by?.['domain']];
  return typeof path === 'string' && typeof domain === 'string'
    ? { ...hidden, path, domain, hostOnly: !domain.startsWith('.') }
    : undefined;
}

/** In what two cookies of one name that go along together differ: in their Path, or in their Domain. */
function variantOfTwins(entry: RequestEntry, hidden: BrowserCookie): 'path' | 'domain' {
  const first = firstOf(entry, hidden);
  return first !== undefined && first.path === hidden.path ? 'domain' : 'path';
}

/** Of two cookies of one name that of the whole domain; of two such, that of the larger one. */
function wideOne(entry: RequestEntry, hidden: BrowserCookie): BrowserCookie | undefined {
  return [firstOf(entry, hidden), hidden]
    .filter((cookie) => cookie !== undefined && !cookie.hostOnly)
    .sort((a, b) => (a?.domain.length ?? 0) - (b?.domain.length ?? 0))[0];
}

export const shadowed: Cause = {
  code: 'shadowed',
  rank: 66,
  words: {
    title: 'findingShadowed',
    args: ['cookie', 'step'],
    variants: {
      path: { title: 'findingShadowedPath', args: ['cookie', 'step', 'path'] },
      domain: { title: 'findingShadowedDomain', args: ['cookie', 'step', 'domain', 'host'] },
    },
  },
  find(view) {
    const found: FoundFinding[] = [];
    const states = view.companions.filter(({ thread }) => isStateRole(thread.role));
    for (const tracked of [...view.threads, ...states]) {
      const { thread } = tracked;
      const all = twins(tracked);
      const last = all.findLast((moment) => moment.denied || moment.effect.action === 'replaced') ?? all.at(-1);
      if (last === undefined) continue;
      const isLoss = last.denied || last.effect.action === 'replaced';
      const hidden = last.entry.retrieval.find(
        ({ cookie, predicted }) =>
          cookie.name === thread.name && predicted.warnings.some(({ code: warning }) => warning === 'shadowed'),
      );
      const variant = hidden === undefined ? undefined : variantOfTwins(last.entry, hidden.cookie);
      const wide = hidden === undefined ? undefined : wideOne(last.entry, hidden.cookie);
      // Twins of one host come of a Domain that was added or dropped; a parent's is another application's.
      const isParents = variant === 'domain' && wide !== undefined && bareDomain(wide.domain) !== last.entry.host;
      const framework = frameworkOf(view, thread);
      found.push({
        ...(variant !== undefined && { variant }),
        kind: isLoss ? 'loss' : 'fault',
        certainty: 'observed',
        time: last.answered,
        thread,
        ...(last.effect.before !== undefined && { session: last.effect.before }),
        params: {
          cookie: code(thread.name),
          step: last.entry.step,
          times: all.length,
          path: code(hidden?.cookie.path ?? '/'),
          domain: code(bareDomain(wide?.domain ?? '')),
          host: code(last.entry.host),
        },
        evidence: inTime([{ entry: last.entry, code: 'sent-twice' }]),
        remedy: isParents ? 'one-domain' : 'clear-twin',
        ...(framework !== undefined && { framework }),
      });
    }
    return found;
  },
};

export const overwrittenByResponse: Cause = {
  code: 'overwritten-by-response',
  rank: 30,
  words: { title: 'findingOverwrittenByResponse', args: ['session', 'step', 'successor'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const { thread, moments, byEntry } of view.threads) {
      const refusals = moments.filter(({ effect }) => effect.rejected !== undefined);
      for (const session of thread.sessions) {
        const { end } = session;
        if (end?.cause !== 'overwritten' || end.entry === undefined || end.successor === undefined) continue;
        const by = byEntry.get(end.entry);
        // A session that the request lacked was lost before: what was not sent is the cause.
        if (by === undefined || by.effect.notSent !== undefined) continue;
        const effect = refusals.find(({ started }) => started >= end.time);
        if (effect === undefined) continue;
        const framework = frameworkOf(view, thread);
        found.push({
          kind: 'loss',
          certainty: 'observed',
          time: effect.answered,
          thread,
          session,
          params: { session: chip(session), step: end.entry.step, successor: chip(end.successor) },
          evidence: inTime([{ entry: end.entry, code: 'overwrote' }, turnedAway(effect)]),
          remedy: 'find-writer',
          ...(framework !== undefined && { framework }),
        });
      }
    }
    return found;
  },
};

/** Sessions that no response in sight gave out, in the place of one that was sent before: a file shows no more of it. */
function strangersIn(tracked: ThreadView): FoundFinding[] {
  const { thread, bySession } = tracked;
  return thread.sessions.flatMap((successor): FoundFinding[] => {
    const last = writtenOver(tracked, successor);
    const first = bySession.get(successor)?.[0];
    const session = last?.effect.before;
    if (last === undefined || first === undefined || session === undefined) return [];
    // What came back later was not written over, and what had ended before is gone for another reason.
    const isBack = (bySession.get(session)?.at(-1)?.index ?? 0) > first.index;
    const hadEnded =
      session.end !== undefined && session.end.successor !== successor && session.end.cause !== 'unknown';
    if (isBack || hadEnded || !first.denied) return [];
    return [
      {
        kind: 'loss',
        certainty: 'confirmed',
        time: first.answered,
        thread,
        session,
        params: { session: chip(session), successor: chip(successor), cookie: code(thread.name) },
        evidence: inTime([{ entry: last.entry, code: 'sent' }, turnedAway(first)]),
        remedy: 'find-writer',
      },
    ];
  });
}

export const overwrittenElsewhere: Cause = {
  code: 'overwritten-elsewhere',
  rank: 28,
  words: { title: 'findingOverwrittenElsewhere', args: ['session', 'successor'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      const { thread, moments, bySession } = tracked;
      found.push(...strangersIn(tracked));
      for (const session of thread.sessions) {
        const { end } = session;
        if (end?.cause !== 'overwritten' || end.entry !== undefined || end.successor === undefined) continue;
        const effect = moments.find(({ started }) => started >= end.time);
        // What was written may be as good as what it replaced: another window has signed in.
        const wasTurnedAway = bySession
          .get(end.successor)
          ?.some(({ started, denied }) => started >= end.time && denied);
        if (effect === undefined || wasTurnedAway !== true) continue;
        found.push({
          kind: 'loss',
          certainty: 'observed',
          time: end.time,
          thread,
          session,
          params: { session: chip(session), successor: chip(end.successor), cookie: code(thread.name) },
          evidence: inTime([{ entry: effect.entry, code: 'sent' }]),
          remedy: 'find-writer',
        });
      }
    }
    return found;
  },
};
