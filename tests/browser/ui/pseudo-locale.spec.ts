// A page in the pseudo-locale, where every message stands in brackets: what a browser draws outside them is untranslated.
import type { Page } from '@playwright/test';
import type { MessageKey } from '../../../extension/trace/words/message-key.ts';
import { harEntryOf, harOf } from '../../trace/files/har/har-builder.ts';
import { button, said, untranslatedOn } from './pseudo-page.ts';
import { expect, test } from './ui-test.ts';

/** What a view is known by, once its code has been loaded. */
const VIEWS = {
  viewRequests: '.split:not(.jar)',
  viewCookies: ':is(.jar, .empty:first-child:last-child)',
  viewFiles: '.files',
  viewLesson: '.lesson',
} as const satisfies Partial<Record<MessageKey, string>>;

async function view(page: Page, key: keyof typeof VIEWS): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: said(key), exact: true })
    .click();
  await page.locator(`.view > ${VIEWS[key]}, .view > [role=alert]`).first().waitFor();
}

/** Code stands as it is in every language. */
const codeOn = async (page: Page): Promise<string> =>
  (await page.locator('code, pre, .code-tabs label, .why-lines, .server-store .mono').allInnerTexts()).join(' ');

for (const scene of [
  'everything',
  'nothing',
  'no-permission',
  'not-watched-here',
  'impossible',
  'paused',
  'paused-with-rows',
  'reading',
  'reading-with-rows',
  'unreachable',
  'no-tab',
] as const) {
  test(`the inspector of "${scene}" shows messages and data alone`, async ({ openScene }) => {
    const page = await openScene(scene, { pseudoLocale: true });
    expect(await untranslatedOn(page)).toEqual([]);
    for (const key of ['viewCookies', 'viewFiles', 'viewLesson'] as const) {
      await view(page, key);
      expect(await untranslatedOn(page, await codeOn(page)), key).toEqual([]);
    }
  });

  test(`the popup of "${scene}" shows messages and data alone`, async ({ openScene }) => {
    const page = await openScene(scene, { surface: 'popup', width: 380, height: 600, pseudoLocale: true });
    expect(await untranslatedOn(page)).toEqual([]);
  });
}

test('the details of every request and every end of a session do', async ({ openScene }) => {
  const page = await openScene('everything', { pseudoLocale: true, height: 2000 });
  const rows = page.locator('tbody tr');
  const found: string[] = [];
  for (let index = 0; index < (await rows.count()); index++) {
    // At its edge: in its middle stands a word whose explanation would cover the next row.
    await rows.nth(index).click({ position: { x: 4, y: 4 } });
    await page.evaluate(() => {
      for (const closed of document.querySelectorAll<HTMLElement>('.details [aria-expanded=false]')) closed.click();
    });
    found.push(...(await untranslatedOn(page)));
  }
  expect([...new Set(found)]).toEqual([]);
});

test('the menu and the sheet of keys do', async ({ openScene }) => {
  const page = await openScene('lesson', { pseudoLocale: true });
  await button(page, 'menuTitle').click();
  expect(await untranslatedOn(page)).toEqual([]);
  await button(page, 'keysTitle').click();
  expect(await untranslatedOn(page)).toEqual([]);
});

test('a notice and its failure do', async ({ openScene }) => {
  const refusing = await openScene('refuses', { surface: 'popup', pseudoLocale: true });
  await button(refusing, 'deleteCookie').click();
  await refusing.getByRole('status').filter({ hasText: 'sid' }).waitFor();
  expect(await untranslatedOn(refusing)).toEqual([]);
});

