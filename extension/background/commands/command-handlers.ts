import browser from 'webextension-polyfill';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../protocol/commands.ts';
import type { NewTraceEvent } from '../../trace/event.ts';
import { summariseSite } from '../../trace/summary/site-summary.ts';
import { readCookies } from '../jar/api-cookie.ts';
import { deleteCookie, putCookie } from '../jar/change-cookie.ts';
import { TailFold } from '../log/tail-fold.ts';
import type { Recording } from '../recording.ts';
import { siteOfHost, statusOf } from '../sites.ts';

/** What the commands work with. */
export interface CommandContext {
  record(event: NewTraceEvent): void;
  readonly recording: Recording;
  clearLog(): Promise<void>;
  /** ms since 1970. */
  now(): number;
}

/** One handler for each command; the compiler misses none. */
export type CommandHandlers = {
  readonly [K in CommandName]: (input: CommandInput<K>) => Promise<CommandOutput<K>>;
};

export function commandHandlers(context: CommandContext): CommandHandlers {
  const { now, record } = context;
  const tail = new TailFold(browser.storage.session);
  return {
    'delete-cookie': ({ identity }) =>
      deleteCookie(identity, now(), () => record({ kind: 'user-change', time: now(), change: 'delete', identity })),
    'put-cookie': ({ cookie, change }) =>
      putCookie(cookie, now(), () => {
        const { name, domain, hostOnly, path, storeId, partitionKey, firstPartyDomain } = cookie;
        const identity = {
          name,
          domain,
          hostOnly,
          path,
          storeId,
          ...(partitionKey !== undefined && { partitionKey }),
          ...(firstPartyDomain !== undefined && { firstPartyDomain }),
        };
        record({ kind: 'user-change', time: now(), change, identity });
      }),
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
    'site-status': async ({ tabId }) => {
      const tab = await browser.tabs.get(tabId).catch(() => undefined);
      return statusOf(tab?.url);
    },
  };
}
