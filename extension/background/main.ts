import browser from 'webextension-polyfill';
import { newSpillKey, SpillStore } from '../protocol/log/spill-store.ts';
import { serveCommands } from '../protocol/serve-commands.ts';
import type { NewTraceEvent } from '../trace/event.ts';
import { Badge } from './badge.ts';
import { commandHandlers } from './commands/command-handlers.ts';
import { LogWriter } from './log/log-writer.ts';
import { CookieObserver } from './observers/cookie-observer.ts';
import { observePermissions } from './observers/permission-observer.ts';
import { RequestObserver } from './observers/request-observer.ts';
import { TabFacts } from './observers/tab-facts.ts';
import { Recording } from './recording.ts';
import { readSettings } from './settings.ts';
import { browserWorkshop, listenForProtection, workshopHandlers } from './workshop/workshop-handlers.ts';

// Every listener is added in this first turn: browsers wake the background for those alone. What a handler needs of
// storage it awaits inside. Nothing is kept here that the log or the browser could not give back.

const now = (): number => Date.now();
const log = new LogWriter({
  session: browser.storage.session,
  newKey: newSpillKey,
  openSpill: (key) => new SpillStore(key),
  purge: () => SpillStore.purge(),
  limit: async () => (await readSettings()).limit,
  now,
  onTrouble: (error) => console.error('Sidtrail could not write its log:', error),
});
const badge = new Badge();
const tabs = new TabFacts();

function record(event: NewTraceEvent): void {
  log.append(event);
  badge.see(event);
}

const cookies = new CookieObserver(record, now);
const recording = new Recording([new RequestObserver(record, tabs), cookies], record, now, () => cookies.reconcile());

const started = recording.start();
badge.listen();
tabs.listen((event) => {
  if (recording.on) record(event);
}, now);
observePermissions(record, now, () => cookies.reconcile());
const workshop = browserWorkshop(record, now);
listenForProtection(workshop);
serveCommands({
  ...commandHandlers({ record, recording, clearLog: () => clearLog(), now }),
  ...workshopHandlers(workshop),
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
