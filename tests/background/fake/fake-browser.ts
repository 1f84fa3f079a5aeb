import type { Cookies } from 'webextension-polyfill';
import type { CommandInput, CommandName, CommandOutput } from '../../../extension/protocol/commands.ts';
import type { Side } from '../../../extension/protocol/side.ts';
import { MemorySpill } from '../../protocol/log-kit.ts';
import { MemoryArea } from '../../protocol/memory-area.ts';
import { running } from './current-browser.ts';
import { FakeEvents, matches } from './fake-events.ts';

const EXTENSION = 'extension://id/';
/** The host permissions of its manifest. */
const FIXED = ['*://localhost/*', 'ws://localhost/*', 'wss://localhost/*'];

/** A tab with the page that it shows. */
export interface FakeTab {
  readonly id: number;
  readonly windowId: number;
  readonly incognito: boolean;
  url: string;
}

/** A request as a test makes it. */
export interface FakeVisit {
  readonly tab: FakeTab;
  readonly path?: string;
  readonly host?: string;
  /** Values by name that the response sets; each is kept. */
  readonly sets?: Readonly<Record<string, string>>;
  /** A request of no tab, as a service worker makes it. */
  readonly withoutTab?: boolean;
}

/** One life of the background. */
interface Background {
  alive: boolean;
  readonly events: FakeEvents;
  readonly api: object;
}

/** A browser with a jar, windows and storage, whose background is started when something happens, and can be killed. */
export class FakeBrowser {
  readonly session = new MemoryArea();
  readonly local = new MemoryArea();
  readonly spill = new MemorySpill();
  readonly troubles: unknown[] = [];
  /** The match patterns that are granted: those of the manifest, and what a test adds. */
  origins: readonly string[] = FIXED;
  readonly alarms = new Map<string, number>();
  /** The entries of the context menu by their ids. */
  readonly menu = new Map<string, Readonly<Record<string, unknown>>>();
  /** The match patterns that the user was asked for, each time. */
  readonly asked: (readonly string[])[] = [];
  /** What the user answers. */
  grants = true;
  /** The id of the active tab of the window used last: the newest, until a test says another. */
  activeTab: number | undefined;
  /** How often more the browser does not tell its tabs. */
  hidesTabs = 0;
  /** How often the popup was opened by the background. */
  popups = 0;
  /** The ids of the tabs that the background reloaded, each with the Cookie header that the reload sends. */
  readonly reloads: (readonly [id: number, cookie: string])[] = [];
  readonly #start: (browser: FakeBrowser) => void;
  readonly #jar = new Map<string, Cookies.Cookie>();
  readonly #tabs = new Map<number, FakeTab>();
  readonly #windows = new Map<number, boolean>();
  #background: Background | undefined;
  /** What the background before listened to: that alone wakes another. */
  #wakes: FakeEvents | undefined;
  #last = 0;
  /** ms since 1970. */
  now = 1_700_000_000_000;
  /** Whether the user lets the extension see private windows. */
  readonly seesPrivate: boolean;
  /** Backgrounds started so far. */
  starts = 0;

  /** @param start starts the background; its options are `browser.options` */
  constructor(start: (browser: FakeBrowser) => void, { seesPrivate = true } = {}) {
    this.#start = start;
    this.seesPrivate = seesPrivate;
    this.openWindow();
  }

  /** What the background is started with. */
  get options() {
    return {
      spill: {
        newKey: async () => 'key',
        open: () => this.spill,
        purge: async () => this.spill.chunks.clear(),
      },
      now: () => this.now,
      onTrouble: (error: unknown) => void this.troubles.push(error),
    };
  }

  get isAlive(): boolean {
    return this.#background?.alive === true;
  }

