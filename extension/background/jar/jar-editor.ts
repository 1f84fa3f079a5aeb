import type { BrowserCookie, CookieIdentity } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { ChangeResult } from '../../protocol/change-result.ts';
import { type HistoryItem, type JarAction, planUndo, withJarAction, withUndone } from '../../trace/jar/history.ts';
import type { EditResult, JarEdit } from '../../trace/jar/jar-edit.ts';
import { protectCookie, withProtection } from '../../trace/jar/protect.ts';
import { planRestore, type Snapshot, withSnapshot } from '../../trace/jar/snapshots.ts';
import { type WhyNot, whyNot } from '../../trace/model/why-not.ts';
import type { JarEdits, JarEditsStore } from './jar-edits-store.ts';
import { type EditableJar, runEdits } from './run-edits.ts';

/** What the jar editor works on. */
export interface JarEditorWorld {
  readonly store: JarEditsStore;
  /** The jar, for changes that make something new or bring something back. */
  jar(putting: 'set' | 'restore'): EditableJar;
  /** The site of a cookie: its registrable domain or host. */
  siteOf(cookie: CookieIdentity): string;
  /** ms since 1970. */
  now(): number;
}

/** How an action went. */
export interface JarActionResult {
  readonly results: readonly EditResult[];
  /** What it changed, as the history holds it; absent: nothing was changed, or `unremembered`. */
  readonly item?: HistoryItem;
  /** Set when it was done but cannot be undone. */
  readonly unremembered?: WhyNot;
}

const expiredSince = ({ name }: BrowserCookie): EditResult => ({
  ok: false,
  why: whyNot('cookie-expired-since', { name }),
});

/** Changes the jar for the user, and remembers how to take it back. */
export class JarEditor {
  readonly #world: JarEditorWorld;
  /** Actions under way: protection waits until they are done, for their changes are the user's. */
  #changing = 0;
  /** Whether anything changed meanwhile: it may have been somebody else's doing. */
  #missed = false;

  constructor(world: JarEditorWorld) {
    this.#world = world;
  }

  read(): Promise<JarEdits> {
    return this.#world.store.read();
  }

  /** Carries out edits as one action: one undo reverts all of it. */
  async change(action: JarAction, site: string, edits: readonly JarEdit[]): Promise<JarActionResult> {
    const { store, now } = this.#world;
    const putting = action === 'undo' || action === 'restore' || action === 'restore-snapshot' ? 'restore' : 'set';
    this.#changing += 1;
    let results: readonly EditResult[];
    try {
      await this.#allow(edits);
      results = await runEdits(edits, this.#world.jar(putting));
      await this.#settle(results);
    } finally {
      this.#changing -= 1;
    }
    if (this.#missed) await this.guard();
    const changes = results.flatMap((result) => (result.ok && result.change !== undefined ? [result.change] : []));
    if (changes.length === 0) return { results };
    try {
      const item = await store.update((state) => {
        const recorded = action === 'edit' && changes.every(({ before }) => before === undefined) ? 'add' : action;
        const made: HistoryItem = { id: state.nextId, time: now(), action: recorded, site, changes };
        const history = withJarAction(state.history, made);
        return { next: { ...state, nextId: state.nextId + 1, history }, answer: made };
      });
      return { results, item };
    } catch {
      return { results, unremembered: whyNot('history-full', {}) };
    }
  }

  /** Takes an action back, in the jar as it is now. */
  async undo(id: number): Promise<JarActionResult | WhyNot> {
    const { history } = await this.read();
    const item = history.find((each) => each.id === id);
    if (item === undefined) return whyNot('action-forgotten', {});
    const jar = await this.#world.jar('restore').read();
    const { edits, expired } = planUndo(item, jar, this.#world.now());
    const done = await this.change('undo', item.site, edits);
    if (done.results.every(({ ok }) => ok)) {
      await this.#world.store.update((state) => ({
        next: { ...state, history: withUndone(state.history, id) },
        answer: undefined,
      }));
    }
    return { ...done, results: [...done.results, ...expired.map(expiredSince)] };
  }

