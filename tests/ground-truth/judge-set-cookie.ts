import { STORE_REASONS } from '../../extension/cookies/reasons.ts';
import type { SetCookieEntry } from '../../extension/trace/model/entry.ts';
import { type SetCookieOutcome, setCookieVerdict } from '../../extension/trace/verdicts/set-cookie-verdict.ts';
import { reasonsChromiumNames } from '../cookies/devtools-names.ts';
import { describeCookie } from '../cookies/measured/jar.ts';
import type { Ground, Jar } from './ground.ts';
import type { Judgement } from './judgement.ts';

/** What a Set-Cookie line changed in the jar. */
type Effect = 'stored' | 'deleted' | 'nothing';

const EFFECT: Readonly<Record<SetCookieOutcome, Effect>> = {
  stored: 'stored',
  deleted: 'deleted',
  refused: 'nothing',
  'no-effect': 'nothing',
};

/** The cookie that came or changed between two looks at the jar. */
export function changedCookie(before: Jar, after: Jar): string | undefined {
  for (const [key, cookie] of after) {
    const old = before.get(key);
    if (old === undefined || describeCookie(old) !== describeCookie(cookie)) return describeCookie(cookie);
  }
  return undefined;
}

function effectOf(before: Jar, after: Jar): Effect {
  if (changedCookie(before, after) !== undefined) return 'stored';
  return [...before.keys()].some((key) => !after.has(key)) ? 'deleted' : 'nothing';
}

/** What is known of one Set-Cookie line from outside the extension. */
export interface LineTruth {
  readonly note: string;
  readonly before: Jar;
  readonly after: Jar;
  /** DevTools' reasons against this line; undefined where there are none to be had (Firefox). */
  readonly reasons: readonly string[] | undefined;
}

/** Holds what the extension says of a Set-Cookie line against what the browser did. */
export function judgeLine(ground: Ground, line: SetCookieEntry, truth: LineTruth): Judgement[] {
  const { note, before, after } = truth;
  const verdict = setCookieVerdict(line);
  const effect = effectOf(before, after);
  const judge = (
    question: Judgement['question'],
    basis: Judgement['basis'],
    real: string,
    said: string,
  ): Judgement => ({
    browser: ground.browser,
    question,
    basis,
    note,
    truth: real,
    said,
    agrees: real === said,
  });
  const judgements = [
    judge('stored or refused', 'predicted', effect, EFFECT[verdict.predicted]),
    judge('stored or refused', 'final', effect, EFFECT[verdict.outcome]),
  ];
  const stored = changedCookie(before, after);
  if (stored !== undefined && verdict.predicted === 'stored' && line.predicted.cookie !== undefined) {
    judgements.push(judge('the cookie as stored', 'predicted', stored, describeCookie(line.predicted.cookie)));
  }
  if (truth.reasons !== undefined) {
    const named = reasonsChromiumNames(verdict.reasons).map(({ code }) => STORE_REASONS[code].cdp);
    judgements.push({
      ...judge('reasons', 'predicted', [...truth.reasons].sort().join(' + '), ''),
      said: verdict.reasons.map(({ code }) => code).join(' + '),
      agrees: sameReasons(truth.reasons, named),
    });
  }
  return judgements;
}

/**
 * True when each reason that DevTools gives is one of those that the extension names, and the other way round; reasons
 * that DevTools never names (no word for them) count as said.
 */
export function sameReasons(given: readonly string[], said: readonly (readonly string[])[]): boolean {
  const speaking = said.filter((words) => words.length > 0);
  return (
    given.every((word) => speaking.some((words) => words.includes(word))) &&
    speaking.every((words) => words.some((word) => given.includes(word)))
  );
}
