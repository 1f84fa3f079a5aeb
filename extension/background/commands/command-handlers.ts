import browser from 'webextension-polyfill';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../protocol/commands.ts';
import type { SiteCommands } from '../../protocol/site-commands.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { summariseSite } from '../../trace/summary/site-summary.ts';
import { readCookies } from '../jar/api-cookie.ts';
import type { JarCommand } from '../jar/jar-handlers.ts';
import type { TailFold } from '../log/tail-fold.ts';
import { siteOfHost } from '../match-patterns.ts';
import type { Recording } from '../recording.ts';
import type { LiveSettings } from '../settings.ts';
import { statusOf } from '../sites.ts';

/** What the commands work with. */
export interface CommandContext {
  record(event: NewTraceEvent): void;
  readonly recording: Recording;
  clearLog(): Promise<void>;
  /** The newest part of the log, folded. */
  readonly tail: TailFold;
  readonly settings: LiveSettings;
  /** ms since 1970. */
  now(): number;
}

/** One handler for each command; the compiler misses none. */
export type CommandHandlers = {
  readonly [K in Exclude<CommandName, JarCommand | keyof SiteCommands>]: (
    input: CommandInput<K>,
  ) => Promise<CommandOutput<K>>;
};

export function commandHandlers(context: CommandContext): CommandHandlers {
  const { now, tail } = context;
  return {
    'read-jar': async ({ site }) => {
      const cookies = await readCookies({}, now());
      return { cookies: cookies.filter((cookie) => siteOfHost(bareDomain(cookie.domain)) === site) };
    },
    'set-recording': async ({ on }) => {
      await context.recording.set(on);
      return { on };
    },
    'clear-trace': async () => {
      await context.clearLog();
      return {};
    },
    'reload-tab': async ({ tabId }) => {
      try {
        await browser.tabs.reload(tabId);
        return { ok: true };
      } catch {
        return { ok: false, why: 'The tab is closed, so it could not be reloaded.' };
      }
    },
    'site-summary': async ({ site }) => summariseSite(await tail.read(), site),
    'site-status': async ({ tabId, url }) => {
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      await context.settings.ready;
      return statusOf(tab, context.settings.now, url);
    },
  };
}
