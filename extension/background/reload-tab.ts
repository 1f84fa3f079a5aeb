import browser from 'webextension-polyfill';
import type { ChangeResult } from '../protocol/change-result.ts';
import { whyNot } from '../trace/model/why-not.ts';

/** Reloads a tab; fails where it is closed. Resolves once the browser has taken the order, before the page is there. */
export async function reloadTab(tabId: number): Promise<ChangeResult> {
  try {
    await browser.tabs.reload(tabId);
    return { ok: true };
  } catch {
    return { ok: false, why: whyNot('tab-closed', {}) };
  }
}
