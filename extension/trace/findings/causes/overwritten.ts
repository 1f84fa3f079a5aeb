import type { RequestEntry } from '../../model/entry.ts';
import type { SessionEnd } from '../../model/session.ts';
import { chip, clock, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import { isAccepted, type ThreadView, writtenOver } from '../site-view.ts';
import { strays } from './strays.ts';

// Something else wrote over the session's cookie.

export const overwrittenByResponse = {
  code: 'overwritten-by-response',
  rank: 30,
  words: { title: 'findingOverwrittenByResponse', args: ['session', 'step', 'successor'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const tracked of view.threads) {
      const { thread, bySession, byEntry } = tracked;
      let ofOthers: ReadonlySet<RequestEntry> | undefined;
      for (const session of thread.sessions) {
        const { end } = session;
        if (end?.cause !== 'overwritten' || end.entry === undefined || end.successor === undefined) continue;
        const by = byEntry.get(end.entry);
        // A session that the request lacked was lost before: what was not sent is the cause.
        if (by === undefined || by.effect.notSent !== undefined) continue;
        // Where the one that was written is answered first, nothing was lost by it.
        const effect = bySession
          .get(end.successor)
          ?.find(
            (moment) => moment.started >= end.time && (moment.effect.rejected !== undefined || isAccepted(moment)),
          );
        if (effect === undefined || isAccepted(effect)) continue;
        // Another application of the host wrote it: that says more than that something did.
        ofOthers ??= new Set(strays(tracked).map(({ entry }) => entry));
        if (ofOthers.has(end.entry)) continue;
        found.push({
          kind: 'loss',
          certainty: 'observed',
          time: effect.answered,
          thread,
          session,
          params: { session: chip(session), step: end.entry.step, successor: chip(end.successor) },
          evidence: inTime([{ entry: end.entry, code: 'overwrote' }, turnedAway(effect)]),
          remedy: 'look-at-response',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;

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

/** A page's script cannot write over an HttpOnly cookie; and what came while nothing was recorded may have been a response. */
function variantOf({ since, isHttpOnly }: SessionEnd): 'unrecorded' | 'http-only' | undefined {
  if (since !== undefined) return 'unrecorded';
  return isHttpOnly === true ? 'http-only' : undefined;
}

export const overwrittenElsewhere = {
  code: 'overwritten-elsewhere',
  rank: 28,
  words: {
    title: 'findingOverwrittenElsewhere',
    args: ['session', 'successor'],
    variants: {
      'http-only': { title: 'findingOverwrittenHttpOnly', args: ['session', 'successor', 'cookie'] },
      unrecorded: { title: 'findingOverwrittenUnrecorded', args: ['session', 'successor', 'since', 'at'] },
    },
  },
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
        const refused = bySession.get(end.successor)?.find(({ started, denied }) => started >= end.time && denied);
        if (effect === undefined || refused === undefined) continue;
        const variant = variantOf(end);
        found.push({
          ...(variant !== undefined && { variant }),
          kind: 'loss',
          certainty: 'observed',
          time: end.time,
          thread,
          session,
          params: {
            session: chip(session),
            successor: chip(end.successor),
            cookie: code(thread.name),
            at: clock(end.time),
            ...(end.since !== undefined && { since: clock(end.since) }),
          },
          evidence: inTime([
            effect.index === refused.index ? undefined : { entry: effect.entry, code: 'sent' },
            turnedAway(refused),
          ]),
          remedy: variant === 'unrecorded' ? 'keep-recording' : 'find-writer',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
