import browser from 'webextension-polyfill';
import { newSpillKey, SpillStore } from '../protocol/log/spill-store.ts';
import { serveCommands } from '../protocol/serve-commands.ts';
import { foldOptionsOf } from '../protocol/settings/settings.ts';
import { SettingsStore } from '../protocol/settings/settings-store.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import { Badge } from './badge.ts';
import { commandHandlers } from './commands/command-handlers.ts';
import { offerContextMenu } from './context-menu.ts';
import { BodyReader } from './counts/body-reader.ts';
import { CountRecorder } from './counts/count-recorder.ts';
import { PageReader } from './counts/page-reader.ts';
import { RecentRequests } from './counts/recent-requests.ts';
import { browserJarEditor, jarHandlers, listenForProtection } from './jar/jar-handlers.ts';
import { LogWriter } from './log/log-writer.ts';
import { TailFold } from './log/tail-fold.ts';
import { CookieObserver } from './observers/cookie-observer.ts';
import { observePermissions } from './observers/permission-observer.ts';
import { type RequestFollower, RequestObserver } from './observers/request-observer.ts';
import { TabFacts } from './observers/tab-facts.ts';
import { siteHandlers } from './permissions/site-handlers.ts';
import { WatchKeeper } from './permissions/watch-keeper.ts';
import { Recording } from './recording.ts';
import { LiveSettings } from './settings.ts';

// Every listener is added in this first turn: browsers wake the background for those alone. What a handler needs of
// storage it awaits inside. Nothing is kept here that the log or the browser could not give back.

const now = (): number => Date.now();
const settingsStore = new SettingsStore(browser.storage.local);
const settings = new LiveSettings(settingsStore, (changed) => {
  tail.forget();
  void watching.settingsChanged(changed);
});
const log = new LogWriter({
  session: browser.storage.session,
  newKey: newSpillKey,
  openSpill: (key) => new SpillStore(key),
  purge: () => SpillStore.purge(),
  limit: async () => {
    await settings.ready;
    return settings.now.limit;
  },
  now,
  onTrouble: (error) => console.error('Sidtrail could not write its log:', error),
});
const tail = new TailFold(browser.storage.session, () => foldOptionsOf(settings.now));
const badge = new Badge(() => requests.countHeaders);
const tabs = new TabFacts();

function record(event: NewTraceEvent): void {
  log.append(event);
  badge.see(event);
}

const cookies = new CookieObserver(record, now);
const counts = new CountRecorder(record, settings, now);
const recent = new RecentRequests();
const bodies = new BodyReader(counts);
const pages = new PageReader(counts, recent);
// Firefox lets bodies be read as they pass. Chrome does not: there pages tell their text, and DevTools its bodies.
const readsBodies = __BROWSER__ === 'firefox';
const follower: RequestFollower = readsBodies
  ? { responded: (details) => bodies.follow(details) }
  : { sent: ({ timeStamp, ...details }) => recent.note({ ...details, time: timeStamp }) };
const requests = new RequestObserver(record, tabs, [follower]);
const pageReaders = readsBodies ? [] : [pages];
const watching = new WatchKeeper(requests, pageReaders, cookies, settings);
const recording = new Recording([requests, cookies, ...pageReaders], record, now, () => cookies.reconcile());

const started = recording.start();
badge.listen();
if (!readsBodies) pages.listen();
tabs.listen((event) => {
  if (recording.on) record(event);
}, now);
observePermissions(record, now, async () => {
  await watching.refresh();
  if (recording.on) await cookies.reconcile();
});
offerContextMenu();
const jarEditor = browserJarEditor(record, now);
listenForProtection(jarEditor);
serveCommands({
  ...commandHandlers({ record, recording, clearLog: () => clearLog(), tail, settings, now }),
  ...siteHandlers({ settings: settingsStore, counts, recent }),
  ...jarHandlers(jarEditor),
});

async function clearLog(): Promise<void> {
  await log.clear();
  await recordStart({ fresh: true });
}

/** The first events of a log: who records, and what the jar holds. */
async function recordStart({ fresh = false } = {}): Promise<void> {
  const version = /(?:Chrome|Firefox)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? '';
  record({ kind: 'started', time: now(), browser: __BROWSER__, browserVersion: version });
  if (recording.on) await cookies.reconcile({ always: fresh });
}

void (async () => {
  await tabs.refresh();
  if (await started) await recordStart();
})();