  /** Ends the background at once: what it has not called yet it never does, and what it waits for it never gets. */
  kill(): void {
    if (this.#background === undefined) return;
    this.#background.alive = false;
    this.#wakes = this.#background.events;
    this.#background = undefined;
  }

  /** How many listen to an event now. */
  listeners(name: string): number {
    return this.#background?.events.count(name) ?? 0;
  }

  openWindow(incognito = false): number {
    const id = ++this.#last;
    this.#windows.set(id, incognito);
    if (!incognito || this.seesPrivate) this.#dispatch('windows.onCreated', undefined, { id, incognito });
    return id;
  }

  closeWindow(windowId: number): void {
    for (const tab of this.#tabs.values()) {
      if (tab.windowId !== windowId) continue;
      this.#tabs.delete(tab.id);
      this.#dispatch('tabs.onRemoved', undefined, tab.id, { windowId, isWindowClosing: true });
    }
    const incognito = this.#windows.get(windowId);
    this.#windows.delete(windowId);
    this.#dispatch('windows.onRemoved', undefined, windowId);
    if (incognito !== true || [...this.#windows.values()].includes(true)) return;
    for (const [key, cookie] of this.#jar) if (cookie.storeId === '1') this.#jar.delete(key);
  }

  openTab(windowId = 1, url = 'http://localhost/'): FakeTab {
    const tab = { id: ++this.#last, windowId, incognito: this.#windows.get(windowId) === true, url };
    this.#tabs.set(tab.id, tab);
    this.activeTab = tab.id;
    if (!tab.incognito || this.seesPrivate) this.#dispatch('tabs.onCreated', undefined, { ...tab });
    return tab;
  }

  /** Puts a cookie into the jar, and reports it. */
  setCookie(name: string, value: string, storeId = '0', domain = 'localhost'): void {
    const cookie = {
      name,
      value,
      domain,
      hostOnly: true,
      path: '/',
      secure: false,
      httpOnly: true,
      sameSite: 'lax',
      session: true,
      storeId,
    } as Cookies.Cookie;
    const key = `${storeId} ${domain} ${name}`;
    const before = this.#jar.get(key);
    if (before !== undefined) this.#reportCookie({ removed: true, cause: 'overwrite', cookie: before });
    this.#jar.set(key, cookie);
    this.#reportCookie({ removed: false, cause: 'explicit', cookie });
  }

  /** Puts many cookies into the jar without a word. */
  fillJar(cookies: number, size: number): void {
    for (let at = 0; at < cookies; at += 1) {
      const value = String(at)
        .padStart(8, '0')
        .repeat(Math.ceil(size / 8))
        .slice(0, size);
      this.#jar.set(`0 localhost filler-${at}`, {
        ...{ name: `filler-${at}`, value, domain: 'localhost', hostOnly: true, path: `/${at}`, secure: false },
        ...{ httpOnly: false, sameSite: 'lax', session: true, storeId: '0' },
      } as Cookies.Cookie);
    }
  }

  /** Takes all cookies out of the jar without a word. */
  emptyJar(): void {
    this.#jar.clear();
  }

  /** Hosts are granted or revoked in the browser's own pages. */
  changePermission(event: 'onAdded' | 'onRemoved', origins: readonly string[]): void {
    this.#dispatch(`permissions.${event}`, undefined, { origins });
  }

  /** The Cookie header that a request would have. */
  cookieHeader(storeId: string): string {
    return [...this.#jar.values()]
      .filter((cookie) => cookie.storeId === storeId && cookie.path === '/')
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  /** A whole request with its response. */
  visit({ tab, path = '/', host = 'localhost', sets = {}, withoutTab = false }: FakeVisit): void {
    const url = `http://${host}${path}`;
    const storeId = tab.incognito ? '1' : '0';
    if (tab.incognito && !this.seesPrivate) return;
    const cookie = this.cookieHeader(storeId);
    const of = {
      requestId: String(++this.#last),
      tabId: withoutTab ? -1 : tab.id,
      frameId: 0,
      parentFrameId: -1,
      method: 'GET',
      url,
      type: withoutTab ? 'xmlhttprequest' : 'main_frame',
    };
    const at = () => ({ ...of, timeStamp: ++this.now });
    const requestHeaders = cookie === '' ? [] : [{ name: 'Cookie', value: cookie }];
    this.#dispatch('webRequest.onSendHeaders', url, { ...at(), requestHeaders });
    const responseHeaders = Object.entries(sets).map(([name, value]) => ({
      name: 'Set-Cookie',
      value: `${name}=${value}; Path=/; HttpOnly; SameSite=Lax`,
    }));
    const response = { statusCode: 200, statusLine: 'HTTP/1.1 200 OK' };
    this.#dispatch('webRequest.onHeadersReceived', url, { ...at(), ...response, responseHeaders });
    for (const [name, value] of Object.entries(sets)) this.setCookie(name, value, storeId, host);
    this.#dispatch('webRequest.onCompleted', url, { ...at(), ...response, fromCache: false });
  }

  /** Sends a command as a surface does, and awaits the answer. */
  async send<K extends CommandName>(
    command: K,
    input: CommandInput<K>,
    side: Side = 'ordinary',
  ): Promise<CommandOutput<K>> {
    const sender = { id: 'id', url: `${EXTENSION}page.html` };
    const answers = this.#dispatch('runtime.onMessage', undefined, { command, input, side }, sender);
    return (await answers.find((answer) => answer !== undefined)) as CommandOutput<K>;
  }

  /** A message of the script that runs in a document of a tab. */
  sendFromPage(tab: FakeTab, url: string, message: unknown): void {
    this.#dispatch('runtime.onMessage', undefined, message, { id: 'id', url, tab: { id: tab.id } });
  }

  /** The extension is installed, or updated. */
  install(): void {
    this.#dispatch('runtime.onInstalled', undefined, { reason: 'update' });
  }

  /** A page of the extension changes `storage.local`; the background hears of it. */
  async write(items: Readonly<Record<string, unknown>>): Promise<void> {
    this.#background ??= this.#wake();
    await running.run(this.#background.api, () => this.local.set(items));
  }

  /** A click on an entry of the context menu. */
  clickMenu(info: Readonly<Record<string, unknown>>): void {
    this.#dispatch('contextMenus.onClicked', undefined, info, undefined);
  }

  /** Lets time pass: alarms that are due ring. */
  pass(ms: number): void {
    this.now += ms;
    for (const [name, when] of this.alarms) {
      if (when > this.now) continue;
      this.alarms.delete(name);
      this.#dispatch('alarms.onAlarm', undefined, { name });
    }
  }

  /** What the background sets; a time that is over deletes. */
  #writeCookie({ url, name = '', value = '', storeId = '0', expirationDate }: Cookies.SetDetailsType): void {
    const domain = new URL(url).hostname;
    if (expirationDate === undefined || expirationDate * 1000 > this.now) {
      this.setCookie(name, value, storeId, domain);
      return;
    }
    const key = `${storeId} ${domain} ${name}`;
    const cookie = this.#jar.get(key);
    if (cookie === undefined) return;
    this.#jar.delete(key);
    this.#reportCookie({ removed: true, cause: 'expired_overwrite', cookie });
  }

  #reportCookie(change: { removed: boolean; cause: string; cookie: Cookies.Cookie }): void {
    if (change.cookie.storeId === '1' && !this.seesPrivate) return;
    if (this.#mayReadCookie(change.cookie)) this.#dispatch('cookies.onChanged', undefined, change);
  }

  #mayReadCookie({ domain }: Cookies.Cookie): boolean {
    return this.origins.some((pattern) => matches(pattern, `http://${domain}/`));
  }

  /** Starts the background where there is none, and gives it the event. */
  #dispatch(name: string, url: string | undefined, ...args: readonly unknown[]): unknown[] {
    if (url !== undefined && !this.origins.some((pattern) => matches(pattern, url))) return [];
    if (this.#background === undefined && this.#wakes?.isHeard(name, url) === false) return [];
    this.#background ??= this.#wake();
    const { events, api } = this.#background;
    return running.run(api, () => events.dispatch(name, url, args));
  }

  #wake(): Background {
    this.starts += 1;
    const background: Background = { alive: true, events: new FakeEvents(), api: {} };
    Object.assign(background.api, this.#apiOf(background));
    running.run(background.api, () => this.#start(this));
    return background;
  }

  /** A call of the API: it is done at once where the caller lives, and answered a turn later where it still does. */
  async #call<T>(background: Background, work: () => T | Promise<T>): Promise<T> {
    const never = new Promise<never>(() => {});
    if (!background.alive) return never;
    try {
      const answer = await work();
      await new Promise((resolve) => setImmediate(resolve));
      return background.alive ? answer : never;
    } catch (error) {
      if (background.alive) throw error;
      return never;
    }
  }

  #apiOf(background: Background) {
    const { events } = background;
    const call = <T>(work: () => T | Promise<T>) => this.#call(background, work);
    const areaOf = (area: MemoryArea) => ({
      get: (keys: string[] | null) => call(() => area.get(keys)),
      getKeys: () => call(() => area.getKeys()),
      set: (items: Record<string, unknown>) => call(() => area.set(items)),
      remove: (keys: string[]) => call(() => area.remove(keys)),
      onChanged: area.onChanged,
    });
    const tabs = () => [...this.#tabs.values()].filter(({ incognito }) => !incognito || this.seesPrivate);
    return {
      storage: { session: areaOf(this.session), local: areaOf(this.local) },
      runtime: {
        id: 'id',
        getURL: (path: string) => EXTENSION + path,
        getManifest: () => ({ host_permissions: FIXED }),
        onMessage: events.event('runtime.onMessage'),
        onInstalled: events.event('runtime.onInstalled'),
      },
      webRequest: {
        onSendHeaders: events.event('webRequest.onSendHeaders'),
        onHeadersReceived: events.event('webRequest.onHeadersReceived'),
        onBeforeRedirect: events.event('webRequest.onBeforeRedirect'),
        onCompleted: events.event('webRequest.onCompleted'),
        onErrorOccurred: events.event('webRequest.onErrorOccurred'),
      },
      cookies: {
        onChanged: events.event('cookies.onChanged'),
        getAllCookieStores: () =>
          call(() => [{ id: '0', tabIds: [] }, ...(this.seesPrivate ? [{ id: '1', tabIds: [] }] : [])]),
        getAll: ({ storeId }: { storeId: string }) =>
          call(() =>
            structuredClone(
              [...this.#jar.values()].filter((cookie) => cookie.storeId === storeId && this.#mayReadCookie(cookie)),
            ),
          ),
        set: (details: Cookies.SetDetailsType) => call(() => this.#writeCookie(details)),
      },
      tabs: {
        onUpdated: events.event('tabs.onUpdated'),
        onCreated: events.event('tabs.onCreated'),
        onRemoved: events.event('tabs.onRemoved'),
        query: ({ active = false }: { active?: boolean }) =>
          call(() => {
            if (this.hidesTabs > 0) {
              this.hidesTabs -= 1;
              throw new Error('Tabs cannot be queried right now.');
            }
            return structuredClone(active ? tabs().filter(({ id }) => id === this.activeTab) : tabs());
          }),
        get: (id: number) =>
          call(() => {
            const tab = tabs().find((each) => each.id === id);
            if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
            return structuredClone(tab);
          }),
        reload: (id: number) =>
          call(() => {
            const tab = tabs().find((each) => each.id === id);
            if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
            this.reloads.push([id, this.cookieHeader(tab.incognito ? '1' : '0')]);
          }),
      },
      windows: {
        onCreated: events.event('windows.onCreated'),
        onRemoved: events.event('windows.onRemoved'),
        getAll: () =>
          call(() =>
            [...this.#windows]
              .map(([id, incognito]) => ({ id, incognito }))
              .filter(({ incognito }) => !incognito || this.seesPrivate),
          ),
      },
      permissions: {
        onAdded: events.event('permissions.onAdded'),
        onRemoved: events.event('permissions.onRemoved'),
        getAll: () => call(() => ({ origins: [...this.origins] })),
        contains: () => call(() => true),
        remove: ({ origins }: { origins: readonly string[] }) =>
          call(() => {
            this.origins = this.origins.filter((pattern) => !origins.includes(pattern));
          }),
        request: ({ origins }: { origins: readonly string[] }) => {
          this.asked.push(origins);
          return call(() => this.grants);
        },
      },
      alarms: {
        onAlarm: events.event('alarms.onAlarm'),
        create: (name: string, { when }: { when: number }) => call(() => void this.alarms.set(name, when)),
      },
      scripting: {
        getRegisteredContentScripts: () => call(() => []),
        registerContentScripts: () => call(() => undefined),
        unregisterContentScripts: () => call(() => undefined),
        executeScript: () => call(() => []),
      },
      action: {
        setBadgeText: () => call(() => undefined),
        setBadgeBackgroundColor: () => call(() => undefined),
        openPopup: () =>
          call(() => {
            this.popups += 1;
          }),
      },
      contextMenus: {
        onClicked: events.event('contextMenus.onClicked'),
        removeAll: () => call(() => this.menu.clear()),
        create: ({ id, ...entry }: { id: string }) => void this.menu.set(id, entry),
        update: (id: string, changes: object) =>
          call(() => {
            const entry = this.menu.get(id);
            if (entry === undefined) throw new Error(`Cannot find menu item with id ${id}`);
            this.menu.set(id, { ...entry, ...changes });
          }),
      },
      extension: { isAllowedIncognitoAccess: () => call(() => this.seesPrivate) },
      i18n: { getMessage: (key: string) => key },
    };
  }
}