  async takeSnapshot(site: string, name: string): Promise<ChangeResult & { readonly snapshot?: Snapshot }> {
    const cookies = await this.#cookiesOf(site);
    return this.#world.store.update((state): { next: JarEdits; answer: ChangeResult & { snapshot?: Snapshot } } => {
      const snapshot: Snapshot = { id: state.nextId, name, time: this.#world.now(), site, cookies };
      const added = withSnapshot(state.snapshots, snapshot);
      if ('why' in added) return { next: state, answer: { ok: false, why: added.why } };
      return { next: { ...state, nextId: state.nextId + 1, ...added }, answer: { ok: true, snapshot } };
    });
  }

  /** Forgets a snapshot, and answers with it. */
  dropSnapshot(id: number): Promise<Snapshot | undefined> {
    return this.#world.store.update((state) => ({
      next: { ...state, snapshots: state.snapshots.filter((each) => each.id !== id) },
      answer: state.snapshots.find((each) => each.id === id),
    }));
  }

  /** Takes back that a snapshot was dropped. */
  keepSnapshot(snapshot: Snapshot): Promise<ChangeResult> {
    return this.#world.store.update((state): { next: JarEdits; answer: ChangeResult } => {
      if (state.snapshots.some(({ id }) => id === snapshot.id)) return { next: state, answer: { ok: true } };
      const added = withSnapshot(state.snapshots, snapshot);
      if ('why' in added) return { next: state, answer: { ok: false, why: added.why } };
      return { next: { ...state, snapshots: added.snapshots.toSorted((a, b) => a.id - b.id) }, answer: { ok: true } };
    });
  }

  async restoreSnapshot(id: number): Promise<JarActionResult | WhyNot> {
    const { snapshots } = await this.read();
    const snapshot = snapshots.find((each) => each.id === id);
    if (snapshot === undefined) return whyNot('snapshot-gone', {});
    const { edits, expired } = planRestore(snapshot, await this.#cookiesOf(snapshot.site), this.#world.now());
    const done = await this.change('restore-snapshot', snapshot.site, edits);
    return { ...done, results: [...done.results, ...expired.map(expiredSince)] };
  }

  /** Protects a cookie as the jar holds it now, or no longer. */
  async protect(identity: CookieIdentity, on: boolean): Promise<ChangeResult> {
    const held = await this.#world.jar('restore').read();
    const cookie = held.find((each) => identityKey(each) === identityKey(identity));
    if (on && cookie === undefined) return { ok: false, why: whyNot('cookie-gone', { name: identity.name }) };
    await this.#world.store.update((state) => ({
      next: {
        ...state,
        protectedCookies:
          on && cookie !== undefined ? withProtection(state.protectedCookies, cookie, true) : without(state, identity),
      },
      answer: undefined,
    }));
    return { ok: true };
  }

  /** Puts protected cookies back that something else changed. To be called after every change of the jar. */
  async guard(changed?: CookieIdentity): Promise<void> {
    this.#missed = this.#changing > 0;
    if (this.#missed) return;
    const { protectedCookies } = await this.read();
    const key = changed === undefined ? undefined : identityKey(changed);
    const concerned = protectedCookies.filter(({ cookie }) => key === undefined || identityKey(cookie) === key);
    if (concerned.length === 0) return;
    const jar = this.#world.jar('restore');
    const held = new Map((await jar.read()).map((cookie) => [identityKey(cookie), cookie]));
    const edits = await this.#world.store.update((state) => {
      const back: JarEdit[] = [];
      const next = state.protectedCookies.map((item) => {
        const own = identityKey(item.cookie);
        if (key !== undefined && own !== key) return item;
        const decided = protectCookie(item, held.get(own), this.#world.now());
        if (decided.kind === 'nothing') return item;
        if (decided.kind === 'put-back') back.push(decided.edit);
        return decided.next;
      });
      const same = next.every((item, index) => item === state.protectedCookies[index]);
      return { next: same ? state : { ...state, protectedCookies: next }, answer: back };
    });
    await this.#settle(await runEdits(edits, jar));
  }

  /** Protected cookies are protected as the browser keeps them: it rounds and caps expiries. */
  async #settle(results: readonly EditResult[]): Promise<void> {
    const kept = new Map<string, BrowserCookie>();
    for (const result of results) {
      if (result.ok && result.change?.after !== undefined)
        kept.set(identityKey(result.change.after), result.change.after);
    }
    if (kept.size === 0) return;
    await this.#world.store.update((state) => {
      let changed = false;
      const protectedCookies = state.protectedCookies.map((item) => {
        const cookie = kept.get(identityKey(item.cookie));
        if (cookie === undefined) return item;
        changed = true;
        return { ...item, cookie };
      });
      return { next: changed ? { ...state, protectedCookies } : state, answer: undefined };
    });
  }

  async #cookiesOf(site: string): Promise<BrowserCookie[]> {
    const all = await this.#world.jar('restore').read();
    return all.filter((cookie) => this.#world.siteOf(cookie) === site);
  }

  /** What the user does here is no attack: a protected cookie is protected as it is made now, or no more once deleted. */
  #allow(edits: readonly JarEdit[]): Promise<void> {
    const wanted = new Map(
      edits.map((edit) => [
        identityKey(edit.kind === 'put' ? edit.cookie : edit.identity),
        edit.kind === 'put' ? edit.cookie : undefined,
      ]),
    );
    return this.#world.store.update((state) => {
      const next = state.protectedCookies.flatMap((item) => {
        const key = identityKey(item.cookie);
        if (!wanted.has(key)) return [item];
        const cookie = wanted.get(key);
        return cookie === undefined ? [] : [{ cookie, restoredAt: [] }];
      });
      const touched = state.protectedCookies.some(({ cookie }) => wanted.has(identityKey(cookie)));
      return { next: touched ? { ...state, protectedCookies: next } : state, answer: undefined };
    });
  }
}

function without(state: JarEdits, identity: CookieIdentity): JarEdits['protectedCookies'] {
  return state.protectedCookies.filter(({ cookie }) => identityKey(cookie) !== identityKey(identity));
}
