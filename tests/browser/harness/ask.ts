import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { rolldown } from 'rolldown';
import type { Answer, AxeViolation, Question } from './in-page.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Evaluates an expression in a page's own world and answers with its value (awaited), as JSON. */
export type Evaluate = (expression: string) => Promise<unknown>;

/** What a document may lack that is asked. */
type Missing = 'in-page' | 'axe';

let bundle: Promise<string> | undefined;

/** in-page.ts with what it imports, as one script. */
function inPageSource(): Promise<string> {
  bundle ??= (async () => {
    const built = await rolldown({ input: path.join(import.meta.dirname, 'in-page.ts') });
    const { output } = await built.generate({ format: 'iife', name: 'inPage', minify: true });
    return `${output[0].code}; window.sidtrailInPage = inPage;`;
  })();
  return bundle;
}

const SOURCES: Readonly<Record<Missing, () => string | Promise<string>>> = {
  'in-page': inPageSource,
  axe: () => axeSource,
};

/** Asks the in-page part; brings it into the document where it is not there yet, and axe-core where that is needed. */
export async function ask(evaluate: Evaluate, question: Question): Promise<Answer> {
  const needed = question.ask === 'axe' ? `!window.axe ? { missing: 'axe' } : ` : '';
  const expression = `!window.sidtrailInPage ? { missing: 'in-page' } : ${needed}
    window.sidtrailInPage.answer(${JSON.stringify(question)})`;
  for (;;) {
    const answer = (await evaluate(expression)) as Answer | { readonly missing: Missing };
    if (!('missing' in answer)) return answer;
    // A document that nobody has aimed at yet is another one than was clicked.
    if (question.ask === 'landed') return { kind: 'landed', where: { at: 'gone' } };
    await evaluate(`(() => {${await SOURCES[answer.missing]()}\n})()`);
  }
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
