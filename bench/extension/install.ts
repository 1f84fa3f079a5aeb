import { opensWelcome, WELCOME_PAGE } from '../../scripts/welcome-page.ts';
import type { CdpBrowser } from '../../tests/browser/harness/chromium/cdp-target.ts';
import { until } from '../../tests/browser/harness/until.ts';

/** Puts an extension into a browser; the page that it opens at its installation is closed, and not measured. */
export async function install(cdp: CdpBrowser, extension: string): Promise<void> {
  const { id } = await cdp.send('Extensions.loadUnpacked', { path: extension });
  if (!opensWelcome(extension)) return;
  const url = `chrome-extension://${id}/${WELCOME_PAGE}`;
  const find = async () => (await cdp.targets()).find((found) => found.type === 'page' && found.url === url);
  const { targetId } = await until(find, 'the welcome page');
  await cdp.send('Target.closeTarget', { targetId });
}
