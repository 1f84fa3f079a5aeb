// axe-core judges what a browser has drawn: colours, sizes, focus.
import { expect, test, violationsOf } from './ui-test.ts';

const scenes = ['lesson', 'everything', 'nothing', 'no-permission', 'paused-with-rows', 'unreachable'] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const scene of scenes) {
    test(`"${scene}" is accessible in ${colorScheme}, wide and narrow`, async ({ openScene }) => {
      const page = await openScene(scene, { colorScheme });
      expect(await violationsOf(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 700 });
      expect(await violationsOf(page)).toEqual([]);
    });
  }

  test(`the details over the table are accessible in ${colorScheme}`, async ({ openScene }) => {
    const page = await openScene('everything', { surface: 'side-panel', width: 360, colorScheme });
    await page.locator('tbody tr', { hasText: 'login' }).first().click();
    await page.getByRole('heading', { name: /^Step/u }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  test(`the popup is accessible in ${colorScheme}`, async ({ openScene }) => {
    const page = await openScene('lesson', { surface: 'popup', width: 380, height: 600, colorScheme });
    await page.getByRole('button', { name: 'Delete session cookie' }).click();
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
}
