import browser from 'webextension-polyfill';
import type { HandlersOf } from '../../protocol/commands.ts';
import type { SettingsStore } from '../../protocol/settings/settings-store.ts';
import type { SiteCommands } from '../../protocol/site-commands.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { whyNot } from '../../trace/model/why-not.ts';
import { grantsEverySite, siteOfUrl, sitesOf } from '../match-patterns.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import { textOfOpenPage } from '../texts/page-reader.ts';
import type { RecentRequests } from '../texts/recent-requests.ts';
import type { TextRecorder } from '../texts/text-recorder.ts';
import { fixedPatterns, grantedOrigins } from './watched-hosts.ts';

/** What the commands about sites work with. */
export interface SiteContext {
  readonly settings: SettingsStore;
  readonly texts: TextRecorder;
  readonly recent: RecentRequests;
  /** Called when a site was turned on or off, with the granted match patterns that belong to it. */
  onSwitched(origins: readonly string[], on: boolean): Promise<void>;
}

export function siteHandlers({ settings, texts, recent, onSwitched }: SiteContext): HandlersOf<keyof SiteCommands> {
  // A field is saved by the click that changes the next one: each change begins where the one before ended.
  const changes = new OneAtATime();
  return {
    'watched-sites': async () => {
      const [origins, privateWindows] = await Promise.all([
        grantedOrigins(),
        browser.extension.isAllowedIncognitoAccess(),
      ]);
      return { sites: sitesOf(origins, fixedPatterns()), everySite: grantsEverySite(origins), privateWindows };
    },
    'change-site': ({ site, change }) =>
      changes.run(async () => {
        const wasOn = (await settings.read()).sites[site]?.on !== false;
        await settings.changeSite(site, change);
        const isOn = change.on === undefined ? wasOn : change.on !== false;
        const watched = sitesOf(await grantedOrigins(), fixedPatterns()).find((each) => each.site === site);
        if (isOn !== wasOn && watched !== undefined) await onSwitched(watched.patterns, isOn);
        return {};
      }),
    'forget-site': ({ site }) =>
      changes.run(async () => {
        const watched = sitesOf(await grantedOrigins(), fixedPatterns()).find((each) => each.site === site);
        const origins = (watched?.patterns ?? []).filter((pattern) => !fixedPatterns().has(pattern));
        try {
          if (origins.length > 0) await browser.permissions.remove({ origins: [...origins] });
        } catch (error) {
          const message = whyFailed(error);
          return { ok: false, why: whyNot('permission-kept', { site, message }) };
        }
        const had = (await settings.read()).sites[site];
        await settings.forgetSite(site);
        return { ok: true, ...(had !== undefined && { had }) };
      }),
    'match-request': async (wanted) => {
      if (!texts.wants(wanted.url)) return {};
      const found = recent.take(wanted);
      return found === undefined ? {} : { requestId: found.requestId };
    },
    'report-body': async ({ tabId, requestId, url, ...answer }) => {
      await texts.read({ requestId, tabId, url }, { ...answer, source: 'body', tellsAll: false });
      return {};
    },
    'last-text': async ({ site }, side) => {
      const seen = texts.lastText(site, side) ?? (await textOfOpenPage((url) => siteOfUrl(url) === site, side));
      return seen === undefined ? {} : { seen };
    },
  };
}
