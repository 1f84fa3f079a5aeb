import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { LessonPage } from './lesson-page.ts';
import { picture } from './lesson-picture.ts';
import { noteSaved, savedBy } from './saved.ts';

// The lesson in a real browser, written by real visits of the companion.

test('eleven visits write the lesson: table, flow, chart, moments and snapshot', async ({
  browserUnderTest,
  companion,
  target,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  for (let visits = 1; visits < 7; visits += 1) await tab.reload();
  const popup = await browserUnderTest.openPopup(tab);
  await popup.getByRole('button', { name: 'Delete session cookie' }).click();
  await popup.getByText('Deleted').first().one();
  await popup.close();
  await tab.activate();
  for (let visits = 7; visits < 11; visits += 1) await tab.reload();

  const inspector = await browserUnderTest.openInspectorTab();
  const lesson = await LessonPage.open(inspector);
  await expect.poll(async () => (await lesson.table()).length).toBe(12);
  const rows = await lesson.table();
  const steps = rows.filter((row) => !row.startsWith('Exit'));
  expect(steps.map((row) => row.split(' | ')[4])).toEqual([
    'Create new session with count=1',
    ...[2, 3, 4, 5, 6, 7].map((count) => `Increment count to ${count}`),
    'Create new session with count=1',
    ...[2, 3, 4].map((count) => `Increment count to ${count}`),
  ]);
  expect(steps.map((row) => row.split(' | ')[3])).toEqual([
    'None',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    'None',
    '1',
    '2',
    '3',
  ]);
  expect(steps.filter((row) => row.split(' | ')[2] === 'None').length).toBe(2);
  expect(steps[1]?.split(' | ')[5]).toBe('200 Visit count: 2');
  expect(rows[7]).toContain('you deleted its cookie');

  await inspector.getByRole('button', { name: 'Show step', exact: false }).nth(6).click();
  await expect.poll(async () => (await lesson.flow())[7]).toContain('breaks here');
  expect((await lesson.flow())[7]).toContain('you deleted its cookie');
  await lesson.button('Previous request').click();
  await expect.poll(async () => (await lesson.flow())[8]).toMatch(/^done: Step 7: found, count = 7$/);

  const chart = await inspector.getByRole('img', { name: 'Step chart' }).one();
  expect(chart.name).toMatch(/from 1 at step 1 to 7 at step 7\..*from 1 at step 8 to 4 at step 11\./);
  for (const ask of [
    'Why was a new session made at step 1?',
    'How did the server remember you at step 2',
    'Why was a new session made at step 8?',
  ])
    await inspector.getByText(ask).first().one();
  await inspector.getByText('expires: no further response.').first().one();
  expect(await lesson.litCode()).toContain('this.#store.visit(sent.key);found');
  await lesson.choose('Read');
  await inspector.getByText('Step 2 carried one more line').one();
  await inspector.getByText(/with the next 6 requests by itself, and the count of/).one();
  await expectNoAxeViolations(inspector);
  await lesson.choose('Watch');

  await expectNoAxeViolations(inspector);
  await lesson.button('Follow live').click();
  if (target === 'chrome') {
    await picture(inspector, 'view');
    await picture(inspector, 'table', { at: '#lesson-part-table', height: 1260 });
    await picture(inspector, 'narrow', { width: 360, height: 1400 });
  }
});

test('a replay goes place by place by keyboard, back and forward, and screen readers hear it', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await tab.reload();
  const panel = await browserUnderTest.openInspectorTab();
  const lesson = await LessonPage.open(panel);
  await expect.poll(async () => (await lesson.table()).length).toBe(2);
  const current = () =>
    panel.evaluate(() => document.querySelector('.flow-list li[aria-current="step"] .sr-only')?.textContent?.trim());
  await expect.poll(current).toBe('7:');
  await lesson.button('Previous request').press('Enter');
  await expect.poll(current).toBe('9:');
  await lesson.button('Step back').press('Enter');
  await expect.poll(current).toBe('8:');
  await lesson.button('Step forward').press('Enter');
  await expect.poll(current).toBe('9:');
  await panel.getByRole('status').filter({ hasText: 'Step 1, place 9:' }).one();
  await lesson.button('Step forward').press('Enter');
  await panel.getByRole('status').filter({ hasText: 'Step 2, place 1:' }).one();
  await lesson.button('Replay').press('Enter');
  await lesson.button('Pause').one();
  await expect.poll(current).toBe('7:');
  await lesson.button('Replay').one();
  await lesson.button('Follow live').press('Enter');
  await tab.reload();
  await panel.getByText('Step 3', { exact: true }).one();
});

