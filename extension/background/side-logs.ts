import browser from 'webextension-polyfill';
import { KEYS_OF_SIDE, SIDES, type Side } from '../protocol/side.ts';
import type { JarReconciler } from './jar-reconciler.ts';
import { forgetClearedLater } from './log/forget-cleared.ts';
import type { SpillOptions } from './log/log-store-options.ts';
import { LogWriter } from './log/log-writer.ts';
import type { TabFacts } from './observers/tab-facts.ts';
import { PrivateWindows } from './private-windows.ts';
import { Recorder } from './recorder.ts';

/** What the logs of both sides work with. Functions are called later than the constructor: their parts may be made after it. */
export interface SideLogsOptions {
  readonly spill: SpillOptions;
  readonly tabs: TabFacts;
  /** The most entries of a log. */
  limit(): Promise<number>;
  isRecording(): boolean;
  /** Resolves when it is known whether anything is recorded: a log begins with that. */
  started(): Promise<unknown>;
  jar(): JarReconciler;
  /** Called when the first private window was opened, and when the last was closed: drops what is known of those before. */
  forgetPrivate(): void;
  /** ms since 1970. */
  now(): number;
  onTrouble(error: unknown): void;
}

/** The logs of ordinary and of private windows, from their first event to clear and undo. */
export class SideLogs {
  readonly recorder: Recorder;
  readonly privateWindows: PrivateWindows;
  readonly #options: SideLogsOptions;

  constructor(options: SideLogsOptions) {
    this.#options = options;
    this.privateWindows = new PrivateWindows({
      open: () => this.#openPrivate(),
      ready: () => options.started(),
      onClosed: async () => {
        options.forgetPrivate();
        await options.jar().settled('private');
      },
      onTrouble: options.onTrouble,
    });
    const ordinary = new LogWriter({ ...this.#writerOptions('ordinary'), spill: options.spill });
    this.recorder = new Recorder(ordinary, this.privateWindows, options.tabs);
  }

  /** Writes the first events of a log: who records, and whether anything is recorded. */
  begin(log: LogWriter): void {
    const { now, isRecording } = this.#options;
    const version = /(?:Chrome|Firefox)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '';
    log.append({ kind: 'started', time: now(), browser: __BROWSER__, browserVersion: version });
    if (!isRecording()) log.append({ kind: 'recording', time: now(), on: false });
  }

  /** Whether anything of a side may be remembered: of private windows nothing once the last has closed. */
  mayKeep(side: Side): boolean {
    return side === 'ordinary' || this.privateWindows.log !== false;
  }

  async clear(side: Side): Promise<void> {
    const { started, jar, now, onTrouble } = this.#options;
    // A command may have woken the background: what the new log begins with is not known before.
    await started();
    const log = await this.#logOf(side);
    if (log === undefined) return;
    const cleared = log.clear();
    this.begin(log);
    await cleared;
    await forgetClearedLater(now()).catch(onTrouble);
    await jar().recordAgain(side);
  }

  /** @returns whether what was cleared could be restored */
  async undoClear(side: Side): Promise<boolean> {
    const log = await this.#logOf(side);
    const undone = (await log?.undoClear()) ?? false;
    if (undone) await this.#options.jar().reconcile(side, true);
    return undone;
  }

  /** Drops what was cleared, once it can no longer be restored. */
  async forgetCleared(): Promise<void> {
    await this.privateWindows.find().catch(this.#options.onTrouble);
    for (const side of SIDES) await this.recorder.logOf(side)?.forgetCleared();
  }

  /** The log of a side, once it is known whether there is one: a command may have woken the background. */
  async #logOf(side: Side): Promise<LogWriter | undefined> {
    if (side === 'private' && this.privateWindows.log === undefined) await this.privateWindows.find();
    return this.recorder.logOf(side);
  }

  #writerOptions(side: Side) {
    const { limit, now, onTrouble, jar } = this.#options;
    const { session } = browser.storage;
    return { session, limit, now, onTrouble, keys: KEYS_OF_SIDE[side], onLoss: () => jar().afterLoss(side) };
  }

  #openPrivate(): LogWriter {
    this.#options.forgetPrivate();
    const log = new LogWriter(this.#writerOptions('private'));
    this.begin(log);
    // Once the recorder has it.
    void Promise.resolve().then(() => this.#options.jar().reconcile('private'));
    return log;
  }
}