test('each pane of the cookies does', async ({ openScene }) => {
  const page = await openScene('cookies-0', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewCookies');
  const rows = page.locator('tbody tr');
  const found: string[] = [];
  const look = async (data = ''): Promise<void> => {
    found.push(...(await untranslatedOn(page, data)));
  };
  for (let index = 0; index < (await rows.count()); index++) {
    await rows.nth(index).click();
    await look();
  }
  await rows.nth(0).click();
  for (const name of ['URL', 'base64', 'base64url', 'JSON', 'JWT']) {
    await page.getByRole('button', { name, exact: true }).click();
    const decoded = page.getByRole('textbox', { name: said('jarDecoded'), exact: true });
    await look((await decoded.count()) === 0 ? '' : await decoded.inputValue());
  }
  for (const key of ['jarAdd', 'jarNewSession', 'jarSnapshots', 'jarHistory', 'jarImport', 'jarExport'] as const) {
    await button(page, key).click();
    await look();
  }
  expect([...new Set(found)]).toEqual([]);
});

test('snapshots, their differences, the history and the notices do', async ({ openScene }) => {
  const page = await openScene('cookies-0', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewCookies');
  await button(page, 'jarSnapshots').click();
  await button(page, 'jarTakeSnapshot').click();
  await button(page, 'jarCompare').first().waitFor();
  const found = await untranslatedOn(page);
  await page.locator('tbody tr').filter({ hasText: 'theme' }).click();
  await button(page, 'jarDelete').click();
  await page.locator('.notice').filter({ hasText: 'theme' }).waitFor();
  found.push(...(await untranslatedOn(page)));
  await button(page, 'jarSnapshots').click();
  await button(page, 'jarCompare').first().click();
  await page.getByText(said('jarCompared')).first().waitFor();
  found.push(...(await untranslatedOn(page)));
  await button(page, 'jarHistory').click();
  await page.getByText(said('jarActionDelete')).first().waitFor();
  found.push(...(await untranslatedOn(page)));
  expect([...new Set(found)]).toEqual([]);
});

for (const [scene, key] of [
  ['breaks-details', 'viewRequests'],
  ['breaks-cookies', 'viewCookies'],
  ['breaks-files', 'viewFiles'],
] as const) {
  test(`the part that broke in "${scene}" says so in messages`, async ({ openScene }) => {
    const page = await openScene(scene, { pseudoLocale: true });
    await view(page, key);
    await page.getByRole('alert').first().waitFor();
    expect(await untranslatedOn(page, 'Broken on purpose.')).toEqual([]);
  });
}

test('every format of the export does, beside the exported text itself', async ({ openScene }) => {
  const page = await openScene('cookies-0', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewCookies');
  await button(page, 'jarExport').click();
  const formats = page.getByRole('combobox', { name: said('jarFormat'), exact: true });
  const found: string[] = [];
  for (const value of await formats
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))) {
    await formats.selectOption(value);
    const exported = await page.locator('pre').allInnerTexts();
    found.push(...(await untranslatedOn(page, exported.join(' '))));
  }
  expect([...new Set(found)]).toEqual([]);
});

const PASTED = [
  'not cookies at all',
  '<html></html>',
  '{"a":',
  '[{"name":"a","value":"b"}]',
  'Set-Cookie: a=b; Path=/x; SameSite=None',
  '# Netscape HTTP Cookie File\nlocalhost\tFALSE\t/\tFALSE\t0\tx\ty\nlocalhost\tyes\t/\tFALSE\t0\tx\ty',
  "curl 'http://localhost/' -H 'Cookie: a=b'",
];

test('what the import says of a text does', async ({ openScene }) => {
  const page = await openScene('cookies-0', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewCookies');
  await button(page, 'jarImport').click();
  const found: string[] = [];
  for (const text of PASTED) {
    await page.locator('textarea').first().fill(text);
    await expect(page.locator('textarea').first()).toHaveValue(text);
    found.push(...(await untranslatedOn(page, text)));
  }
  expect([...new Set(found)]).toEqual([]);
});

const FILES = {
  'empty.json': '',
  'page.json': '<html>',
  'other.json': '{"cookies":[]}',
  'newer.jsonl': '{"format":"sidtrail-trace","version":9}',
  'broken.jsonl': '{"format":"sidtrail-trace","version":1}\nno\n',
  'cut.har': harOf([harEntryOf(), harEntryOf({ at: 100 }), harEntryOf({ at: 200 })]).slice(0, -200),
  'whole.har': harOf([harEntryOf(), harEntryOf({ at: 100 })]),
};

test('what is said of an opened file does', async ({ openScene }) => {
  const page = await openScene('lesson', { pseudoLocale: true });
  await view(page, 'viewFiles');
  await page.getByLabel(said('fileUnmasked')).check();
  const found: string[] = [];
  const card = page.getByRole('region', { name: said('fileOpen') });
  for (const [name, content] of Object.entries(FILES)) {
    const before = await card.innerText();
    await card
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
    await expect.poll(() => card.innerText()).not.toBe(before);
    await expect(card.getByRole('progressbar')).toHaveCount(0);
    found.push(...(await untranslatedOn(page, `${name} ${content}`)));
  }
  expect([...new Set(found)]).toEqual([]);
});

test('the options do, opened and with mistakes', async ({ openScene }) => {
  const page = await openScene('nothing', { surface: 'options', pseudoLocale: true, height: 2000 });
  for (const closed of await page.locator('summary').all()) await closed.click();
  const data = String.raw`*://shop.example.com/* *://shop.test/* seen # times (?:hits|views): (\d+) visits Visits`;
  expect(await untranslatedOn(page, data)).toEqual([]);
});

test('each way of the lesson does, its exercises answered', async ({ openScene }) => {
  const page = await openScene('lesson', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewLesson');
  const found: string[] = [];
  const look = async (): Promise<void> => {
    found.push(...(await untranslatedOn(page, await codeOn(page))));
  };
  const ways = page.locator('.ways button');
  const count = await ways.count();
  expect(count).toBeGreaterThanOrEqual(8);
  for (let way = 0; way < count; way++) {
    await ways.nth(way).click();
    await expect(ways.nth(way)).toHaveAttribute('aria-current', 'page');
    await look();
    const level = page.locator('.exercise-level select');
    const levels = await level
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    for (const chosen of levels.length === 0 ? [''] : levels) {
      if (chosen !== '') await level.selectOption(chosen);
      // An answer that is not right is explained, too.
      for (let round = 0; round < 4 && (await page.locator('form.exercise').count()) === 1; round++) {
        const choices = page.locator('form.exercise input');
        if ((await choices.count()) > 0) await choices.first().check();
        await button(page, 'lessonExerciseCheck').click();
        await button(page, 'lessonExerciseNext').waitFor();
        await look();
        await button(page, 'lessonExerciseNext').click();
        await button(page, 'lessonExerciseCheck').waitFor();
      }
    }
  }
  expect([...new Set(found)]).toEqual([]);
});

test('the faults of the lesson do, open, with the cause found, and fixed', async ({ openScene }) => {
  const page = await openScene('faults', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewLesson');
  await page.locator('.ways button').nth(6).click();
  const found: string[] = [];
  for (const right of [2, 4]) {
    await page.locator('.fault-cause summary').first().click();
    for (const chosen of [0, right]) {
      await page.locator('.fault-cause[open] input').nth(chosen).check();
      await page.locator('.fault-cause[open] button').click();
      found.push(...(await untranslatedOn(page, await codeOn(page))));
    }
  }
  await expect(page.locator('.tour .done')).toHaveCount(1);
  expect(found).toEqual([]);
});

test('each step of the execution does, and what a replay shows', async ({ openScene }) => {
  const page = await openScene('everything', { pseudoLocale: true, height: 2000 });
  await view(page, 'viewLesson');
  const found: string[] = [];
  const steps = page.locator('.execution tbody th button');
  for (let step = 0; step < (await steps.count()); step++) {
    await steps.nth(step).click();
    found.push(...(await untranslatedOn(page, await codeOn(page))));
  }
  expect(await steps.count()).toBeGreaterThan(5);
  expect([...new Set(found)]).toEqual([]);
});

for (const surface of ['welcome', 'help'] as const) {
  test(`the ${surface} page shows messages alone, but for the ids in its pictures`, async ({ openScene }) => {
    const page = await openScene('nothing', { surface, pseudoLocale: true });
    expect(await untranslatedOn(page, 'k3Fz 9Qw aB3d 7mK')).toEqual([]);
  });
}

test('an explanation does, too, and so do the hosts that are not watched', async ({ openScene }) => {
  const page = await openScene('unseen-hosts', { pseudoLocale: true });
  await page.locator('.details .term').first().hover();
  await page.getByRole('tooltip').waitFor();
  expect(await untranslatedOn(page)).toEqual([]);
});
