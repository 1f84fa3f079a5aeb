import browser from 'webextension-polyfill';
import { type Side, sideOfStore } from '../../protocol/side.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { readCookies } from './api-cookie.ts';
import { type EditableJar, editIdentity } from './run-edits.ts';
import { detailsOf, LONG_PAST } from './set-details.ts';

/** The browser's jar, as one side of it is; each change is recorded before it is made, so that the trace knows whose doing it was. */
export function browserJar(
  record: (event: NewTraceEvent) => void,
  now: () => number,
  putting: 'set' | 'restore',
  side: Side,
): EditableJar {
  return {
    now,
    read: async () => (await readCookies({}, now())).filter(({ storeId }) => sideOfStore(storeId) === side),
    put: async (cookie) => {
      await browser.cookies.set(detailsOf(cookie));
    },
    remove: async (cookie) => {
      await browser.cookies.set({ ...detailsOf(cookie), expirationDate: LONG_PAST });
    },
    before: (edit) => {
      const change = edit.kind === 'delete' ? 'delete' : putting;
      record({ kind: 'user-change', time: now(), change, identity: editIdentity(edit) });
    },
  };
}
