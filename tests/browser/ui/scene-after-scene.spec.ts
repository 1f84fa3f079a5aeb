// Scenes are mounted one after the other in one page: listeners, storage and attributes are the browser's.
import type { Page } from '@playwright/test';
import { endScene, expect, test } from './ui-test.ts';

/** What of a page another scene could notice. */
async function tracesOn(page: Page): Promise<object> {
  const devtools = await page.context().newCDPSession(page);
  const listeners: string[] = [];
  for (const name of ['window', 'document', 'document.documentElement', 'document.body', 'document.all.root']) {
    const { result } = await devtools.send('Runtime.evaluate', { expression: name });
    const found = await devtools.send('DOMDebugger.getEventListeners', { objectId: result.objectId ?? '' });
    listeners.push(...found.listeners.map(({ type }) => `${name}: ${type}`));
  }
  await devtools.detach();
  const rest = await page.evaluate(() => ({
    html: (document.documentElement.cloneNode(false) as Element).outerHTML,
    body: document.body.outerHTML,
    title: document.title,
    kept: { ...localStorage, ...sessionStorage },
    focused: document.activeElement?.tagName,
    scrolled: scrollY,
  }));
  return { ...rest, listeners: listeners.toSorted() };
}

test('what one scene leaves behind is gone for the next, on every surface', async ({ openScene }) => {
  const page = await openScene('everything', { surface: 'options' });
  await endScene(page);
  const empty = await tracesOn(page);
  for (const surface of ['tab', 'popup', 'welcome', 'options'] as const) {
    await openScene('everything', { surface, height: 500 });
    await page.evaluate(() => {
      localStorage.setItem('theme', 'dark');
      sessionStorage.setItem('looked', '{}');
    });
    // What is loaded when a word is touched first listens, too.
    const words = page.locator('.term');
    if ((await words.count()) > 0) await words.first().hover();
    await page.keyboard.press('Tab');
    expect(await tracesOn(page)).not.toEqual(empty);
    await endScene(page);
    expect(await tracesOn(page), surface).toEqual(empty);
  }
});

test('a document that a test has put into the place of the page does not stay for the next scene', async ({
  openScene,
}) => {
  const page = await openScene('lesson');
  await page.setContent('<p>Another document');
  await endScene(page);
  await openScene('lesson');
  await expect(page.getByText('Another document')).toHaveCount(0);
  await expect(page.locator('.inspector')).toHaveCSS('display', 'flex');
});
