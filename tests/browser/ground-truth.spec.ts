import path from 'node:path';
import { findBrowser } from '../../scripts/browsers.ts';
import { countAgreement, isReached, type Judgement } from '../ground-truth/judgement.ts';
import { describeAgreement } from '../ground-truth/report.ts';
import { runPlan, shortPlan } from '../ground-truth/run.ts';
import { expect, test } from './harness/test.ts';

// The short form of `npm run ground-truth`.

test('what the extension says of cookies is what the browser does', async ({ target }) => {
  test.setTimeout(180_000);
  test.skip(findBrowser(target) === undefined, `No ${target} was found on this machine.`);
  const extension = path.resolve(import.meta.dirname, '../../dist', target);
  const judgements: Judgement[] = [];
  for (const plan of shortPlan(target)) judgements.push(...(await runPlan(plan, extension)));
  const figures = countAgreement(judgements);
  expect(figures.map(({ question }) => question)).toContain('sent or withheld');
  expect(figures.every(isReached), describeAgreement(judgements)).toBe(true);
});
