import browser from 'webextension-polyfill';
import { PRIVATE_PREFIX } from '../protocol/side.ts';
import type { LogWriter } from './log/log-writer.ts';
import { OneAtATime } from './one-at-a-time.ts';

/** What private windows bring about. */
export interface PrivateWindowsOptions {
  /** Begins the log, or finds it again where an earlier background began it. */
  open(): LogWriter;
  /** What must be known before a log can begin. */
  ready(): Promise<unknown>;
  /** Called when the last private window was closed. Resolves when nobody will write anything of it any more. */
  onClosed(): Promise<void>;
  /** Hears what could not be done. */
  onTrouble(error: unknown): void;
}

/**
 * The log of private windows. It lies in memory, begins with the first of them and is gone with the last; so is all else
 * that was remembered of them.
 */
export class PrivateWindows {
  readonly #options: PrivateWindowsOptions;
  #log: LogWriter | undefined | false;
  readonly #looks = new OneAtATime();
  /** Whether anything of private windows may lie in memory: an earlier background may have left some. */
  #mayHoldAny = true;

  constructor(options: PrivateWindowsOptions) {
    this.#options = options;
  }

  /** Registers the listeners; to be called in the background's first turn. */
  listen(): void {
    const look = (): void => void this.find().catch(this.#options.onTrouble);
    browser.windows.onCreated.addListener(({ incognito }) => {
      if (incognito) look();
    });
    browser.windows.onRemoved.addListener(look);
  }

  /** Undefined until it is known whether a private window is open; false where none is. */
  get log(): LogWriter | undefined | false {
    return this.#log;
  }

  /** Looks which windows are open; one look after another. */
  find(): Promise<void> {
    return this.#looks.run(() => this.#look());
  }

  async #look(): Promise<void> {
    await this.#options.ready();
    const windows = await browser.windows.getAll();
    if (windows.some(({ incognito }) => incognito)) {
      this.#mayHoldAny = true;
      this.#log ||= this.#options.open();
      return;
    }
    const log = this.#log;
    this.#log = false;
    if (!this.#mayHoldAny) return;
    // What is still being written would otherwise be written after the removal, and stay.
    await this.#options.onClosed();
    if (log) await log.flushed();
    const names = Object.keys(await browser.storage.session.get(null));
    await browser.storage.session.remove(names.filter((name) => name.startsWith(PRIVATE_PREFIX)));
    // Not before: what could not be removed now is removed at the next look.
    this.#mayHoldAny = false;
  }
}
