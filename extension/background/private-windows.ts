import browser from 'webextension-polyfill';
import { PRIVATE_PREFIX } from '../protocol/side.ts';
import type { LogWriter } from './log/log-writer.ts';

/** What private windows bring about. */
export interface PrivateWindowsOptions {
  /** Begins the log, or finds it again where an earlier background began it. */
  open(): LogWriter;
  /** What must be known before a log can begin. */
  ready(): Promise<unknown>;
  /** Called when the last private window was closed. Resolves when nobody will write anything of it any more. */
  onClosed(): Promise<void>;
}

/**
 * The log of private windows. It lies in memory, begins with the first of them and is gone with the last; so is all else
 * that was remembered of them.
 */
export class PrivateWindows {
  readonly #options: PrivateWindowsOptions;
  #log: LogWriter | undefined | false;
  #finding: Promise<void> | undefined;

  constructor(options: PrivateWindowsOptions) {
    this.#options = options;
  }

  /** Registers the listeners; to be called in the background's first turn. */
  listen(): void {
    browser.windows.onCreated.addListener(({ incognito }) => {
      if (incognito) void this.find();
    });
    browser.windows.onRemoved.addListener(() => void this.find());
  }

  /** Undefined until it is known whether a private window is open; false where none is. */
  get log(): LogWriter | undefined | false {
    return this.#log;
  }

  /** Looks which windows are open; one look after another. */
  find(): Promise<void> {
    this.#finding = (this.#finding ?? Promise.resolve()).then(() => this.#look());
    return this.#finding;
  }

  async #look(): Promise<void> {
    await this.#options.ready();
    const windows = await browser.windows.getAll();
    if (windows.some(({ incognito }) => incognito)) {
      this.#log ||= this.#options.open();
      return;
    }
    const log = this.#log;
    this.#log = false;
    if (log === false) return;
    // What is still being written would otherwise be written after the removal, and stay.
    await this.#options.onClosed();
    await log?.flushed();
    const names = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(names.filter((name) => name.startsWith(PRIVATE_PREFIX)));
  }
}
