import type { WhyNot, WhyNotCode, WhyNotParam } from '../model/why-not.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase } from './phrase.ts';

/** The message of each reason, and its parameters in the order of the message's. */
const words: {
  readonly [C in WhyNotCode]: { readonly key: MessageKey; readonly order: readonly WhyNotParam<C>[] };
} = {
  'tab-closed': { key: 'notDoneTabClosed', order: [] },
  'permission-kept': { key: 'notDonePermissionKept', order: ['site', 'message'] },
  'cookie-not-set': { key: 'notDoneCookieNotSet', order: ['name', 'message'] },
  'cookie-not-deleted': { key: 'notDoneCookieNotDeleted', order: ['name', 'message'] },
  'cookie-stays': { key: 'notDoneCookieStays', order: ['name'] },
  'cookie-not-kept': { key: 'notDoneCookieNotKept', order: ['name'] },
  'cookie-expired': { key: 'notDoneCookieExpired', order: ['name'] },
  'cookie-expired-since': { key: 'notDoneCookieExpiredSince', order: ['name'] },
  'cookie-gone': { key: 'notDoneCookieGone', order: ['name'] },
  'action-forgotten': { key: 'notDoneActionForgotten', order: [] },
  'history-full': { key: 'notDoneHistoryFull', order: [] },
  'snapshot-gone': { key: 'notDoneSnapshotGone', order: [] },
  'snapshots-many': { key: 'notDoneSnapshotsMany', order: ['most'] },
  'snapshots-full': { key: 'notDoneSnapshotsFull', order: ['megabytes'] },
  'clear-over': { key: 'notDoneClearOver', order: [] },
  'replay-paused': { key: 'notDoneReplayPaused', order: [] },
  'replay-elsewhere': { key: 'notDoneReplayElsewhere', order: ['site', 'shown'] },
  'replay-unseen-page': { key: 'notDoneReplayUnseenPage', order: ['site'] },
  'replay-body': { key: 'notDoneReplayBody', order: ['method'] },
  'replay-failed': { key: 'notDoneReplayFailed', order: ['fault'] },
};

/** The sentence that says why something was not done, and what to do. */
export function whyNotPhrase(why: WhyNot): Phrase {
  const { key, order } = words[why.code];
  const params: Readonly<Record<string, string | number>> = why.params;
  const args = (order as readonly string[]).map((name) => {
    const param = params[name] ?? '';
    return typeof param === 'number' ? param : code(param);
  });
  return phrase(key, ...args);
}
