// The lesson in a plain page: sizes of drawings and reduced motion are the browser's.
import type { Page } from '@playwright/test';
import { lesson, way } from './open-lesson.ts';
import { expect, test, violationsOf } from './ui-test.ts';

/** Boxes of the drawing with clipped content, and whether the page is wider than the window. */
function overflows(page: Page): Promise<{ readonly cut: string[]; readonly sideways: boolean }> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.place')].filter((box) => box.scrollHeight > box.clientHeight + 1);
    const lesson = document.querySelector('.lesson');
    return {
      cut: boxes.map((box) => box.textContent ?? ''),
      sideways:
        document.documentElement.scrollWidth > innerWidth || (lesson?.scrollWidth ?? 0) > (lesson?.clientWidth ?? 0),
    };
  });
}

const stepButton = (page: Page, step: number) =>
  page.getByRole('button', { name: `Show step ${step} in the drawing`, exact: true });

for (const [scene, colorScheme] of [
  ['lesson', 'light'],
  ['everything', 'dark'],
  ['nothing', 'dark'],
  ['faults', 'light'],
] as const) {
  test(`the lesson of "${scene}" is accessible in ${colorScheme}, wide and narrow`, async ({ openScene }) => {
    const page = await lesson(await openScene(scene, { colorScheme }));
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 700 });
    for (const way of await page.locator('.ways .way').all()) {
      await way.click();
      expect(await violationsOf(page)).toEqual([]);
    }
  });
}

for (const [scene, says, step] of [
  ['nothing', 'localhost is watched.', 'Reload the page'],
  ['no-session', 'none of them carried or set a session cookie', 'Reload the page'],
  ['no-permission', 'Sidtrail sees only sites that you allow.', 'Watch example.com'],
  ['paused', 'Requests made now are not recorded.', 'Resume recording'],
] as const) {
  test(`without a session, the lesson and the files of "${scene}" lead to the next step`, async ({ openScene }) => {
    const page = await lesson(await openScene(scene, { width: 360 }));
    // The one place that also stands beside a way that needs requests.
    for (const name of ['Watch', 'Quiz']) {
      await way(page, name).click();
      await expect(page.locator('.empty')).toContainText(says);
      await expect(page.locator('.empty').getByRole('button').first()).toHaveText(step);
    }
    await way(page, 'Be the server').click();
    await expect(page.locator('.empty')).toHaveCount(0);
    await page.getByRole('navigation').getByRole('button', { name: 'Files', exact: true }).click();
    await expect(page.getByRole('button', { name: step, exact: true })).toBeVisible();
  });
}

test('nobody who was on the companion is asked to start it, and the room is where it was seen', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('lesson'));
  const start = page.getByText('start the companion with');
  await way(page, 'Do').click();
  await expect(page.locator('.tour')).toBeVisible();
  await expect(start).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'http://localhost:3000', exact: true })).toBeVisible();
  await way(page, 'Break it, fix it').click();
  await expect(page.getByRole('link', { name: 'http://127.0.0.1:3000/faults' })).toBeVisible();
  await lesson(await openScene('no-session'));
  await way(page, 'Do').click();
  await expect(start).toBeVisible();
});

test('every step fits into the drawing, at 360 px and at 1280 px', async ({ openScene }) => {
  const page = await lesson(await openScene('everything', { surface: 'side-panel', width: 1280 }));
  const all = await page.locator('.execution tbody th button').allInnerTexts();
  for (const width of [1280, 360]) {
    const steps = width === 1280 ? all : all.toReversed();
    await page.setViewportSize({ width, height: 800 });
    if (width === 360) await page.getByRole('button', { name: 'Concept flow', exact: true }).click();
    await expect.poll(() => page.locator('.flow-drawing.tight').count()).toBe(width === 360 ? 1 : 0);
    for (const [index, step] of steps.entries()) {
      if (width === 1280) await stepButton(page, Number(step)).click();
      else if (index > 0) await page.getByRole('button', { name: 'Previous request', exact: true }).click();
      await expect(page.locator('.flow-of')).toContainText(`Step ${step}`);
      expect(await overflows(page), `step ${step} at ${width} px`).toEqual({ cut: [], sideways: false });
    }
  }
});

