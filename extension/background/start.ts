import browser from 'webextension-polyfill';
import { serveCommands } from '../protocol/serve-commands.ts';
import { foldOptionsOf } from '../protocol/settings/settings.ts';
import { SettingsStore } from '../protocol/settings/settings-store.ts';
import { KEYS_OF_SIDE, type Side } from '../protocol/side.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import { Badge } from './badge.ts';
import { commandHandlers } from './commands/command-handlers.ts';
import { offerContextMenu } from './context-menu.ts';
import { BodyReader } from './counts/body-reader.ts';
import { CountRecorder } from './counts/count-recorder.ts';
import { PageReader } from './counts/page-reader.ts';
import { RecentRequests } from './counts/recent-requests.ts';
import { browserJarEditor, jarHandlers, listenForProtection } from './jar/jar-handlers.ts';
import { forgetClearedLater, listenForForgetting } from './log/forget-cleared.ts';
import type { SpillOptions } from './log/log-store.ts';
import { LogWriter } from './log/log-writer.ts';
import { TailFold } from './log/tail-fold.ts';
import { isTurnedOff } from './match-patterns.ts';
import { CookieObserver } from './observers/cookie-observer.ts';
import { observePermissions } from './observers/permission-observer.ts';
import { type RequestFollower, RequestObserver } from './observers/request-observer.ts';
import { TabFacts } from './observers/tab-facts.ts';
import { siteHandlers } from './permissions/site-handlers.ts';
import { WatchKeeper } from './permissions/watch-keeper.ts';
import { PrivateWindows } from './private-windows.ts';
import { Recorder } from './recorder.ts';
import { Recording } from './recording.ts';
import { replayHandlers } from './replay/replay-handlers.ts';
import { LiveSettings } from './settings.ts';
import { welcomeOnInstall } from './welcome.ts';

const SIDES: readonly Side[] = ['ordinary', 'private'];

/** How soon after a loss the jar may be recorded again, in ms. */
const RETELL_AFTER = 10_000;

/** What a background needs beside the browser's API. */
export interface BackgroundOptions {
  readonly spill: SpillOptions;
  /** ms since 1970. */
  now(): number;
  /** Hears what could not be done. */
  onTrouble(error: unknown): void;
}

/**
 * Starts the background. Every listener is added in this first turn: browsers wake the background for those alone. What a
 * handler needs of storage it awaits inside. Nothing is kept here that the log or the browser could not give back.
 */
