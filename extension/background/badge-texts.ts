/** How long a text stands at least before the next, in ms: nobody reads faster, and each is a call to the browser. */
const PAUSE = 100;

/** How texts come to the badge. */
export interface BadgeTextsOptions {
  readonly show: (tabId: number, text: string) => void;
  /** Calls `run` after so many ms. */
  readonly later: (run: () => void, ms: number) => void;
}

/** The badge's text of each tab: the newest is always shown in the end, and none is given to the browser twice. */
export class BadgeTexts {
  readonly #options: BadgeTextsOptions;
  readonly #shown = new Map<number, string>();
  /** The newest text of each tab whose pause is not over. */
  readonly #pausing = new Map<number, string>();

  constructor(options: BadgeTextsOptions) {
    this.#options = options;
  }

  put(tabId: number, text: string): void {
    if (this.#pausing.has(tabId)) {
      this.#pausing.set(tabId, text);
      return;
    }
    if (this.#shown.get(tabId) === text) return;
    this.#shown.set(tabId, text);
    this.#pausing.set(tabId, text);
    this.#options.show(tabId, text);
    this.#options.later(() => this.#goOn(tabId), PAUSE);
  }

  /** The browser has cleared a tab's text, as it does when the tab navigates. */
  cleared(tabId: number): void {
    this.#shown.delete(tabId);
  }

  #goOn(tabId: number): void {
    const newest = this.#pausing.get(tabId);
    this.#pausing.delete(tabId);
    if (newest !== undefined) this.put(tabId, newest);
  }

  /** A tab was closed. */
  forget(tabId: number): void {
    this.#shown.delete(tabId);
    this.#pausing.delete(tabId);
  }
}
