// The lesson in a real browser, written by real visits: which requests are parallel, and when a session ends by the
// clock, the browser and its server decide.
import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { LessonPage } from './lesson-page.ts';
import { picture } from './lesson-picture.ts';

// In Firefox, lesson-django.spec.ts draws the lesson of eleven visits.
test('eleven visits write the lesson: table, flow, chart, moments and snapshot', { tag: '@chromium' }, async ({
  browserUnderTest,
  companion,
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
  await picture(inspector, 'view');
  await picture(inspector, 'table', { at: '#lesson-part-table', height: 1260 });
  await picture(inspector, 'narrow', { width: 360, height: 1400 });
});

// In Firefox, course.spec.ts does all tasks of the tour.
test('the tour ticks itself off from the first visit to the server that forgets', { tag: '@chromium' }, async ({
  browserUnderTest,
  companion,
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
  if (process.env['UPDATE_DOCS'] === '1') {
    const inspector = await browserUnderTest.openInspectorTab();
    await LessonPage.open(inspector, 'Do');
    await picture(inspector, 'tour');
  }
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
