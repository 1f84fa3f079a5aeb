import { findBrowser } from '../../../scripts/browsers.ts';
import type { Browser } from '../../../scripts/manifest.ts';
import { Sentence } from '../../../scripts/sentence.ts';
import type { BrowserUnderTest, LaunchOptions } from './browser-under-test.ts';
import { ChromiumUnderTest } from './chromium/chromium-under-test.ts';
import { FirefoxUnderTest } from './firefox/firefox-under-test.ts';

type Launch = (executable: string, extension: string, options?: LaunchOptions) => Promise<BrowserUnderTest>;

const LAUNCH: Readonly<Record<Browser, Launch>> = {
  chrome: ChromiumUnderTest.launch,
  firefox: FirefoxUnderTest.launch,
};

/**
 * Starts a browser of this machine with the extension.
 * @param extension The folder of the built extension.
 * @returns undefined where there is no such browser.
 */
export async function launchBrowser(
  browser: Browser,
  extension: string,
  options?: LaunchOptions,
): Promise<BrowserUnderTest | undefined> {
  const found = findBrowser(browser);
  return found && LAUNCH[browser](found.path, extension, options);
}

/**
 * Runs something in a browser of its own, as new.
 * @throws A sentence where the browser is not installed.
 */
export async function inOwnBrowser<T>(
  browser: Browser,
  extension: string,
  options: LaunchOptions,
  act: (browserUnderTest: BrowserUnderTest) => Promise<T>,
): Promise<T> {
  const launched = await launchBrowser(browser, extension, options);
  if (launched === undefined) {
    throw new Sentence(`No ${browser} was found on this machine: install it, then try again.`);
  }
  try {
    return await act(launched);
  } finally {
    await launched.close();
  }
}