export function startBackground({ spill, now, onTrouble }: BackgroundOptions): void {
  const { session, local } = browser.storage;
  const settingsStore = new SettingsStore(local);
  const settings = new LiveSettings(settingsStore, (changed) => {
    for (const side of SIDES) tails[side].forget();
    void watching.settingsChanged(changed);
  });
  const limit = async (): Promise<number> => {
    await settings.ready;
    return settings.now.limit;
  };
  const logOptions = { session, limit, now, onTrouble };
  const tabs = new TabFacts();
  const privateWindows = new PrivateWindows({
    open: openPrivateLog,
    ready: () => started,
    onClosed: () => counts.forgetTexts('private'),
  });
  const recorder = new Recorder(
    new LogWriter({ ...logOptions, spill, onLoss: () => afterLoss('ordinary') }),
    privateWindows,
    tabs,
  );
  const tailOf = (side: Side) => new TailFold(session, () => foldOptionsOf(settings.now), KEYS_OF_SIDE[side]);
  const tails = { ordinary: tailOf('ordinary'), private: tailOf('private') };
  const badge = new Badge(() => requests.countHeaders);

  function record(event: NewTraceEvent, side?: Side): void {
    recorder.record(event, side);
    badge.see(event);
  }

  const observed = (event: NewTraceEvent, side?: Side): void =>
    recording.observed({
      record: () => record(event, side),
      isWanted: () => !isTurnedOff(event, settings.now),
    });
  const cookies = new CookieObserver(observed, now);
  const counts = new CountRecorder(observed, settings, now, (tabId) => tabs.sideOf(tabId));
  const recent = new RecentRequests();
  const bodies = new BodyReader(counts);
  const pages = new PageReader(counts, recent);
  // Firefox lets bodies be read as they pass. Chrome does not: there pages give their text, and DevTools its bodies.
  const readsBodies = __BROWSER__ === 'firefox';
  const follower: RequestFollower = readsBodies
    ? { responded: (details) => bodies.follow(details) }
    : { sent: ({ timeStamp, ...details }) => recent.note({ ...details, time: timeStamp }) };
  const requests = new RequestObserver(observed, tabs, [follower]);
  const pageReaders = readsBodies ? [] : [pages];
  const watching = new WatchKeeper(requests, pageReaders, cookies, settings);
  const recording = new Recording({
    observers: [requests, cookies, ...pageReaders],
    // What is turned off must be known, too, before anything is recorded.
    found: () => settings.ready.then(() => recorder.found()),
    say: (on) => {
      record({ kind: 'recording', time: now(), on });
      return recorder.flushed();
    },
    onResumed: reconcileAll,
  });

  /** Reads the jar of a side, where it is recorded at all. */
  async function reconcile(side: Side, always = false): Promise<void> {
    const log = recorder.logOf(side);
    if (log === undefined || !recording.on) return;
    await cookies.reconcile(side, { always, before: () => log.learnTexts() }).catch(onTrouble);
  }

  async function reconcileAll(): Promise<void> {
    await Promise.all(SIDES.map((side) => reconcile(side)));
  }

  /** Tells the jar again, now or when recording resumes: the log no longer holds it. */
  async function reconcileAnew(side: Side): Promise<void> {
    await cookies.forgetJar(side).catch(onTrouble);
    await reconcile(side);
  }

  const retold: Record<Side, number> = { ordinary: 0, private: 0 };
  /** What is gone may have been the jar. Told at once it might be gone again at once: so not more often than now and then. */
  function afterLoss(side: Side): void {
    if (retold[side] > now() - RETELL_AFTER) {
      void cookies.forgetJar(side).catch(onTrouble);
      return;
    }
    retold[side] = now();
    void reconcileAnew(side);
  }

  /** The first events of a log: who records, and whether anything is recorded. */
  function begin(log: LogWriter): void {
    const version = /(?:Chrome|Firefox)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '';
    log.append({ kind: 'started', time: now(), browser: __BROWSER__, browserVersion: version });
    if (!recording.on) log.append({ kind: 'recording', time: now(), on: false });
  }

  function openPrivateLog(): LogWriter {
    const log = new LogWriter({
      ...logOptions,
      keys: KEYS_OF_SIDE.private,
      onLoss: () => afterLoss('private'),
    });
    begin(log);
    // Once the recorder has it.
    void Promise.resolve().then(() => reconcile('private'));
    return log;
  }

  async function clearLog(side: Side): Promise<void> {
    // A command may have woken the background: what the new log begins with is not known before.
    await started;
    const log = recorder.logOf(side);
    if (log === undefined) return;
    const cleared = log.clear();
    begin(log);
    await cleared;
    await forgetClearedLater(now()).catch(onTrouble);
    await reconcileAnew(side);
  }

  async function undoClear(side: Side): Promise<boolean> {
    const undone = (await recorder.logOf(side)?.undoClear()) ?? false;
    if (undone) await reconcile(side, true);
    return undone;
  }

  const started: Promise<boolean> = recording.start();
  badge.listen();
  if (!readsBodies) pages.listen();
  tabs.listen(observed, now);
  privateWindows.listen();
  observePermissions(record, now, async () => {
    await watching.refresh();
    await reconcileAll();
  });
  offerContextMenu();
  welcomeOnInstall();
  listenForForgetting(async () => {
    for (const side of SIDES) await recorder.logOf(side)?.forgetCleared();
  });
  const jarEditors = {
    ordinary: browserJarEditor(record, now, 'ordinary'),
    private: browserJarEditor(record, now, 'private'),
  };
  listenForProtection(jarEditors);
  serveCommands({
    ...commandHandlers({ recording, clearLog, undoClear, tails, settings, now }),
    ...siteHandlers({
      settings: settingsStore,
      counts,
      recent,
      onSwitched: async (origins, on) => {
        record({ kind: 'permission', time: now(), granted: on, origins });
        for (const side of SIDES) await reconcileAnew(side);
      },
    }),
    ...replayHandlers({ record, isRecording: () => recording.on, now }),
    ...jarHandlers(jarEditors),
  });

  void (async () => {
    await Promise.all([tabs.refresh(), privateWindows.find()]).catch(onTrouble);
    await started;
    const log = recorder.logOf('ordinary');
    if (log === undefined) return;
    if (recording.on) begin(log);
    await log.forgetCleared();
    await reconcile('ordinary');
  })();
}
