import browser from 'webextension-polyfill';
import { whyFailed } from '../../trace/model/why-failed.ts';

/** The longest text of a page's error that is shown, in characters. */
const MAX_FAULT = 200;

/**
 * Runs in the page, so it may use nothing from outside itself. `no-cors` sends to any host without a preflight, and
 * follows redirects to anywhere; the answer is not read. Nothing comes from a cache, for the server is to be asked.
 *
 * @returns what the browser said of a failure; undefined: the server answered
 */
async function sendFromPage(method: string, url: string): Promise<string | undefined> {
  try {
    await fetch(url, { method, mode: 'no-cors', credentials: 'include', cache: 'no-store', redirect: 'follow' });
    return undefined;
  } catch (reason) {
    return whyFailed(reason);
  }
}

/**
 * Sends a request from a tab's page, in the world of content scripts: the page's own fetch may have been replaced.
 *
 * @returns why it did not get an answer; undefined: it got one
 */
export async function sendAgain(tabId: number, method: string, url: string): Promise<string | undefined> {
  try {
    const [shown] = await browser.scripting.executeScript({
      target: { tabId },
      func: sendFromPage,
      args: [method, url],
    });
    const fault: unknown = shown?.result ?? shown?.error;
    // The page is foreign: what it says is bounded.
    return fault === undefined || fault === null ? undefined : String(fault).slice(0, MAX_FAULT);
  } catch (reason) {
    return whyFailed(reason).slice(0, MAX_FAULT);
  }
}
