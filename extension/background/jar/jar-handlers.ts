import browser from 'webextension-polyfill';
import { bareDomain } from '../../cookies/domain-match.ts';
import type { CommandName, HandlersOf, JarActionAnswer } from '../../protocol/commands.ts';
import { type Side, sideOfStore } from '../../protocol/side.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { type WhyNot, whyNot } from '../../trace/model/why-not.ts';
import { patternsFor, siteOfHost } from '../match-patterns.ts';
import { reloadTab } from '../reload-tab.ts';
import { fromApi, readCookies } from './api-cookie.ts';
import { browserJar } from './browser-jar.ts';
import { type JarActionResult, JarEditor } from './jar-editor.ts';
import { JarEditsStore } from './jar-edits-store.ts';

/** The commands that the jar editor answers; single deletions and edits are actions too, so that the history holds them. */
export type JarCommand = Extract<
  CommandName,
  | 'change-jar'
  | 'undo-jar-action'
  | 'read-hosts'
  | 'read-jar-edits'
  | 'take-snapshot'
  | 'drop-snapshot'
  | 'keep-snapshot'
  | 'restore-snapshot'
  | 'protect-cookie'
  | 'delete-cookie'
  | 'put-cookie'
>;

/** A jar editor for each side: what one changes and remembers the other does not see. */
export type JarEditors = Readonly<Record<Side, JarEditor>>;

/**
 * The jar editors over both sides of the browser's own jar.
 *
 * @param mayKeep whether anything of a side may be remembered now
 */
export function browserJarEditors(
  record: (event: NewTraceEvent) => void,
  now: () => number,
  mayKeep: (side: Side) => boolean,
): JarEditors {
  const editorOf = (side: Side): JarEditor =>
    new JarEditor({
      store: new JarEditsStore(browser.storage.session, side, () => mayKeep(side)),
      jar: (putting) => browserJar(record, now, putting, side),
      siteOf: (cookie) => siteOfHost(bareDomain(cookie.domain)),
      now,
    });
  return { ordinary: editorOf('ordinary'), private: editorOf('private') };
}

/** Guards protected cookies. To be called in the background's first turn: the change of a cookie may be what wakes it. */
export function listenForProtection(jarEditors: JarEditors): void {
  browser.cookies.onChanged.addListener(({ cookie }) => {
    void jarEditors[sideOfStore(cookie.storeId)].guard(fromApi(cookie));
  });
}

/** The match pattern of a host; IPv6 addresses stand in brackets. */
function patternOf(host: string): string {
  return `*://${host.includes(':') ? `[${host}]` : host}/*`;
}

function answerOf(done: JarActionResult | WhyNot): JarActionAnswer {
  return 'code' in done ? { results: [], why: done } : done;
}

export function jarHandlers(jarEditors: JarEditors): HandlersOf<JarCommand> {
  return {
    'change-jar': ({ action, site, edits }, side) => jarEditors[side].change(action, site, edits),
    'read-hosts': async ({ hosts }, side) => {
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
        cookies: cookies.filter(
          ({ domain, storeId }) => sideOfStore(storeId) === side && sites.has(siteOfHost(bareDomain(domain))),
        ),
      };
    },
    'undo-jar-action': async ({ id }, side) => answerOf(await jarEditors[side].undo(id)),
    'restore-snapshot': async ({ id }, side) => answerOf(await jarEditors[side].restoreSnapshot(id)),
    'read-jar-edits': async ({ site }, side) => {
      const { history, snapshots, protectedCookies } = await jarEditors[side].read();
      return {
        history: history.filter((item) => item.site === site),
        snapshots: snapshots.filter((item) => item.site === site),
        protectedCookies: protectedCookies.filter(({ cookie }) => siteOfHost(bareDomain(cookie.domain)) === site),
      };
    },
    'take-snapshot': ({ site, name }, side) => jarEditors[side].takeSnapshot(site, name),
    'drop-snapshot': async ({ id }, side) => {
      const dropped = await jarEditors[side].dropSnapshot(id);
      return dropped === undefined ? {} : { dropped };
    },
    'keep-snapshot': ({ snapshot }, side) => jarEditors[side].keepSnapshot(snapshot),
    'protect-cookie': ({ identity, on }, side) => jarEditors[side].protect(identity, on),
    'delete-cookie': async ({ identity, reloadTab: tabId }, side) => {
      const site = siteOfHost(bareDomain(identity.domain));
      const { results } = await jarEditors[side].change('delete', site, [{ kind: 'delete', identity }]);
      const [result] = results;
      const deleted = result?.ok === true ? result.change?.before : undefined;
      if (deleted !== undefined) {
        if (tabId === undefined) return { ok: true, deleted };
        return { ok: true, deleted, reloaded: (await reloadTab(tabId)).ok };
      }
      return result?.ok === false ? result : { ok: false, why: whyNot('cookie-gone', { name: identity.name }) };
    },
    'put-cookie': async ({ cookie, change }, side) => {
      const site = siteOfHost(bareDomain(cookie.domain));
      const action = change === 'restore' ? 'restore' : 'edit';
      const { results } = await jarEditors[side].change(action, site, [{ kind: 'put', cookie }]);
      const [result] = results;
      return result?.ok === false ? result : { ok: true, stored: result?.change?.after ?? cookie };
    },
  };
}
