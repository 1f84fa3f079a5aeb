import browser, { type Tabs } from 'webextension-polyfill';
import { type Side, sideOfStore } from '../../protocol/side.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';

interface Frame {
  readonly parent: number;
  readonly url: string;
}

/** The last tabs that were closed: what is reported of them comes a moment later. */
const MAX_CLOSED = 200;

/** Chromium has two stores, the ordinary one and that of incognito windows; Firefox names its own. */
function storeIdOf(tab: Tabs.Tab): string {
  return tab.cookieStoreId ?? (tab.incognito ? '1' : '0');
}

/**
 * What the background knows of tabs: their cookie store, their top-level document and its frames. All but the frames can
 * be asked of the browser again, so little is lost when the background stops.
 */
export class TabFacts {
  readonly #stores = new Map<number, string>();
  readonly #closed = new Map<number, string>();
  readonly #tops = new Map<number, string>();
  readonly #frames = new Map<number, Map<number, Frame>>();
  #known = false;
  #refreshed: Promise<void> | undefined;
  #seesPrivate = false;

  /** Resolves when the browser has answered; it is asked once, and again after a failure. */
  refresh(): Promise<void> {
    this.#refreshed ??= this.#ask().catch((error: unknown) => {
      this.#refreshed = undefined;
      throw error;
    });
    return this.#refreshed;
  }

  async #ask(): Promise<void> {
    const [tabs, seesPrivate] = await Promise.all([
      browser.tabs.query({}),
      browser.extension.isAllowedIncognitoAccess(),
    ]);
    this.#seesPrivate = seesPrivate;
    for (const tab of tabs) this.#learn(tab);
    this.#known = true;
  }

  /**
   * Registers the listeners; to be called in the background's first turn.
   * @param record hears of each document that a tab shows, those from the back/forward cache too
   */
  listen(record: (event: NewTraceEvent) => void, now: () => number): void {
    browser.tabs.onUpdated.addListener((tabId, change, tab) => {
      this.#learn(tab);
      if (change.status !== 'complete' || tab.url === undefined || !/^https?:/.test(tab.url)) return;
      record({ kind: 'navigation', time: now(), tabId, url: tab.url });
    });
    browser.tabs.onCreated.addListener((tab) => this.#learn(tab));
    browser.tabs.onRemoved.addListener((tabId) => this.#forget(tabId));
  }

  #learn(tab: Tabs.Tab): void {
    if (tab.id === undefined) return;
    this.#stores.set(tab.id, storeIdOf(tab));
    if (tab.url !== undefined) this.setTop(tab.id, tab.url);
  }

  #forget(tabId: number): void {
    const store = this.#stores.get(tabId);
    this.#stores.delete(tabId);
    this.#tops.delete(tabId);
    this.#frames.delete(tabId);
    if (store === undefined) return;
    this.#closed.set(tabId, store);
    const [oldest] = this.#closed.keys();
    if (this.#closed.size > MAX_CLOSED && oldest !== undefined) this.#closed.delete(oldest);
  }

  /**
   * The cookie store of a tab's requests, where the event itself does not name it (Chromium); undefined where it is not
   * known yet. Requests of no tab (a service worker's) are taken for private ones while a private tab is open: what is
   * private must not be taken for what is not.
   */
  storeOf(tabId: number): string | undefined {
    const known = this.#stores.get(tabId) ?? this.#closed.get(tabId);
    if (known !== undefined || !this.#known) return known;
    if (!this.#seesPrivate) return '0';
    if (tabId >= 0) return undefined;
    return [...this.#stores.values()].find((store) => sideOfStore(store) === 'private') ?? '0';
  }

  /** Asks the browser for the store of a tab; undefined where the tab is gone. */
  async findStore(tabId: number): Promise<string | undefined> {
    if (!this.#known) await this.refresh();
    const known = this.storeOf(tabId);
    if (known !== undefined) return known;
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (tab !== undefined) this.#learn(tab);
    return this.storeOf(tabId);
  }

  /** The side of a tab; undefined where it is not known yet. */
  sideOf(tabId: number): Side | undefined {
    const store = this.storeOf(tabId);
    return store === undefined ? undefined : sideOfStore(store);
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
