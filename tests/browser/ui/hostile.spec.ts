// The views are drawn in a browser: whether drawing throws shows there alone.

import type { Page } from '@playwright/test';
import fc from 'fast-check';
import { hostileLogs } from '../../trace/hostile-values.ts';
import { expect, test, violationsOf } from './ui-test.ts';

/** What a page says that cannot show something. */
interface Failure {
  readonly view: string;
  readonly said: string;
}

const navigation = (page: Page) => page.getByRole('navigation');
const open = (page: Page, view: string) => navigation(page).getByRole('button', { name: view }).click();
const broken = 'This cannot be shown (Broken on purpose.). The rest can be used as before.';

for (const [scene, view, other] of [
  ['breaks-requests', 'Requests', 'Cookies'],
  ['breaks-lesson', 'Lesson', 'Requests'],
  ['breaks-cookies', 'Cookies', 'Lesson'],
  ['breaks-files', 'Files', 'Cookies'],
] as const) {
  test(`where the view "${view}" fails, it says so, and the others can be used`, async ({ openScene }) => {
    const page = await openScene(scene);
    await open(page, view);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(broken);
    await expect(alert).toContainText(view);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(alert).toContainText(broken);
    await open(page, other);
    await expect(alert).toHaveCount(0);
    await expect(page.getByRole('main').getByText('sid').first()).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
  });
}

test('a row that cannot be drawn takes no other with it', async ({ openScene }) => {
  const page = await openScene('breaks-rows');
  await expect(page.locator('tbody tr', { hasText: broken })).toHaveCount(2);
  await expect(page.locator('tbody tr', { hasText: 'Create new session' }).first()).toBeVisible();
});

test('details that fail leave the table as it is', async ({ openScene }) => {
  const page = await openScene('breaks-details');
  await expect(page.getByRole('alert')).toContainText(broken);
  await expect(page.locator('tbody tr', { hasText: 'Create new session' }).first()).toBeVisible();
  await page.locator('tbody tr.mark').first().click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a popup whose part fails shows the rest', async ({ openScene }) => {
  const page = await openScene('breaks-popup', { surface: 'popup' });
  await expect(page.getByRole('alert')).toContainText(broken);
  await expect(page.getByRole('heading', { name: 'Last requests' })).toBeVisible();
});

test('no view fails at anything that a server can send', async ({ openScene }) => {
  const page = await openScene('lesson');
  // Each view's code is loaded once, so that the rest takes no longer than drawing.
  for (const view of ['Lesson', 'Cookies', 'Files', 'Requests']) {
    await page.getByRole('navigation').getByRole('button', { name: view }).click();
    await page.waitForLoadState('networkidle');
  }
  const log = hostileLogs.map(({ events, jar }) => ({ events, jar }));
  await fc.assert(
    fc.asyncProperty(log, async ({ events, jar }) => {
      const failures = await page.evaluate(
        async (scene) => {
          const { host } = window as unknown as {
            host: { story: { events: unknown[] }; hold(cookie: unknown): void; flush(cleared: boolean): void };
          };
          const frames = async (count: number): Promise<void> => {
            for (let at = 0; at < count; at += 1) await new Promise((next) => requestAnimationFrame(next));
          };
          host.story.events.splice(0, Number.POSITIVE_INFINITY, ...scene.events);
          for (const cookie of scene.jar) host.hold(cookie);
          host.flush(true);
          const found: Failure[] = [];
          for (const button of document.querySelectorAll<HTMLElement>('nav.views button')) {
            button.click();
            await frames(3);
            for (const row of document.querySelectorAll<HTMLElement>('tbody tr')) {
              row.click();
              await frames(1);
            }
            for (const failed of document.querySelectorAll('.failed, .across-text, .banner')) {
              const said = failed.textContent ?? '';
              if (/cannot be (shown|read)/.test(said)) found.push({ view: button.textContent ?? '', said });
            }
          }
          return found;
        },
        { events, jar },
      );
      expect(failures).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
