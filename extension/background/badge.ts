import browser from 'webextension-polyfill';
import { batchesIn } from '../protocol/log/log-layout.ts';
import { KEYS_OF_SIDE } from '../protocol/side.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import { headerValue } from '../trace/model/headers.ts';
import { COUNT_HEADER } from '../trace/model/kept-headers.ts';
import { BadgeTexts } from './badge-texts.ts';

const COLOUR = '#2457d6';

/**
 * The tab and the count that an event holds; undefined where it holds none.
 * @param also further headers that carry counts, in lower case
 */
function countIn(
  event: NewTraceEvent,
  also: ReadonlySet<string> | undefined,
): { tabId: number; count: string } | undefined {
  if (event.kind === 'count') return { tabId: event.tabId, count: String(event.count) };
  if (event.kind !== 'response' || event.tabId < 0) return undefined;
  const names = [COUNT_HEADER, ...(also ?? [])];
  const count = names.map((name) => headerValue(event.headers, name)).find((value) => /^\d{1,15}$/.test(value ?? ''));
  return count === undefined ? undefined : { tabId: event.tabId, count };
}

/** Four digits fit on a badge. */
function short(count: string): string {
  return count.length <= 4 ? count : `${count.slice(0, -3)}k`;
}

/** The toolbar button's badge: the count of the session in the tab. */
export class Badge {
  readonly #counts = new Map<number, string>();
  readonly #countHeaders: () => ReadonlySet<string> | undefined;
  readonly #texts = new BadgeTexts({
    show: (tabId, text) => {
      // The tab was closed meanwhile: there is nothing to show.
      browser.action.setBadgeText({ tabId, text }).catch(() => undefined);
    },
    later: (run, ms) => setTimeout(run, ms),
  });

  /** @param countHeaders the headers, in lower case, that the user named as counts */
  constructor(countHeaders: () => ReadonlySet<string> | undefined) {
    this.#countHeaders = countHeaders;
  }

  /** Registers the listeners; to be called in the background's first turn. */
  listen(): void {
    // Browsers clear a tab's badge when it navigates, so it is put back when the page is there.
    browser.tabs.onUpdated.addListener((tabId, change) => {
      if (change.status !== undefined) this.#texts.cleared(tabId);
      if (change.status === 'complete') void this.#restore(tabId);
    });
    browser.tabs.onRemoved.addListener((tabId) => {
      this.#counts.delete(tabId);
      this.#texts.forget(tabId);
    });
    // One for all tabs: it need not be said with each text.
    browser.action.setBadgeBackgroundColor({ color: COLOUR }).catch(() => undefined);
  }

  /** Takes note of an event. */
  see(event: NewTraceEvent): void {
    const found = countIn(event, this.#countHeaders());
    if (found === undefined) return;
    this.#counts.set(found.tabId, found.count);
    this.#texts.put(found.tabId, short(found.count));
  }

  /** A background that was stopped finds the tab's last count in the log. */
  async #restore(tabId: number): Promise<void> {
    const last = this.#counts.has(tabId) ? undefined : await this.#lastCountOf(tabId);
    // What was counted while the log was read is newer.
    const known = this.#counts.get(tabId) ?? last;
    if (known !== undefined) this.#texts.put(tabId, short(known));
  }

  async #lastCountOf(tabId: number): Promise<string | undefined> {
    const also = this.#countHeaders();
    const stored = await browser.storage.session.get(null);
    let last: string | undefined;
    for (const keys of Object.values(KEYS_OF_SIDE)) {
      for (const { batch } of batchesIn(stored, keys)) {
        const event = batch?.events.findLast((candidate) => countIn(candidate, also)?.tabId === tabId);
        if (event !== undefined) last = countIn(event, also)?.count;
      }
    }
    return last;
  }
}
