import type { Replay, RequestEntry } from '../../model/entry.ts';
import type { ExchangeEvent, ReplayEvent } from '../../model/event.ts';
import type { FoldState } from '../fold-state.ts';

/** How long a request may take to leave after the user sent it again, in ms: the page may be busy. */
const REPLAY_WINDOW = 10_000;

/** How many are waited for at once. */
const MAX_AWAITED = 50;

/** Remembers what the user sends again: its request is the next one that looks like it. */
export function onReplay({ replays }: FoldState, event: ReplayEvent): void {
  replays.push(event);
  if (replays.length > MAX_AWAITED) replays.shift();
}

/** What a request sends again: of one replay the first request by a script of the tab's own document. */
export function replayOf(state: FoldState, event: ExchangeEvent): Replay | undefined {
  const { replays, trace } = state;
  if (replays.length === 0 || event.kind !== 'request' || event.type !== 'xmlhttprequest' || event.frameId !== 0) {
    return undefined;
  }
  const at = replays.findIndex(
    ({ tabId, method, url, time }) =>
      tabId === event.tabId && method === event.method && url === event.url && event.time < time + REPLAY_WINDOW,
  );
  const [replay] = at === -1 ? [] : replays.splice(at, 1);
  if (replay === undefined) return undefined;
  const sent = entryWithId(trace.entries, replay.of);
  return sent === undefined ? {} : { step: sent.step };
}

/** Entries are in the order of their ids. */
function entryWithId(entries: readonly RequestEntry[], id: number): RequestEntry | undefined {
  let [low, high] = [0, entries.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry === undefined || entry.id === id) return entry;
    if (entry.id < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