test('with reduced motion nothing is animated, and the replay still works', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lesson(page);
  await page.getByRole('button', { name: 'Step back', exact: true }).click();
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await expect(page.locator('.flow-list li[aria-current="step"]')).toContainText('Server looks for a session id');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('a refused cookie breaks the flow at "stores the cookie", with the reason in words', async ({ openScene }) => {
  const page = await lesson(await openScene('everything'));
  await stepButton(page, 11).click();
  await expect(page.locator('.flow-broken')).toHaveText(
    /^It breaks at place 7: Its Domain must be the server’s own host or a parent of it, /,
  );
  await expect(page.locator('.flow-list li.broken')).toContainText('Browser stores the cookie');
});

test('a key moment leads to its row and selects it in the request table too', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  await page.locator('.moments li').filter({ hasText: 'Why did the id change at step 6?' }).getByRole('button').click();
  await expect(stepButton(page, 6)).toBeFocused();
  await expect(page.locator('.execution tr.chosen')).toContainText('Rotate: new id');
  await page.getByRole('navigation').getByRole('button', { name: 'Requests', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Step 6/ })).toBeVisible();
});

test('a narrow window shows one part at a time, and a link leads from another way to the row', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('lesson', { surface: 'side-panel', width: 360 }));
  await expect(page.locator('.lesson-part')).toHaveCount(1);
  await page.getByRole('button', { name: 'Read', exact: false }).click();
  await expect(page.locator('.execution')).toHaveCount(0);
  await page.locator('.session-rules li').nth(3).getByRole('button').click();
  await expect(stepButton(page, 6)).toBeFocused();
  await stepButton(page, 6).click();
  await expect(page.locator('.flow-of')).toContainText('Step 6');
  await expect(page.locator('.lesson-part')).toHaveCount(1);
});

test('at 360 and at 252 px no word of the table breaks in its middle, and the count before is still shown', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('everything', { width: 360, height: 800 }));
  const heads = page.locator('.execution thead th');
  const brokenHeads = () =>
    heads.evaluateAll((all) =>
      all
        .filter((head) => {
          const range = document.createRange();
          range.selectNodeContents(head);
          const words = head.textContent?.split(' ').length ?? 0;
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
          return lines > words || head.scrollWidth > head.clientWidth;
        })
        .map(({ textContent }) => textContent),
    );
  await expect(heads).toHaveText(['#', 'Session id', 'Count before', 'Action']);
  expect(await brokenHeads()).toEqual([]);
  await page.setViewportSize({ width: 252, height: 800 });
  await expect(heads).toHaveText(['#', 'Session id', 'Action']);
  expect(await brokenHeads()).toEqual([]);
  await expect(page.locator('.execution tbody .action').nth(1)).toContainText('Count before: 1');
  const top = await page.locator('.execution').evaluate((table) => table.getBoundingClientRect().top + scrollY);
  expect(top).toBeLessThan(480);
});

test('the line of code that runs follows the replay, with the values of this request', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  await stepButton(page, 3).click();
  const now = page.locator('.code-line.now');
  for (
    let i = 0;
    i < 9 && !(await page.locator('.flow-list li[aria-current]').innerText()).includes('Uses the data');
    i++
  )
    await page.getByRole('button', { name: 'Step back', exact: true }).click();
  await expect(now).toHaveCount(2);
  await expect(now.first()).toContainText('count = count + 1');
  await expect(now.first()).toContainText('count = 3');
  await page.getByRole('radio', { name: 'PHP' }).check({ force: true });
  await expect(now.first()).toContainText('$count = $count + 1;');
});

test('be the browser: every line gets its rule, the score goes on, and a level asks more', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  await way(page, 'Be the browser').click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.locator('.exercise-why')).toHaveCount(4);
  await expect(page.locator('.exercise label.wrong').first()).toContainText(/: ./);
  await expect(page.getByText(/^[01] of 1 right so far$/)).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Next exercise' }).click();
  await expect(page.getByText('Exercise 2', { exact: true })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Which of these cookies does the browser keep?' })).toBeVisible();
  await page.getByLabel('Difficulty').selectOption('3');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(page.locator('form.exercise').getByRole('checkbox').first()).toBeChecked();
});

