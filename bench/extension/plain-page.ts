import { type Browser, chromium } from '@playwright/test';
import { servePage } from '../../tests/ui/page/serve.ts';
import type { Ends } from '../ends.ts';

/** The UI over an invented trace, served, and a browser to open it in. Both end with the bench. */
export async function plainPage(executable: string, ends: Ends): Promise<{ browser: Browser; url: string }> {
  const served = await servePage();
  ends.add(() => served.close());
  const browser = await chromium.launch({
    executablePath: executable,
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--js-flags=--expose-gc'],
  });
  ends.add(() => browser.close());
  return { browser, url: served.url };
}