test('the tour ticks itself off from the first visit to the server that forgets', async ({
  browserUnderTest,
  companion,
  target,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openSidePanel(tab);
  const lesson = await LessonPage.open(panel, 'Do');
  const done = ['Visit for the first time'];
  await expect.poll(() => lesson.ticked()).toEqual(done);

  await tab.getByRole('link', { name: 'Visit again' }).click();
  done.push('Reload');
  await expect.poll(() => lesson.ticked()).toEqual(done);

  const popup = await browserUnderTest.openPopup(tab);
  await popup.getByRole('button', { name: 'Delete and reload' }).click();
  done.push('Delete the cookie');
  await expect.poll(() => lesson.ticked()).toEqual(done);
  await popup.close();
  await tab.activate();
  await tab.waitFor(() => document.body.innerText.includes('Visit count: 1'));

  await tab.getByRole('button', { name: 'End after 10 seconds' }).click();
  await panel.getByText('The ten seconds are running.').one();
  // The form has led on to the counter's page: a question asked before that would be lost with the old one.
  await tab.waitFor(() => document.readyState === 'complete' && document.body.innerText.includes('Normal timeout'));
  // Looking at the session counts nothing and prolongs nothing: it is over when the server no longer knows it.
  await expect.poll(() => tab.evaluate(async () => (await fetch('/session')).status), { intervals: [500] }).toBe(404);
  await tab.goto(companion.url);
  done.push('Let the session expire');
  await expect.poll(() => lesson.ticked()).toEqual(done);

  await tab.getByRole('button', { name: 'Log in' }).click();
  done.push('Log in and watch the id rotate');
  await expect.poll(() => lesson.ticked()).toEqual(done);

  // The page after the login: the one before has the same button, and is about to go.
  await tab.getByRole('button', { name: 'Log out' }).one();
  await tab.getByRole('button', { name: 'Forget my session' }).click();
  await panel.getByText('The server has forgotten the session, the browser has not.').one();
  await tab.goto(companion.url);
  done.push('Make the server forget');
  await expect.poll(() => lesson.ticked()).toEqual(done);
  await panel.getByText('All six done').one();
  await expectNoAxeViolations(panel);
  if (target === 'chrome') {
    const inspector = await browserUnderTest.openInspectorTab();
    await LessonPage.open(inspector, 'Do');
    await picture(inspector, 'tour');
  }
});

test('a quiz is answered: a hint leads to the row, the answer is explained, the score is right', async ({
  browserUnderTest,
  companion,
  target,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openInspectorTab();
  const lesson = await LessonPage.open(panel, 'Quiz');
  await lesson.button('Start the quiz').click();
  await panel.getByText('The trace is too short for good questions.').one();
  for (let visits = 1; visits < 6; visits += 1) await tab.reload();
  await expect.poll(async () => (await lesson.table()).length).toBe(6);
  await lesson.button('Try again').click();

  const table = await lesson.table();
  let right = 0;
  for (let number = 1; number <= 5; number += 1) {
    await panel.getByText(`Question ${number} of 5`).one();
    const { ask, options } = await lesson.question();
    expect(options.length).toBeGreaterThanOrEqual(3);
    expect(new Set(options).size).toBe(options.length);
    if (number === 1) {
      await lesson.button('Check').click();
      await panel.getByText('Choose an answer first.').one();
      await panel.locator('.quiz-hint summary').click();
      await panel.getByRole('group', { name: '' }).getByRole('button', { name: 'Show the row' }).first().click();
      await panel.waitFor(() => document.activeElement?.closest('.execution tr') !== null);
    }
    await panel.locator('form.quiz').getByRole('radio').first().click();
    await lesson.button('Check').click();
    await expect.poll(() => lesson.rightOption()).not.toBe('');
    const answer = await lesson.rightOption();
    if (answer === options[0]) right += 1;
    const asked = /^Which count did the server report at step (\d+)\?$/.exec(ask)?.[1];
    if (asked !== undefined) expect(table[Number(asked) - 1]).toContain(`Visit count: ${answer}`);
    if (number === 1 && target === 'chrome') await picture(panel, 'quiz', { at: '#lesson-part-quiz' });
    await lesson.button('Next question').click();
  }
  await panel.getByText(`${right} of 5 answered right.`).one();
});

test('a prediction is answered by the live request, right and wrong', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openInspectorTab();
  const lesson = await LessonPage.open(panel, 'Predict');
  await expect.poll(async () => (await lesson.table()).length).toBe(1);
  const predict = async (count: string) => {
    await panel.getByRole('radio', { name: 'Yes, the id of' }).click();
    await panel.getByRole('radio', { name: 'It goes on under the same id.' }).click();
    await panel.getByRole('textbox', { name: 'Which count comes back?' }).fill(count);
    await lesson.button('That is my prediction').click();
    await panel.getByText('Now send it').one();
    await tab.reload();
  };
  await predict('2');
  await panel.getByText('Step 2 proves you right.').one();
  await lesson.button('Predict the next one').click();
  await predict('7');
  await panel.getByText('Step 3 did something else:').one();
  await panel.getByText('1 of 2 right so far').one();
  await expectNoAxeViolations(panel);
});

test('the snapshot is copied and saved with every id masked', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await tab.reload();
  const cookie = await browserUnderTest.inBackground((url) => browser.cookies.get({ url, name: 'sid' }), companion.url);
  const inspector = await browserUnderTest.openInspectorTab();
  const lesson = await LessonPage.open(inspector);
  await expect.poll(async () => (await lesson.table()).length).toBe(2);
  await lesson.choose('Teach');
  await noteSaved(inspector);
  const page = await savedBy(inspector, () => lesson.button('Save as a page').click());
  expect(page).toContain('Increment count to 2');
  expect(page).toContain('Session ids are masked');
  expect(cookie?.value.length).toBeGreaterThan(20);
  expect(page).not.toContain(cookie?.value);
  await inspector.getByText(/^Saved as \S+-sid-\d{4}-\d\d-\d\d-lesson\.html\.$/).one();
});

