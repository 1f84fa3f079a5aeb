import { chip, type Phrase, phrase } from '../words/phrase.ts';
import { exitAhead } from './exit-ahead.ts';
import { exitBySaid } from './exit-words.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';

/** A rule that holds for every session, with the row of the reader's trace that shows it. */
export interface SessionRule {
  readonly rule: Phrase;
  /** What the trace shows of it, or what to do to see it. */
  readonly shown: Phrase;
  /** The key of the row that shows it; absent where the trace has none yet. */
  readonly row?: string;
}

/** The concept in five rules, each tied to a row where the trace has one. */
export function sessionRules(rows: readonly LessonRow[]): SessionRule[] {
  return [madeRule(rows), sentRule(rows), countRule(rows), newIdRule(rows), endRule(rows)];
}

function madeRule(rows: readonly LessonRow[]): SessionRule {
  const row = firstStep(rows, ({ state, sent, held }) => state === 'created' && sent === undefined && !!held);
  const rule = phrase('lessonRuleMade');
  if (row?.held === undefined) return { rule, shown: phrase('lessonRuleMadeTry') };
  return { rule, row: row.key, shown: phrase('lessonRuleMadeShown', row.number, chip(row.held)) };
}

function sentRule(rows: readonly LessonRow[]): SessionRule {
  const row = firstStep(rows, ({ sent }) => sent !== undefined);
  const rule = phrase('lessonRuleSent');
  if (row?.sent === undefined) return { rule, shown: phrase('lessonRuleSentTry') };
  return { rule, row: row.key, shown: phrase('lessonRuleSentShown', row.number, chip(row.sent)) };
}

function countRule(rows: readonly LessonRow[]): SessionRule {
  const rule = phrase('lessonRuleCount');
  const rising = rows.findLast(
    (row): row is StepRow => isStep(row) && row.state === 'resumed' && (row.count ?? 0) > (row.countBefore ?? Infinity),
  );
  if (rising?.countBefore === undefined || rising.count === undefined)
    return { rule, shown: phrase('lessonRuleCountTry') };
  const { key: row, number, countBefore, count } = rising;
  return { rule, row, shown: phrase('lessonRuleCountShown', number, countBefore, count) };
}

function newIdRule(rows: readonly LessonRow[]): SessionRule {
  const rule = phrase('lessonRuleNewId');
  const row = firstStep(rows, ({ state }) => state === 'rotated' || state === 'replaced');
  if (row?.sent === undefined || row.held === undefined) return { rule, shown: phrase('lessonRuleNewIdTry') };
  const key = row.state === 'rotated' ? 'lessonRuleNewIdRotated' : 'lessonRuleNewIdReplaced';
  return { rule, row: row.key, shown: phrase(key, row.number, chip(row.sent), chip(row.held)) };
}

function endRule(rows: readonly LessonRow[]): SessionRule {
  const rule = phrase('lessonRuleEnd');
  const exit = rows.find((row) => row.kind === 'exit' && row.end.undoneBy === undefined && row.end.cause !== 'rotated');
  if (exit?.kind === 'exit') return { rule, row: exit.key, shown: exitBySaid(exit) };
  const ahead = exitAhead(rows);
  return { rule, shown: ahead?.by ?? phrase('lessonRuleEndTry') };
}

function firstStep(rows: readonly LessonRow[], fits: (row: StepRow) => boolean): StepRow | undefined {
  return rows.find((row): row is StepRow => isStep(row) && fits(row));
}
