import type { TabSurface } from './harness/browser-under-test.ts';

/** Logs in on the companion's page, and waits for the page that says so. */
export async function logIn(tab: TabSurface): Promise<void> {
  await tab
    .getByRole('button', { name: /log in/i })
    .first()
    .click();
  await tab
    .getByRole('button', { name: /log out/i })
    .first()
    .one();
}
