import browser from 'webextension-polyfill';
import type { CommandInput, CommandOutput } from '../../protocol/commands.ts';
import type { SettingsStore } from '../../protocol/settings/settings-store.ts';
import type { SiteCommands } from '../../protocol/site-commands.ts';
import type { CountRecorder } from '../counts/count-recorder.ts';
import { textOfOpenPage } from '../counts/page-reader.ts';
import type { RecentRequests } from '../counts/recent-requests.ts';
import { grantsEverySite, siteOfUrl, sitesOf } from '../match-patterns.ts';
import { fixedPatterns, grantedOrigins } from './watched-hosts.ts';

type Handlers = {
  readonly [K in keyof SiteCommands]: (input: CommandInput<K>) => Promise<CommandOutput<K>>;
};

/** What the commands about sites work with. */
export interface SiteContext {
  readonly settings: SettingsStore;
  readonly counts: CountRecorder;
  readonly recent: RecentRequests;
}

export function siteHandlers({ settings, counts, recent }: SiteContext): Handlers {
  return {
    'watched-sites': async () => {
      const [origins, privateWindows] = await Promise.all([
        grantedOrigins(),
        browser.extension.isAllowedIncognitoAccess(),
      ]);
      return { sites: sitesOf(origins, fixedPatterns()), everySite: grantsEverySite(origins), privateWindows };
    },
    'change-site': async ({ site, change }) => {
      await settings.changeSite(site, change);
      return {};
    },
    'forget-site': async ({ site }) => {
      const watched = sitesOf(await grantedOrigins(), fixedPatterns()).find((each) => each.site === site);
      const origins = (watched?.patterns ?? []).filter((pattern) => !fixedPatterns().has(pattern));
      try {
        if (origins.length > 0) await browser.permissions.remove({ origins: [...origins] });
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { ok: false, why: `The browser keeps the permission for ${site}: ${why}` };
      }
      await settings.forgetSite(site);
      return { ok: true };
    },
    'match-request': async (wanted) => {
      if (!counts.wants(wanted.url)) return {};
      const found = recent.take(wanted);
      return found === undefined ? {} : { requestId: found.requestId };
    },
    'report-body': async ({ tabId, requestId, url, mediaType, text }) => {
      await counts.read({ requestId, tabId, url }, mediaType, text, 'body');
      return {};
    },
    'last-text': async ({ site }) => {
      const seen = counts.lastText(site) ?? (await textOfOpenPage((url) => siteOfUrl(url) === site));
      return seen === undefined ? {} : { seen };
    },
  };
}
