import browser from 'webextension-polyfill';
import type { NewTraceEvent } from '../../trace/model/event.ts';

/**
 * Notices hosts that are granted or revoked, in Sidtrail's own pages or in the browser's, and says so in the log.
 * To be called in the background's first turn.
 *
 * @param onChanged listens to what is granted now and reads the jar again, for there is more or less to see
 */
export function observePermissions(
  record: (event: NewTraceEvent) => void,
  now: () => number,
  onChanged: () => Promise<void>,
): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    if (origins.length === 0) return;
    record({ kind: 'permission', time: now(), granted: true, origins });
    void onChanged();
  });
  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    if (origins.length === 0) return;
    record({ kind: 'permission', time: now(), granted: false, origins });
    void onChanged();
  });
}