test('parallel visits that the companion counted right raise their question', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(new URL('/burst', companion.url).href);
  await tab.getByRole('button', { name: 'Fire' }).click();
  const verdict = () => tab.evaluate(() => document.querySelector('[role=status]')?.textContent);
  await expect.poll(verdict).toContain('none twice, none lost');
  const inspector = await browserUnderTest.openInspectorTab();
  await LessonPage.open(inspector);
  await inspector.getByText(/^Why did \d+ parallel requests count right\?$/).one();
  await inspector.getByText('lose a visit').gone();
});

test('parallel visits of a server that loads and saves raise the question why one was lost', async ({
  browserUnderTest,
  startServer,
}) => {
  const stored = { count: 1 };
  const waiting: (() => void)[] = [];
  const { url } = await startServer((request, response) => {
    const answer = (count: number, headers: Record<string, string> = {}) =>
      response
        .writeHead(200, { 'content-type': 'text/html', 'session-count': String(count), ...headers })
        .end('<p>here');
    if (request.url !== '/count') {
      answer(stored.count, { 'set-cookie': 'sid=loadsAndSaves0123456789abcdef; Path=/; HttpOnly' });
      return;
    }
    const loaded = stored.count;
    // Both have loaded before either saves.
    waiting.push(() => {
      stored.count = loaded + 1;
      answer(stored.count);
    });
    if (waiting.length === 2) for (const save of waiting) save();
  });
  const tab = await browserUnderTest.openTab(url);
  await tab.evaluate(() =>
    Promise.all([fetch('/count', { cache: 'no-store' }), fetch('/count', { cache: 'no-store' })]).then(() => true),
  );
  const inspector = await browserUnderTest.openInspectorTab();
  await LessonPage.open(inspector);
  await inspector.getByText('Why did 2 parallel requests lose a visit?').one();
});

test('the lesson stands in the DevTools panel, too, and follows live', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const lesson = await LessonPage.open(await browserUnderTest.openDevToolsPanel(tab));
  await expect.poll(async () => (await lesson.table()).length).toBe(1);
  await tab.reload();
  await expect.poll(async () => (await lesson.table()).length).toBe(2);
  await lesson.part('Concept flow');
  await expect.poll(async () => (await lesson.flow())[3]).toMatch(/^done: Found: .*count = 1$/);
});
