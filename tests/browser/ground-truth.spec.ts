import { countAgreement, isReached, type Judgement } from '../ground-truth/judgement.ts';
import { describeAgreement } from '../ground-truth/report.ts';
import { runPlan, shortPlan } from '../ground-truth/run.ts';
import { expect, test } from './harness/test.ts';

// The browser itself is the truth here. This is the short form of `npm run ground-truth`.

test('what the extension says of cookies is what the browser does', async ({ browserUnderTest, target }) => {
  const judgements: Judgement[] = [];
  for (const plan of shortPlan(target)) judgements.push(...(await runPlan(plan, browserUnderTest)));
  const figures = countAgreement(judgements);
  expect(figures.map(({ question }) => question)).toContain('sent or not sent');
  expect(figures.every(isReached), describeAgreement(judgements)).toBe(true);
});
