import browser from 'webextension-polyfill';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { CommandInput, CommandName, CommandOutput, DeedAnswer } from '../../protocol/commands.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { patternsFor, siteOfHost } from '../match-patterns.ts';
import { fromApi, readCookies } from './api-cookie.ts';
import { browserJar } from './browser-jar.ts';
import { type DeedResult, Workshop } from './jar-editor.ts';
import { WorkshopStore } from './jar-edits-store.ts';

/** The commands that the workshop answers; single deletions and edits are deeds too, so that the history holds them. */
export type WorkshopCommand = Extract<
  CommandName,
  | 'change-jar'
  | 'undo-deed'
  | 'read-hosts'
  | 'read-workshop'
  | 'take-snapshot'
  | 'drop-snapshot'
  | 'keep-snapshot'
  | 'restore-snapshot'
  | 'protect-cookie'
  | 'delete-cookie'
  | 'put-cookie'
>;

type Handlers = {
  readonly [K in WorkshopCommand]: (input: CommandInput<K>) => Promise<CommandOutput<K>>;
};

/** The workshop over the browser's own jar. */
export function browserWorkshop(record: (event: NewTraceEvent) => void, now: () => number): Workshop {
  return new Workshop({
    store: new WorkshopStore(browser.storage.session),
    jar: (putting) => browserJar(record, now, putting),
    siteOf: (cookie) => siteOfHost(bareDomain(cookie.domain)),
    now,
  });
}

/** Guards protected cookies. To be called in the background's first turn: the change of a cookie may be what wakes it. */
export function listenForProtection(workshop: Workshop): void {
  browser.cookies.onChanged.addListener(({ cookie }) => {
    void workshop.guard(fromApi(cookie));
  });
}

/** The match pattern of a host; IPv6 addresses stand in brackets. */
function patternOf(host: string): string {
  return `*://${host.includes(':') ? `[${host}]` : host}/*`;
}

function answerOf(done: DeedResult | string): DeedAnswer {
  return typeof done === 'string' ? { results: [], why: done } : done;
}

export function workshopHandlers(workshop: Workshop): Handlers {
  return {
    'change-jar': ({ deed, site, steps }) => workshop.change(deed, site, steps),
    'read-hosts': async ({ hosts }) => {
      const sites = new Set(hosts.map(siteOfHost));
      const allowed = await Promise.all(
        hosts.map((host) => browser.permissions.contains({ origins: [patternOf(host)] })),
      );
      const cookies = await readCookies({}, Date.now());
      const others = Map.groupBy(
        hosts.filter((_host, index) => allowed[index] !== true),
        siteOfHost,
      );
      return {
        granted: hosts.filter((_host, index) => allowed[index] === true),
        unwatched: Array.from(others, ([site, list]) => ({
          site,
          patterns: [...new Set(list.flatMap((host) => patternsFor(host.includes(':') ? `[${host}]` : host)))],
        })),
        cookies: cookies.filter((cookie) => sites.has(siteOfHost(bareDomain(cookie.domain)))),
      };
    },
    'undo-deed': async ({ id }) => answerOf(await workshop.undo(id)),
    'restore-snapshot': async ({ id }) => answerOf(await workshop.restoreSnapshot(id)),
    'read-workshop': async ({ site }) => {
      const { history, snapshots, protectedCookies } = await workshop.read();
      return {
        history: history.filter((item) => item.site === site),
        snapshots: snapshots.filter((item) => item.site === site),
        protectedCookies: protectedCookies.filter(({ cookie }) => siteOfHost(bareDomain(cookie.domain)) === site),
      };
    },
    'take-snapshot': ({ site, name }) => workshop.takeSnapshot(site, name),
    'drop-snapshot': async ({ id }) => {
      const dropped = await workshop.dropSnapshot(id);
      return dropped === undefined ? {} : { dropped };
    },
    'keep-snapshot': ({ snapshot }) => workshop.keepSnapshot(snapshot),
    'protect-cookie': ({ identity, on }) => workshop.protect(identity, on),
    'delete-cookie': async ({ identity }) => {
      const site = siteOfHost(bareDomain(identity.domain));
      const { results } = await workshop.change('delete', site, [{ kind: 'delete', identity }]);
      const [result] = results;
      if (result === undefined || !result.ok) return result ?? { ok: false, why: 'Nothing was deleted.' };
      const deleted = result.change?.before;
      if (deleted !== undefined) return { ok: true, deleted };
      return {
        ok: false,
        why: `The browser holds no cookie "${identity.name}" here any more, so nothing was deleted.`,
      };
    },
    'put-cookie': async ({ cookie, change }) => {
      const site = siteOfHost(bareDomain(cookie.domain));
      const deed = change === 'restore' ? 'restore' : 'edit';
      const { results } = await workshop.change(deed, site, [{ kind: 'put', cookie }]);
      const [result] = results;
      if (result === undefined || !result.ok) return result ?? { ok: false, why: 'Nothing was set.' };
      return { ok: true, stored: result.change?.after ?? cookie };
    },
  };
}