test('be the server: an answer is asked for, and the rule follows it', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson', { colorScheme: 'dark' }));
  await way(page, 'Be the server').click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByText('Choose an answer first.')).toBeVisible();
  await page.locator('form.exercise').getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.locator('form.exercise label.right')).toHaveCount(1);
  await expect(way(page, 'Be the server')).toContainText('of 1 right');
  expect(await violationsOf(page)).toEqual([]);
});

test('a reload goes back to the way that was chosen, with the score and the next exercise', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  await way(page, 'Be the browser').click();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(way(page, 'Be the browser')).toContainText('of 1 right');
  await page.reload();
  await expect(way(page, 'Be the browser')).toHaveAttribute('aria-current', 'page');
  await expect(way(page, 'Be the browser')).toContainText('of 1 right');
  await expect(page.getByText('Exercise 2', { exact: true })).toBeVisible();
});

test('a class number gives two learners the same exercise, and their results add up', async ({ openScene }) => {
  const seen: string[] = [];
  const files: { name: string; mimeType: string; buffer: Buffer }[] = [];
  let page = await lesson(await openScene('lesson'));
  for (const name of ['Ada', 'Grace']) {
    if (seen.length > 0) page = await lesson(await openScene('lesson'));
    await way(page, 'Teach').click();
    await page.getByLabel('Class number').fill('4711');
    await page.getByRole('button', { name: 'Use this number' }).click();
    await way(page, 'Be the browser').click();
    seen.push(await page.locator('form.exercise fieldset').innerText());
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await way(page, 'Teach').click();
    await page.getByLabel('Your name').fill(name);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save my results' }).click();
    const stream = await (await download).createReadStream();
    const buffer = Buffer.concat(await stream.toArray());
    files.push({ name: `${name}.json`, mimeType: 'application/json', buffer });
  }
  expect(seen[1]).toBe(seen[0]);
  await page.getByText('Add up the results of a class').click();
  const other = { name: 'trace.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
  await page.getByLabel('Results files').setInputFiles([...files, other]);
  await expect(page.locator('.class-sum .tracker tbody tr')).toHaveCount(3);
  // Who, class number, tasks, fixed faults, and then the scores.
  await expect(page.locator('.class-total > *')).toHaveText([
    'All 2',
    '',
    '8 of 12',
    '0 of 12',
    '–',
    /^\d of 2$/,
    '–',
    '–',
  ]);
  await expect(page.getByText('trace.json. It is JSON, but not a results file of Sidtrail.')).toBeVisible();
  // A file that has gone by the time it is read.
  await page.evaluate(() => {
    File.prototype.text = () => Promise.reject(new DOMException('It is gone.', 'NotFoundError'));
  });
  await page.getByLabel('Results files').setInputFiles(other);
  await expect(page.getByText('The browser could not read the file. Choose it again.')).toBeVisible();
});

test('in a class, new questions are other ones, and everyone’s are the same', async ({ openScene }) => {
  const asked: string[][] = [];
  for (const reload of [false, true]) {
    const page = await lesson(await openScene('everything'));
    await way(page, 'Teach').click();
    await page.getByLabel('Class number').fill('4711');
    await page.getByRole('button', { name: 'Use this number' }).click();
    await way(page, 'Quiz').click();
    await page.getByRole('button', { name: 'Start the quiz' }).click();
    const form = page.locator('form.quiz');
    const seen: string[] = [];
    for (const turn of [1, 2]) {
      for (let question = 1; question <= 5; question++) {
        await expect(form.getByText(`Question ${question} of 5`)).toBeVisible();
        seen.push(await form.locator('fieldset').innerText());
        await form.getByRole('radio').first().check();
        await form.getByRole('button', { name: 'Check', exact: true }).click();
        await form.locator('.primary').click();
      }
      // Which quiz it is survives a reload.
      if (reload && turn === 1) await page.reload();
      if (turn === 1) await page.getByRole('button', { name: 'New questions' }).click();
    }
    expect(seen.slice(5)).not.toEqual(seen.slice(0, 5));
    asked.push(seen);
  }
  expect(asked[1]).toEqual(asked[0]);
});

test('an opened file ticks off no task: others made it', async ({ openScene }) => {
  const page = await openScene('lesson');
  await page.getByRole('navigation').getByRole('button', { name: 'Files', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save trace' }).click();
  await page.getByLabel('A HAR or trace file').setInputFiles(await (await download).path());
  // Until the file is read, the lesson is that of the recording, and ticks off what was done there.
  await expect(page.getByRole('button', { name: 'Back to the recording' })).toBeVisible();
  await lesson(page);
  await way(page, 'Do').click();
  await expect(page.locator('.tour .open')).toHaveCount(6);
  await expect(way(page, 'Do')).toContainText('about');
  await page.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(way(page, 'Do')).toContainText(' of 6');
  await expect(page.locator('.tour .done').first()).toBeVisible();
});

test('who goes to look at a row finds the answer again as it was, and cannot give another', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson', { surface: 'side-panel', width: 360 }));
  await way(page, 'Quiz').click();
  await page.getByRole('button', { name: 'Start the quiz' }).click();
  const form = page.locator('form.quiz');
  await form.getByRole('radio').first().check();
  await page.locator('.quiz-hint summary').click();
  await page.locator('.quiz-hint').getByRole('button', { name: 'Show the row' }).click();
  await way(page, 'Quiz').click();
  await expect(form.getByRole('radio').first()).toBeChecked();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(way(page, 'Quiz')).toContainText('of 1 right');
  await page.getByRole('button', { name: 'Show the row' }).click();
  await way(page, 'Quiz').click();
  // Whoever came by the button of the way keeps the focus there.
  await expect(way(page, 'Quiz')).toBeFocused();
  await expect(form.getByRole('radio').nth(1)).toBeDisabled();
  await page.getByRole('button', { name: 'Next question' }).click();
  await expect(form.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(way(page, 'Quiz')).toContainText('of 1 right');
});

test('a prediction stays as it is filled in, while its reader looks elsewhere and when it is changed', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('lesson', { surface: 'side-panel', width: 360 }));
  await way(page, 'Predict').click();
  const form = page.getByRole('form', { name: 'Predict' });
  const count = form.getByRole('textbox');
  await form.getByRole('radio', { name: 'No, none' }).check();
  await count.pressSequentially('1x2');
  await expect(count).toHaveValue('12');
  await way(page, 'Watch').click();
  await way(page, 'Predict').click();
  await expect(form.getByRole('radio', { name: 'No, none' })).toBeChecked();
  await expect(count).toHaveValue('12');
  await form.getByRole('radio', { name: 'The server makes a new session.' }).check();
  await page.getByRole('button', { name: 'That is my prediction' }).click();
  await page.getByRole('button', { name: 'Change the prediction' }).click();
  await expect(form.getByRole('radio', { checked: true })).toHaveCount(2);
  await expect(count).toHaveValue('12');
});

test('the scores that a class number takes away come back with Undo', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  await way(page, 'Be the browser').click();
  const exercise = () => page.locator('form.exercise fieldset').innerText();
  const first = await exercise();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await way(page, 'Teach').click();
  await page.getByLabel('Class number').fill('0');
  await page.getByRole('button', { name: 'Use this number' }).click();
  await expect(page.getByText('All scores begin again.')).toBeVisible();
  await expect(way(page, 'Be the browser')).toContainText('about');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(way(page, 'Be the browser')).toContainText('of 1 right');
  await expect(page.getByRole('button', { name: 'Save my results' })).toHaveCount(0);
  await expect(page.getByLabel('Class number')).toBeFocused();
  await way(page, 'Be the browser').click();
  await expect(page.getByText('Exercise 2', { exact: true })).toBeVisible();
  expect(await exercise()).not.toBe(first);
});

