import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Answer, type AxeViolation, answerInPage, type Question } from './in-page.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Evaluates an expression in a page's own world and answers with its value (awaited), as JSON. */
export type Evaluate = (expression: string) => Promise<unknown>;

/** Asks the in-page part; brings axe-core into the document where it is not there yet. */
export async function ask(evaluate: Evaluate, question: Question): Promise<Answer> {
  const expression = `(${answerInPage.toString()})(${JSON.stringify(question)})`;
  const answer = (await evaluate(expression)) as Answer;
  if (answer.kind !== 'axe-missing') return answer;
  await evaluate(`(() => {${axeSource}\n})()`);
  return (await evaluate(expression)) as Answer;
}

/**
 * What axe-core finds wrong with a document.
 * @param rules By their ids; all of them where none is named.
 */
export async function axeViolations(
  evaluate: Evaluate,
  rules: readonly string[] = [],
): Promise<readonly AxeViolation[]> {
  const answer = await ask(evaluate, { ask: 'axe', rules });
  if (answer.kind !== 'violations') throw new Error(`axe-core gave no result: ${answer.kind}.`);
  return answer.violations;
}
