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
  /** The last count of each tab in the log, as it was when it was first asked for. */
  #logged: Promise<Map<number, string>> | undefined;
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
    browser.tabs.onUpdated.addListener((tabId, change, tab) => {
      if (change.status !== undefined) this.#texts.cleared(tabId);
      if (change.status !== 'complete') return;
      // The address of a site that is not watched is not told: no log need be read for it.
      if (tab.url !== undefined || this.#counts.has(tabId)) void this.#restore(tabId);
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
    if (!this.#counts.has(tabId)) {
      // Read once: all that comes later is seen.
      this.#logged ??= this.#readLog();
      const last = (await this.#logged).get(tabId);
      // What was counted while the log was read is newer.
      if (last !== undefined && !this.#counts.has(tabId)) this.#counts.set(tabId, last);
    }
    const count = this.#counts.get(tabId);
    if (count !== undefined) this.#texts.put(tabId, short(count));
  }

  async #readLog(): Promise<Map<number, string>> {
    const also = this.#countHeaders();
    const last = new Map<number, string>();
    try {
      const stored = await browser.storage.session.get(null);
      for (const keys of Object.values(KEYS_OF_SIDE)) {
        for (const { batch } of batchesIn(stored, keys)) {
          for (const event of batch?.events ?? []) {
            const found = countIn(event, also);
            if (found !== undefined) last.set(found.tabId, found.count);
          }
        }
      }
    } catch {
      this.#logged = undefined;
    }
    return last;
  }
}