test('the lesson of a sample speaks of recorded requests, and asks for no prediction', async ({ openScene }) => {
  const page = await openScene('lesson');
  await lesson(page);
  await way(page, 'Predict').click();
  await page.getByRole('radio', { name: 'No, none' }).check();
  await page.getByRole('radio', { name: 'The server makes a new session.' }).check();
  await page.getByRole('button', { name: 'That is my prediction' }).click();
  await expect(page.getByText('written by your own requests')).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: 'Files', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save trace' }).click();
  await page.getByLabel('A HAR or trace file').setInputFiles(await (await download).path());
  await lesson(page);
  await expect(page.getByText('written by recorded requests')).toBeVisible();
  await expect(page.getByText('go back to the recording to predict one')).toBeVisible();
  await expect(page.getByRole('form', { name: 'Predict' })).toHaveCount(0);
  await expect(way(page, 'Predict')).toContainText('about');
  await page.getByRole('button', { name: 'Back to the recording' }).click();
  await expect(page.getByText('Now send it')).toBeVisible();
});

test('the focus goes along: nobody who answers by keys begins again at the top', async ({ openScene }) => {
  const page = await lesson(await openScene('lesson'));
  const focused = page.locator(':focus');
  await way(page, 'Quiz').click();
  await page.getByRole('button', { name: 'Start the quiz' }).press('Enter');
  await expect(focused).toHaveText('Question 1 of 5');
  // Enter on an answer locks it, with the focus on it.
  await page.locator('form.quiz').getByRole('radio').first().press('Space');
  await focused.press('Enter');
  await expect(focused).toHaveText('Next question');
  await focused.press('Enter');
  await expect(focused).toHaveText('Question 2 of 5');
  await way(page, 'Be the browser').click();
  await page.locator('form.exercise').getByRole('checkbox').first().press('Enter');
  await expect(focused).toHaveText('Next exercise');
  await focused.press('Enter');
  await expect(focused).toHaveText('Exercise 2');
  await page.getByLabel('Difficulty').focus();
  await page.getByLabel('Difficulty').selectOption('2');
  await expect(page.getByLabel('Difficulty')).toBeFocused();
  await way(page, 'Predict').click();
  await page.getByRole('radio', { name: 'No, none' }).press('Space');
  await page.getByRole('radio', { name: 'The server makes a new session.' }).press('Space');
  await focused.press('Enter');
  await expect(focused).toContainText('Now send it');
  await page.getByRole('button', { name: 'Change the prediction' }).press('Enter');
  await expect(page.getByRole('form', { name: 'Predict' })).toBeFocused();
});

