// The whole course by keyboard alone, on the companion: each browser moves the focus its own way, and only the real
// surfaces show whether one gets everywhere.
import type { TabSurface } from './harness/browser-under-test.ts';
import { expect, test } from './harness/test.ts';
import { Keyboard } from './keyboard.ts';
import { LessonPage, type LessonWay } from './lesson-page.ts';
import { picture } from './lesson-picture.ts';
import { noteSaved, savedBy } from './saved.ts';

/** Presses something on the companion's page, and waits for the next page: this one may say the same already. */
async function goOn(tab: TabSurface, role: 'button' | 'link', name: string, next: string): Promise<void> {
  await tab.activate();
  await tab.evaluate(() => void Object.assign(window, { isLastPage: true }));
  await new Keyboard(tab).press(role, name);
  await tab.waitFor(() => !('isLastPage' in window) && document.readyState === 'complete');
  await tab.getByText(next).first().one();
}

test('every way of the lesson is walked by keyboard alone, and its progress stays', async ({
  browserUnderTest,
  companion,
  target,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openSidePanel(tab);
  const keys = new Keyboard(panel);
  await panel.getByRole('list', { name: 'Sessions', exact: true }).one();
  await keys.press('button', 'Lesson');
  const lesson = await LessonPage.shownOn(panel);
  const choose = (way: LessonWay) => keys.press('button', way);

  // Watch: the drawing, step by step.
  await keys.press('button', 'Concept flow');
  await keys.press('button', 'Step back');
  await panel.getByText('Step 1', { exact: true }).first().one();

  // Do: five of the six tasks; the session of the last one expires meanwhile.
  await choose('Do');
  await goOn(tab, 'link', 'Visit again', 'Visit count: 2');
  await goOn(tab, 'button', 'Log in', 'Visit count: 3');
  const popup = await browserUnderTest.openPopup(tab);
  await new Keyboard(popup).press('button', 'Delete and reload');
  await tab.getByText('Visit count: 1').first().one();
  await popup.close();
  await tab.activate();
  await new Keyboard(tab).press('button', 'Forget my session');
  await panel.getByText('The server has forgotten the session').one();
  await goOn(tab, 'link', 'Visit again', 'Visit count: 1');
  await goOn(tab, 'button', 'End after 10 seconds', 'Normal timeout');
  await expect.poll(() => lesson.ticked()).toHaveLength(5);

  await choose('Read');
  await keys.press('button', 'Show the row');
  await panel.waitFor(() => document.activeElement?.closest('.execution tr') !== null);

  await choose('Be the browser');
  await keys.tick('');
  await keys.press('button', 'Check');
  await keys.press('button', 'Next exercise');
  await panel.getByText('Exercise 2').one();

  await choose('Be the server');
  await keys.choose('');
  await keys.press('button', 'Check');
  await keys.press('button', 'Next exercise');
  await panel.getByText('Exercise 2').one();

  // What the browser and the server have answered meanwhile took the ten seconds, or most of them.
  await expect.poll(() => tab.evaluate(async () => (await fetch('/session')).status), { intervals: [500] }).toBe(404);
  await choose('Predict');
  await keys.choose('Yes, the id of');
  await keys.choose('The server makes a new session.');
  await keys.fill('Which count comes back?', '1');
  await keys.press('button', 'That is my prediction');
  await panel.getByText('Now send it').one();
  await goOn(tab, 'link', 'Visit the counter', 'Visit count: 1');
  await panel.getByText('proves you right.').one();
  await choose('Do');
  await panel.getByText('All six done').one();

  await choose('Quiz');
  await keys.press('button', 'Start the quiz');
  for (let question = 1; question <= 5; question++) {
    await panel.getByText(`Question ${question} of 5`).one();
    await keys.choose('');
    await keys.press('button', 'Check');
    if (question === 1 && target === 'chrome') await picture(panel, 'quiz', { at: '#lesson-part-quiz' });
    await keys.press('button', question === 5 ? 'Show the result' : 'Next question');
  }
  await panel.getByText(/^\d of 5 answered right\.$/).one();

  await choose('Teach');
  await noteSaved(panel);
  const page = await savedBy(panel, () => keys.press('button', 'Save as a page'));
  for (const part of ['Why sessions matter', 'Increment count to 2', 'Session ids are masked']) {
    expect(page).toContain(part);
  }
  const cookie = await browserUnderTest.inBackground((url) => browser.cookies.get({ url, name: 'sid' }), companion.url);
  expect(cookie?.value.length).toBeGreaterThan(20);
  expect(page).not.toContain(cookie?.value);
  await panel.getByText(/^Saved as \S+-sid-\d{4}-\d\d-\d\d-lesson\.html\.$/).one();
  await keys.fill('Class number', '4711');
  await keys.press('button', 'Use this number');
  await keys.fill('Your name', 'Ada');
  const results = JSON.parse(await savedBy(panel, () => keys.press('button', 'Save my results')));
  expect(results).toMatchObject({ name: 'Ada', seed: 4711, tasks: 6, scores: { quiz: { answered: 0 } } });

  // Another surface knows how far the reader has come.
  const inspector = await browserUnderTest.openInspectorTab();
  await LessonPage.open(inspector, 'Do');
  await inspector.getByText('All six done').one();
});
