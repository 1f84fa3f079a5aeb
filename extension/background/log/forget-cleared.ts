import browser from 'webextension-polyfill';
import { UNDO_TIME } from './log-store.ts';

const ALARM = 'forget-cleared';

/** A little later than needed, in ms: an alarm that comes early would find that its time has not come. */
const MARGIN = 1_000;

/**
 * Has the browser wake the background when a clear can no longer be undone, for it may be stopped by then.
 *
 * @param now ms since 1970
 */
export async function forgetClearedLater(now: number): Promise<void> {
  await browser.alarms.create(ALARM, { when: now + UNDO_TIME + MARGIN });
}

/** Registers the listener; to be called in the background's first turn. */
export function listenForForgetting(forget: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === ALARM) void forget();
  });
}
