import browser from 'webextension-polyfill';
import type { NewTraceEvent } from '../../trace/model/event.ts';

interface Frame {
  readonly parent: number;
  readonly url: string;
}

/**
 * What the background knows of tabs: their cookie store, their top-level document and its frames. All but the frames can
 * be asked of the browser again, so little is lost when the background stops.
 */
export class TabFacts {
  readonly #stores = new Map<number, string>();
  readonly #tops = new Map<number, string>();
  readonly #frames = new Map<number, Map<number, Frame>>();

  /** Asks the browser what it has; events that come before the answer see the defaults. */
  async refresh(): Promise<void> {
    const [stores, tabs] = await Promise.all([browser.cookies.getAllCookieStores(), browser.tabs.query({})]);
    for (const { id, tabIds } of stores) for (const tabId of tabIds) this.#stores.set(tabId, id);
    for (const { id, url } of tabs) if (id !== undefined && url !== undefined) this.setTop(id, url);
  }

  /**
   * Registers the listeners; to be called in the background's first turn.
   * @param record is told of each document that a tab shows, those from the back/forward cache too
   */
  listen(record: (event: NewTraceEvent) => void, now: () => number): void {
    browser.tabs.onUpdated.addListener((tabId, change, tab) => {
      if (change.status !== 'complete' || tab.url === undefined || !/^https?:/.test(tab.url)) return;
      this.setTop(tabId, tab.url);
      record({ kind: 'navigation', time: now(), tabId, url: tab.url });
    });
    browser.tabs.onCreated.addListener((tab) => {
      // Chromium has two stores: the ordinary one and that of incognito windows.
      if (__BROWSER__ === 'chrome' && tab.id !== undefined) this.#stores.set(tab.id, tab.incognito ? '1' : '0');
    });
    browser.tabs.onRemoved.addListener((tabId) => {
      this.#stores.delete(tabId);
      this.#tops.delete(tabId);
      this.#frames.delete(tabId);
    });
  }

  /** The cookie store of a tab's requests, where the event itself does not name it (Chromium). */
  storeOf(tabId: number): string {
    return this.#stores.get(tabId) ?? '0';
  }

  setTop(tabId: number, url: string): void {
    this.#tops.set(tabId, url);
  }

  /** The URL of a tab's top-level document, where it may be seen. */
  topOf(tabId: number): string | undefined {
    return this.#tops.get(tabId);
  }

  /** A tab is about to show another document: the frames of the one before go with it. */
  forgetFrames(tabId: number): void {
    this.#frames.delete(tabId);
  }

  setFrame(tabId: number, frameId: number, frame: Frame): void {
    const frames = this.#frames.get(tabId);
    if (frames === undefined) this.#frames.set(tabId, new Map([[frameId, frame]]));
    else frames.set(frameId, frame);
  }

  /** The URLs of a frame and of those around it, up to the tab's document and without it; only those that are known. */
  framesFrom(tabId: number, frameId: number): string[] {
    const frames = this.#frames.get(tabId);
    const urls: string[] = [];
    const seen = new Set<number>();
    for (let at = frameId; at > 0 && !seen.has(at); ) {
      seen.add(at);
      const frame = frames?.get(at);
      if (frame === undefined) break;
      urls.push(frame.url);
      at = frame.parent;
    }
    return urls;
  }
}
