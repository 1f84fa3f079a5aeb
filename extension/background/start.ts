import browser from 'webextension-polyfill';
import { serveCommands } from '../protocol/serve-commands.ts';
import { foldOptionsOf, type Settings } from '../protocol/settings/settings.ts';
import { SettingsStore } from '../protocol/settings/settings-store.ts';
import { KEYS_OF_SIDE, SIDES, type Side } from '../protocol/side.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import { Badge } from './badge.ts';
import { commandHandlers } from './commands/command-handlers.ts';
import { offerContextMenu } from './context-menu.ts';
import { browserJarEditors, jarHandlers, listenForProtection } from './jar/jar-handlers.ts';
import { JarReconciler } from './jar-reconciler.ts';
import { LiveSettings } from './live-settings.ts';
import { listenForForgetting } from './log/forget-cleared.ts';
import type { SpillOptions } from './log/log-store-options.ts';
import { TailFold } from './log/tail-fold.ts';
import { isTurnedOff } from './match-patterns.ts';
import { CookieObserver } from './observers/cookie-observer.ts';
import { observePermissions } from './observers/permission-observer.ts';
import { type RequestFollower, RequestObserver } from './observers/request-observer.ts';
import { TabFacts } from './observers/tab-facts.ts';
import { siteHandlers } from './permissions/site-handlers.ts';
import { WatchKeeper } from './permissions/watch-keeper.ts';
import { Recording } from './recording.ts';
import { replayHandlers } from './replay/replay-handlers.ts';
import { SideLogs } from './side-logs.ts';
import { BodyReader } from './texts/body-reader.ts';
import { PageReader } from './texts/page-reader.ts';
import { RecentRequests } from './texts/recent-requests.ts';
import { TextRecorder } from './texts/text-recorder.ts';
import { welcomeOnInstall } from './welcome.ts';

// Firefox lets bodies be read as they pass. Chrome does not: there pages give their text, and DevTools its bodies.
const READS_BODIES = __BROWSER__ === 'firefox';

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
  const settingsStore = new SettingsStore(browser.storage.local);
  const onSettings = (changed: Settings): void => {
    for (const side of SIDES) tails[side].forget();
    void watching.settingsChanged(changed);
  };
  const settings = new LiveSettings(settingsStore, onSettings, onTrouble);
  const tabs = new TabFacts();
  const logs = new SideLogs({
    spill,
    tabs,
    limit: () => settings.ready.then(() => settings.now.limit),
    isRecording: () => recording.on,
    started: () => started,
    jar: () => jar,
    forgetPrivate: () => {
      texts.forgetTexts('private');
      tails.private.forget();
    },
    now,
    onTrouble,
  });
  const { recorder } = logs;
  const tails = tailFolds(settings);
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
  const texts = new TextRecorder(observed, settings, now, (tabId) => tabs.sideOf(tabId));
  const recent = new RecentRequests();
  const pages = new PageReader(texts, recent);
  const follower = READS_BODIES ? bodyFollower(texts) : requestFollower(recent);
  const requests = new RequestObserver(observed, tabs, [follower]);
  const pageReaders = READS_BODIES ? [] : [pages];
  const watching = new WatchKeeper(requests, pageReaders, cookies, settings);
  const recording = new Recording({
    observers: [requests, cookies, ...pageReaders],
    // What is turned off must be known, too, before anything is recorded.
    found: () => settings.ready.then(() => recorder.found()),
    say: (on) => {
      record({ kind: 'recording', time: now(), on });
      return recorder.flushed();
    },
    onResumed: () => jar.recordAllAgain(),
  });
  const isRecording = () => recording.on;
  const jar = new JarReconciler({ cookies, logOf: (side) => recorder.logOf(side), isRecording, now, onTrouble });

  const started: Promise<boolean> = recording.start();
  badge.listen();
  if (!READS_BODIES) pages.listen();
  tabs.listen(observed, now);
  logs.privateWindows.listen();
  observePermissions(record, now, async () => {
    await watching.refresh();
    await jar.recordAllAgain();
  });
  offerContextMenu();
  welcomeOnInstall();
  listenForForgetting(() => logs.forgetCleared());
  const jarEditors = browserJarEditors(record, now, (side) => logs.mayKeep(side));
  listenForProtection(jarEditors);
  const onSwitched = async (origins: readonly string[], on: boolean): Promise<void> => {
    record({ kind: 'permission', time: now(), granted: on, origins });
    for (const side of SIDES) await jar.recordAgain(side);
  };
  serveCommands({
    ...commandHandlers({ recording, logs, tails, settings, now }),
    ...siteHandlers({ settings: settingsStore, texts, recent, onSwitched }),
    ...replayHandlers({ record, isRecording: () => started.then(isRecording), now }),
    ...jarHandlers(jarEditors),
  });
  void afterStart();

  /** What the background before may have missed. */
  async function afterStart(): Promise<void> {
    await Promise.all([tabs.refresh(), logs.privateWindows.find()]).catch(onTrouble);
    await started;
    const log = recorder.logOf('ordinary');
    if (log !== undefined && recording.on) logs.begin(log);
    await logs.forgetCleared();
    await jar.reconcile('ordinary');
  }
}

/** The newest part of each side's log, folded. */
function tailFolds(settings: LiveSettings): Readonly<Record<Side, TailFold>> {
  const tailOf = (side: Side) =>
    new TailFold(browser.storage.session, () => foldOptionsOf(settings.now), KEYS_OF_SIDE[side]);
  return { ordinary: tailOf('ordinary'), private: tailOf('private') };
}

/** Reads bodies as they pass. */
function bodyFollower(texts: TextRecorder): RequestFollower {
  const bodies = new BodyReader(texts);
  return { responded: (details) => bodies.follow(details) };
}

/** Remembers the requests that a page's text or a body from DevTools may belong to. */
function requestFollower(recent: RecentRequests): RequestFollower {
  return { sent: ({ timeStamp, ...details }) => recent.note({ ...details, time: timeStamp }) };
}
