import { redirectOf } from '../../model/answer-class.ts';
import { chip, clock, code, span } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { inTime, refusalRow, requestParam, turnedAway } from '../evidence-of.ts';
import type { Evidence } from '../finding.ts';
import { IDLE } from '../idle.ts';
import type { Moment, SiteView } from '../site-view.ts';
import { longestPause } from './pauses.ts';
import { openedBefore, type Refusal, strangerAfter } from './refusals.ts';
import { refusedTogether } from './refused-together.ts';

// What every finding about a refused session holds.

function evidenceOf(refusal: Refusal): Evidence[] {
  const { accepted, moment } = refusal;
  const { length, next: first } = longestPause(refusal);
  // Without a pause before it, what failed otherwise shows nothing.
  const isShown = length > IDLE && first.index !== moment.index && hasFailed(first);
  return inTime([
    accepted && { entry: accepted.entry, code: 'accepted' },
    isShown ? turnedAway(first) : undefined,
    refusalRow(moment),
  ]);
}

const hasFailed = ({ entry }: Moment): boolean => (entry.status ?? 0) >= 400;

/** A finding before it is known which of its variants it is. */
export type Unnamed = Omit<FoundFinding, 'remedy' | 'variant'>;

/** What every finding about a refused session says, before its variant and its remedy. */
export function findingOf(view: SiteView, refusal: Refusal): Unnamed {
  const { tracked, moment, session, accepted } = refusal;
  const { length: idle } = longestPause(refusal);
  const stranger = strangerAfter(tracked, moment);
  const opened = openedBefore(tracked, moment);
  const others = refusedTogether(view, refusal);
  return {
    kind: 'loss',
    certainty: moment.effect.judgedBy === 'count' ? 'confirmed' : 'concluded',
    time: moment.answered,
    thread: tracked.thread,
    session,
    params: {
      session: chip(session),
      cookie: code(tracked.thread.name),
      step: moment.entry.step,
      request: requestParam(moment),
      status: moment.entry.status ?? 0,
      ...(accepted !== undefined && { accepted: accepted.entry.step }),
      ...(session.signedInBy !== undefined && { signedIn: session.signedInBy.step }),
      ...(stranger !== undefined && { stranger: stranger.entry.step }),
      host: code(moment.entry.host),
      ...(opened !== undefined && {
        opened: opened.entry.step,
        target: code(redirectOf(moment.entry)?.pathname ?? ''),
      }),
      idle: span(idle),
      at: clock(moment.started),
      ...(others > 1 && { others }),
    },
    evidence: inTime([...evidenceOf(refusal), stranger?.denied === true ? turnedAway(stranger) : undefined]),
  };
}
