import type { Storage } from 'webextension-polyfill';
import { LogReader } from '../../extension/protocol/log/log-reader.ts';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { SILENCE_WINDOW } from '../../extension/trace/fold/fold-state.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import type { Fold, Trace } from '../../extension/trace/model/trace.ts';
import type { BrowserUnderTest, TabSurface } from '../browser/harness/browser-under-test.ts';
import { until } from '../browser/harness/until.ts';

type Changes = Record<string, Storage.StorageChange>;
type Listener = (changes: Changes) => void;

/** How long this machine, with nothing else to do, takes to report a change at most, in ms: then the fold may conclude. */
const SILENCE = 300;

/**
 * What the extension has recorded in this run, folded here as its views fold it: the same reader over the same storage,
 * read through one of its own pages.
 */
export class RecordedLog {
  readonly #page: TabSurface;
  readonly #fold: Fold = createFold();
  readonly #listeners = new Set<Listener>();
  readonly #starts: number[] = [];

  private constructor(page: TabSurface) {
    this.#page = page;
  }

  /** To be opened before there is more in the log than `storage.session` keeps. */
  static async open(browserUnderTest: BrowserUnderTest): Promise<RecordedLog> {
    // A page without the inspector, which would fold as well and cost time.
    const page = await browserUnderTest.openTab(`${browserUnderTest.origin}/extension/surfaces/options/options.html`);
    const log = new RecordedLog(page);
    const stored = await page.evaluate(async () => {
      const heard: Changes[] = [];
      Object.assign(window, { heard });
      browser.storage.session.onChanged.addListener((changes) => heard.push(changes));
      return browser.storage.session.get(null);
    });
    const session = {
      get: async () => stored,
      onChanged: {
        addListener: (listener: Listener) => void log.#listeners.add(listener),
        removeListener: (listener: Listener) => void log.#listeners.delete(listener),
      },
    };
    const reader = new LogReader(session, { openSpill: () => ({ get: async () => undefined }) });
    const onBatch = ({ events }: TraceBatch): undefined => {
      for (const { kind, time } of events) if (kind === 'started') log.#starts.push(time);
      log.#fold.apply(events);
    };
    reader.subscribe(onBatch, { signal: new AbortController().signal });
    return log;
  }

  /** When the background has started, in ms since 1970, in order. */
  get starts(): readonly number[] {
    return this.#starts;
  }

  get trace(): Trace {
    return this.#fold.trace;
  }

  /** Reads what has been written since. */
  async catchUp(): Promise<void> {
    const heard = await this.#page.evaluate(() => (window as unknown as { heard: Changes[] }).heard.splice(0));
    for (const changes of heard) for (const listener of this.#listeners) listener(changes);
  }

  /** Reads on until the log shows what is asked for. */
  until<T>(ask: (trace: Trace) => T | undefined | false, what: string): Promise<T> {
    return until(async () => {
      await this.catchUp();
      return ask(this.trace);
    }, `the log to hold ${what}`);
  }

  /** The entry of a request, once it is complete; a redirect is with its head. */
  entry(url: string, method = 'GET'): Promise<RequestEntry> {
    const isComplete = ({ completedAt, status = 0 }: RequestEntry): boolean =>
      completedAt !== undefined || (status >= 300 && status < 400);
    const isIt = (entry: RequestEntry): boolean => entry.url === url && entry.method === method && isComplete(entry);
    return this.until(({ entries }) => entries.findLast(isIt), `${method} ${url.slice(0, 120)}`);
  }

  /** Lets the time pass after which the browser's silence about a Set-Cookie line is an answer. */
  async settle(): Promise<void> {
    const from = Date.now();
    await until(() => Date.now() > from + SILENCE, 'the time in which a cookie may still show');
    await this.catchUp();
    this.#fold.settle(Date.now() + SILENCE_WINDOW);
  }

  /** Concludes what the browser's silence shows by now. */
  settleNow(): void {
    this.#fold.settle(Date.now());
  }

  /** Runs a function in the extension's page. */
  evaluate: TabSurface['evaluate'] = (run, ...args) => this.#page.evaluate(run, ...args);
}
