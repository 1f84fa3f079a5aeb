// The lesson while requests come: what a key reaches, what is ticked and where the focus goes are the browser's.
import type { Page } from '@playwright/test';
import { lesson, way } from './open-lesson.ts';
import { expect, test, violationsOf } from './ui-test.ts';

interface Visited {
  readonly host: {
    readonly story: {
      readonly events: readonly { readonly kind: string; readonly cookie?: { readonly value: string } }[];
      counts(name: string, value: string, count: number): void;
      creates(name: string, value: string): void;
    };
    flush(): void;
  };
}

/** One more visit of the scene's session, which its server counts. */
function visit(page: Page, count: number): Promise<void> {
  return page.evaluate((counted) => {
    const { host } = window as unknown as Visited;
    const made = host.story.events.findLast(({ kind }) => kind === 'cookie-changed');
    host.story.counts('sid', made?.cookie?.value ?? '', counted);
    host.flush();
  }, count);
}

/** The rows of the execution table: the words of their cells. */
function table(page: Page): Promise<string[]> {
  return page.locator('.execution tbody tr:not(.ahead)').allInnerTexts();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('a replay goes place by place by keyboard, back and forward, and screen readers hear it', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('many-2'));
  await expect(page.locator('.execution tbody tr:not(.ahead)')).toHaveCount(2);
  const current = page.locator('.flow-list li[aria-current="step"] .sr-only').first();
  await expect(current).toHaveText('7:');
  await button(page, 'Previous request').press('Enter');
  await expect(current).toHaveText('9:');
  await button(page, 'Step back').press('Enter');
  await expect(current).toHaveText('8:');
  await button(page, 'Step forward').press('Enter');
  await expect(current).toHaveText('9:');
  await expect(page.getByRole('status').filter({ hasText: 'Step 1, place 9:' })).toHaveCount(1);
  await button(page, 'Step forward').press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Step 2, place 1:' })).toHaveCount(1);
  // As fast as the reader may want it: the test waits for the whole of it.
  await page.getByLabel('Speed').selectOption('4');
  await button(page, 'Replay').press('Enter');
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(current).toHaveText('7:');
  await expect(button(page, 'Replay')).toBeVisible();
  await button(page, 'Follow live').press('Enter');
  await visit(page, 3);
  await expect(page.getByText('Step 3', { exact: true })).toBeVisible();
});

test('a moment that is being read stays open when a newer one comes', async ({ openScene }) => {
  const page = await lesson(await openScene('many-2'));
  const moments = page.locator('.moments details');
  const open = page.locator('.moments details[open]');
  const before = await moments.count();
  const read = await open.innerText();
  expect(read).toContain('How did the server remember you');
  await page.evaluate(() => {
    const { host } = window as unknown as Visited;
    host.story.creates('sid', 'aNewIdThatNobodyKnew0123456789abcdefghij');
    host.flush();
  });
  await expect(moments).not.toHaveCount(before);
  expect(await open.innerText()).toBe(read);
});

test('a quiz is answered: a hint leads to the row, the answer is explained, the score is right', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('many-1'));
  await way(page, 'Quiz').click();
  await button(page, 'Start the quiz').click();
  await expect(page.getByText('The trace is too short for good questions.')).toBeVisible();
  for (let count = 2; count <= 6; count += 1) await visit(page, count);
  await expect(page.locator('.execution tbody tr:not(.ahead)')).toHaveCount(6);
  await button(page, 'Try again').click();

  const rows = await table(page);
  const form = page.locator('form.quiz');
  let right = 0;
  for (let number = 1; number <= 5; number += 1) {
    await expect(page.getByText(`Question ${number} of 5`)).toBeVisible();
    const ask = (await form.locator('legend').innerText()).trim();
    const options = await form.locator('label > span:first-of-type').allInnerTexts();
    expect(options.length).toBeGreaterThanOrEqual(3);
    expect(new Set(options).size).toBe(options.length);
    if (number === 1) {
      await button(page, 'Check').click();
      await expect(page.getByText('Choose an answer first.')).toBeVisible();
      await page.locator('.quiz-hint summary').click();
      await page.locator('.quiz-hint').getByRole('button', { name: 'Show the row' }).click();
      await expect(page.locator('.execution tr').locator(':focus')).toHaveCount(1);
    }
    await form.getByRole('radio').first().check();
    await button(page, 'Check').click();
    const answer = await form.locator('label.right > span:first-of-type').innerText();
    if (answer === options[0]) right += 1;
    const asked = /^Which count did the server report at step (\d+)\?$/.exec(ask)?.[1];
    if (asked !== undefined) expect(rows[Number(asked) - 1]).toContain(answer);
    await button(page, number === 5 ? 'Show the result' : 'Next question').click();
  }
  await expect(page.getByText(`${right} of 5 answered right.`)).toBeVisible();
});

test('a prediction is answered by the next request, right and wrong', async ({ openScene }) => {
  const page = await lesson(await openScene('many-1'));
  await way(page, 'Predict').click();
  const predict = async (predicted: number, count: number): Promise<void> => {
    await page.getByRole('radio', { name: 'Yes, the id of' }).check();
    await page.getByRole('radio', { name: 'It goes on under the same id.' }).check();
    await page.getByRole('textbox', { name: 'Which count comes back?' }).fill(String(predicted));
    await button(page, 'That is my prediction').click();
    await expect(page.getByText('Now send it')).toBeVisible();
    await visit(page, count);
  };
  await predict(2, 2);
  await expect(page.getByText('Step 2 proves you right.')).toBeVisible();
  await button(page, 'Predict the next one').click();
  await expect(page.locator('.lesson-side').getByRole('radio', { checked: true })).toHaveCount(0);
  await predict(7, 3);
  await expect(page.getByText('Step 3 did something else:')).toBeVisible();
  await expect(page.getByText('1 of 2 right so far')).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
