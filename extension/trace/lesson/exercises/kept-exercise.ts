import type { BrowserRules } from '../../../cookies/browser-rules.ts';
import { judgeSetCookie } from '../../../cookies/store-cookie.ts';
import { type Phrase, phrase } from '../../words/phrase.ts';
import { whySaid } from '../cookie-reasons.ts';
import { type Random, shuffled } from '../random.ts';
import type { Choice, Exercise, Level } from './exercise.ts';
import { API, EXERCISE_TIME, exerciseSuffixes, oneOf, responseScene, type Scene, SHOP, WWW } from './scenes.ts';

/** Lines of a response. */
const LINES = 4;
const DRAWS = 12;

/** Attributes that a line may carry, from a level on. */
interface LinePattern {
  readonly from: Level;
  readonly name?: string;
  readonly attributes: readonly string[];
}

const patterns: readonly LinePattern[] = [
  { from: 1, attributes: ['Path=/'] },
  { from: 1, attributes: ['Path=/account'] },
  { from: 1, attributes: ['Path=/', 'Max-Age=3600'] },
  { from: 1, attributes: ['Path=/', 'Max-Age=0'] },
  { from: 1, attributes: ['Path=/', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'] },
  { from: 1, attributes: ['Path=/', `Domain=${SHOP}`] },
  { from: 1, attributes: ['Path=/', `Domain=${WWW}`] },
  { from: 1, attributes: ['Path=/', `Domain=${API}`] },
  { from: 1, attributes: ['Path=/', 'Domain=news.test'] },
  { from: 2, attributes: ['Path=/', 'Secure'] },
  { from: 2, attributes: ['Path=/', 'Secure', 'SameSite=None'] },
  { from: 2, attributes: ['Path=/', 'SameSite=None'] },
  { from: 2, attributes: ['Path=/', 'SameSite=Strict'] },
  { from: 2, name: '__Secure-', attributes: ['Path=/', 'Secure'] },
  { from: 2, name: '__Secure-', attributes: ['Path=/'] },
  { from: 2, name: '__Host-', attributes: ['Path=/', 'Secure'] },
  { from: 2, name: '__Host-', attributes: ['Path=/cart', 'Secure'] },
  { from: 2, name: '__Host-', attributes: ['Path=/', 'Secure', `Domain=${SHOP}`] },
  { from: 3, name: '__host-', attributes: ['Path=/', 'Secure'] },
  { from: 3, attributes: ['Path=/', 'Secure', 'SameSite=None', 'Partitioned'] },
  { from: 3, attributes: ['Path=/', 'Partitioned'] },
  { from: 3, attributes: ['Path=/', 'Domain=example'] },
  { from: 3, attributes: ['Path=/', 'Max-Age=3600', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'] },
  { from: 3, attributes: ['Path=/', 'Max-Age=0', 'Expires=Fri, 01 Jan 2027 00:00:00 GMT'] },
  { from: 3, attributes: ['Path=cart'] },
  { from: 3, attributes: ['Path=/', 'Expires=soon'] },
];

const names = ['sid', 'cart', 'theme', 'lang'] as const;

/** A response with Set-Cookie lines, and the question which of them are kept. */
export interface KeptDraft {
  readonly scene: Scene;
  readonly lines: readonly string[];
}

/** Draws a response of which, where possible, some lines are kept and some are not. */
export function drawKept(level: Level, rules: BrowserRules, random: Random): KeptDraft {
  let draft = drawOnce(level, random);
  for (let i = 1; i < DRAWS; i++) {
    const kept = draft.lines.filter((line) => judge(line, draft, rules).outcome === 'stored').length;
    if (kept > 0 && kept < LINES) break;
    draft = drawOnce(level, random);
  }
  return draft;
}

/** Makes the exercise of a draft: solved by the rules that the browser is predicted with. */
export function keptExercise(draft: KeptDraft, level: Level, rules: BrowserRules): Exercise {
  const choices = draft.lines.map((line): Choice => {
    const { outcome, reasons } = judge(line, draft, rules);
    const why: Record<typeof outcome, () => readonly Phrase[]> = {
      stored: () => [phrase('lessonExerciseAllowed')],
      deletion: () => [phrase('lessonExerciseDeletes')],
      refused: () => whySaid(reasons),
    };
    return { text: line, holds: outcome === 'stored', why: why[outcome]() };
  });
  const right = choices.flatMap(({ holds }, index) => (holds ? [index] : []));
  return { kind: 'kept', level, scene: draft.scene.said, choices, right };
}

function judge(line: string, { scene: { request } }: KeptDraft, rules: BrowserRules) {
  const context = { rules, now: EXERCISE_TIME, suffixes: exerciseSuffixes, request, storeId: '0', jar: [] };
  return judgeSetCookie(line, context);
}

function drawOnce(level: Level, random: Random): KeptDraft {
  const scene = responseScene(level, random);
  const open = shuffled(
    patterns.filter(({ from }) => from <= level),
    random,
  );
  const lines = names.slice(0, LINES).map((name, index) => {
    const pattern = open[index];
    return [`${pattern?.name ?? ''}${name}=${oneOf(['a', 'b', 'c'], random)}`, ...(pattern?.attributes ?? [])].join(
      '; ',
    );
  });
  return { scene, lines };
}
