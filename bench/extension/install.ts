import type { BrowserContext, CDPSession } from '@playwright/test';
import { opensWelcome, WELCOME_PAGE } from '../../scripts/welcome-page.ts';

/** Puts an extension into a browser; the page that it opens at its installation is closed, and not measured. */
export async function install(context: BrowserContext, cdp: CDPSession, extension: string): Promise<void> {
  const opened = opensWelcome(extension) ? context.waitForEvent('page') : undefined;
  // Playwright's types know no Extensions domain.
  await cdp.send('Extensions.loadUnpacked' as never, { path: extension } as never);
  const welcome = await opened;
  await welcome?.waitForURL(`**/${WELCOME_PAGE}`);
  await welcome?.close();
}
