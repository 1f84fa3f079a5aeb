import { type JarActionResult, JarEditor } from '../../../extension/background/jar/jar-editor.ts';
import { JarEditsStore, type MemoryArea } from '../../../extension/background/jar/jar-edits-store.ts';
import type { BrowserCookie, CookieIdentity } from '../../../extension/cookies/browser-cookie.ts';
import { bareDomain } from '../../../extension/cookies/domain-match.ts';
import type { JarAction } from '../../../extension/trace/jar/history.ts';
import type { JarEdit } from '../../../extension/trace/jar/jar-edit.ts';
import type { Snapshot } from '../../../extension/trace/jar/snapshots.ts';
import type { WhyNot } from '../../../extension/trace/model/why-not.ts';

/** The fixture's jar and its changes. */
export interface FixtureJar {
  read(): readonly BrowserCookie[];
  put(cookie: BrowserCookie, putting: 'set' | 'restore'): void;
  remove(cookie: BrowserCookie): void;
}

/** The background's jar editor over the fixture's jar. */
export function jarAnswers(jar: FixtureJar) {
  const items: Record<string, unknown> = {};
  const area: MemoryArea = {
    get: async (key) => (Object.hasOwn(items, key) ? { [key]: items[key] } : {}),
    set: async (next) => {
      Object.assign(items, next);
    },
  };
  const jarEditor = new JarEditor({
    store: new JarEditsStore(area),
    siteOf: ({ domain }) => bareDomain(domain),
    now: () => Date.now(),
    jar: (putting) => ({
      now: () => Date.now(),
      read: async () => jar.read(),
      put: async (cookie) => jar.put(cookie, putting),
      remove: async (cookie) => jar.remove(cookie),
      before: () => undefined,
    }),
  });
  const answer = (done: JarActionResult | WhyNot) => ('code' in done ? { results: [], why: done } : done);
  return {
    'change-jar': ({ action, site, edits }: { action: JarAction; site: string; edits: readonly JarEdit[] }) =>
      jarEditor.change(action, site, edits),
    'read-hosts': ({ hosts }: { hosts: readonly string[] }) => ({
      granted: hosts.filter((host) => host === 'localhost'),
      cookies: jar.read(),
      unwatched: hosts
        .filter((host) => host !== 'localhost')
        .map((host) => ({ site: host, patterns: [`*://${host}/*`, `*://*.${host}/*`] })),
    }),
    'undo-jar-action': async ({ id }: { id: number }) => answer(await jarEditor.undo(id)),
    'read-jar-edits': () => jarEditor.read(),
    'take-snapshot': ({ site, name }: { site: string; name: string }) => jarEditor.takeSnapshot(site, name),
    'drop-snapshot': async ({ id }: { id: number }) => ({ dropped: await jarEditor.dropSnapshot(id) }),
    'keep-snapshot': ({ snapshot }: { snapshot: Snapshot }) => jarEditor.keepSnapshot(snapshot),
    'restore-snapshot': async ({ id }: { id: number }) => answer(await jarEditor.restoreSnapshot(id)),
    'protect-cookie': ({ identity, on }: { identity: CookieIdentity; on: boolean }) => jarEditor.protect(identity, on),
  };
}
