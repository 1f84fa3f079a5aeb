import browser from 'webextension-polyfill';
import type { CommandName, HandlersOf } from '../../protocol/commands.ts';
import type { ReplayCommands } from '../../protocol/replay-commands.ts';
import type { SiteCommands } from '../../protocol/site-commands.ts';
import { whyNot } from '../../trace/model/why-not.ts';
import { summariseSite } from '../../trace/summary/site-summary.ts';
import { readCookies } from '../jar/api-cookie.ts';
import type { JarCommand } from '../jar/jar-handlers.ts';
import { jarOfSite } from '../jar/jar-of-site.ts';
import { UNDO_TIME } from '../log/log-store.ts';
import type { Recording } from '../recording.ts';
import { reloadTab } from '../reload-tab.ts';
import type { SideLogs } from '../side-logs.ts';
import { statusOf } from '../site-status.ts';
import { type OpeningSources, openPopup } from './open-popup.ts';

/** What the commands work with. */
export interface CommandContext extends OpeningSources {
  readonly recording: Recording;
  readonly logs: Pick<SideLogs, 'clear' | 'undoClear'>;
}

/** One handler for each command; the compiler misses none. */
export type CommandHandlers = HandlersOf<Exclude<CommandName, JarCommand | keyof SiteCommands | keyof ReplayCommands>>;

export function commandHandlers(context: CommandContext): CommandHandlers {
  const { now, tails } = context;
  return {
    'read-jar': async ({ site }, side) => ({ cookies: jarOfSite(await readCookies({}, now()), site, side) }),
    'set-recording': async ({ on }) => {
      await context.recording.set(on);
      return { on };
    },
    'clear-trace': async (_, side) => {
      await context.logs.clear(side);
      return { undoUntil: now() + UNDO_TIME };
    },
    'undo-clear': async (_, side) => {
      if (await context.logs.undoClear(side)) return { ok: true };
      return { ok: false, why: whyNot('clear-over', {}) };
    },
    'side-of-tab': async ({ tabId }) => {
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      return { side: tab?.incognito === true ? 'private' : 'ordinary' };
    },
    'reload-tab': ({ tabId }) => reloadTab(tabId),
    'site-summary': async ({ site }, side) => {
      // The popup, which asks, stands over this tab.
      const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
      return summariseSite(await tails[side].read(now()), site, tab?.cookieStoreId);
    },
    'open-popup': () => openPopup(context),
    'site-status': async ({ tabId, url }) => {
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      await context.settings.ready;
      return statusOf(tab, context.settings.now, url);
    },
  };
}