test('break it, fix it: the cause is chosen by keyboard, and a fault is done when the trace proves it', async ({
  openScene,
}) => {
  const page = await lesson(await openScene('faults'));
  const tabTo = async (css: string, text: string): Promise<void> => {
    for (let tabs = 0; tabs < 120; tabs++) {
      const focused = page.locator(`${css}:focus`);
      if ((await focused.count()) === 1 && (await focused.innerText()).startsWith(text)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`No Tab leads to ${text}.`);
  };
  const states = () => page.locator('.tour .tag').allInnerTexts();
  await tabTo('button', 'Break it, fix it');
  await page.keyboard.press('Enter');
  expect(await states()).toEqual(['to do', 'to do', 'seen', 'to do', 'seen', 'to do']);
  await expect(page.getByText('Step 6 already shows it fixed.')).toBeVisible();
  for (const [place, downs] of [
    [2, 2],
    [4, 4],
  ] as const) {
    await tabTo('summary', 'What is the cause?');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    // Of radio buttons the first has the focus; the arrows choose.
    if (downs === 2) {
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('status').filter({ hasText: 'Not that one.' })).toBeVisible();
    }
    for (let down = 0; down < downs; down++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.locator('.tour .tag').nth(place)).toHaveText(place === 2 ? 'cause found' : 'fixed');
  }
  await expect(page.getByText('cleared it for the path /, and it is kept for /faults.')).toBeVisible();
  await expect(page.getByText('Now set the switch that fixes it')).toBeVisible();
  await expect(page.getByText('Step 6 proves that it is fixed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Break it, fix it 1 of 6' })).toBeVisible();
  expect(await violationsOf(page)).toEqual([]);
});
