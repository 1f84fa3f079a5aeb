import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { identityKey } from '../../extension/cookies/cookie-identity.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import type { Browser } from '../../scripts/manifest.ts';
import type { BrowserUnderTest, TabSurface } from '../browser/harness/browser-under-test.ts';
import { ChromiumUnderTest } from '../browser/harness/chromium/chromium-under-test.ts';
import { grantHosts } from '../browser/harness/grant.ts';
import { LOCAL_HOSTS } from '../browser/harness/local-hosts.ts';
import { describeCookie } from '../cookies/measured/jar.ts';
import { type DevToolsExchange, DevToolsWord } from './devtools-word.ts';
import { OctetServer } from './octet-server.ts';
import { RecordedLog } from './recorded-log.ts';

const LOOPBACK_HOSTS = ['localhost', 'app.localhost', 'sub.localhost', 'one.localhost', 'two.localhost'];

export type ThirdPartyCookies = 'allowed' | 'blocked';

/** The jar as the browser's cookies API shows it, by identity. */
export type Jar = ReadonlyMap<string, BrowserCookie>;

/** A real browser with the extension recording, a server that answers with any octets, and both of their truths. */
export class Ground {
  readonly browser: Browser;
  readonly thirdPartyCookies: ThirdPartyCookies;
  readonly server: OctetServer;
  readonly log: RecordedLog;
  readonly #browserUnderTest: BrowserUnderTest;
  readonly #devTools: DevToolsWord | undefined;
  readonly #tabs = new Map<string, TabSurface>();
  #walking: Promise<TabSurface> | undefined;
  #ids = 0;

  private constructor(parts: {
    browserUnderTest: BrowserUnderTest;
    thirdPartyCookies: ThirdPartyCookies;
    server: OctetServer;
    log: RecordedLog;
  }) {
    this.browser = parts.browserUnderTest.name;
    this.thirdPartyCookies = parts.thirdPartyCookies;
    this.server = parts.server;
    this.log = parts.log;
    this.#browserUnderTest = parts.browserUnderTest;
    this.#devTools = parts.browserUnderTest instanceof ChromiumUnderTest ? new DevToolsWord() : undefined;
  }

  /** @param browserUnderTest As new; it stays open when the ground is closed. */
  static async start(browserUnderTest: BrowserUnderTest, thirdPartyCookies: ThirdPartyCookies): Promise<Ground> {
    const server = await OctetServer.start([...LOCAL_HOSTS, ...LOOPBACK_HOSTS]);
    try {
      await grantHosts(browserUnderTest, ['*://*/*']);
      const log = await RecordedLog.open(browserUnderTest);
      return new Ground({ browserUnderTest, thirdPartyCookies, server, log });
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** A name for an answer of the server that nothing else has. */
  newId(): string {
    this.#ids += 1;
    return `${this.#ids}`;
  }

  /** A tab that shows a page of this origin; the same one each time. */
  async tabAt(portless: string): Promise<TabSurface> {
    const origin = this.server.origin(portless);
    const known = this.#tabs.get(origin);
    if (known !== undefined) return known;
    const tab = await this.openTab(portless);
    this.#tabs.set(origin, tab);
    return tab;
  }

  /** A tab that goes from page to page; the same one each time. */
  async walkingTab(): Promise<TabSurface> {
    this.#walking ??= this.openTab('http://localhost');
    return this.#walking;
  }

  /** A new tab that shows a page of this origin, with DevTools listening. */
  async openTab(portless: string): Promise<TabSurface> {
    const id = this.newId();
    this.server.answer(id, {});
    const tab = await this.#browserUnderTest.openTab(this.server.url(`${new URL(portless).origin}/`, id));
    if (this.#browserUnderTest instanceof ChromiumUnderTest) {
      await this.#devTools?.listen(await this.#browserUnderTest.devToolsSession(tab));
    }
    return tab;
  }

  /** Chromium's own word on an exchange; undefined in Firefox, which has none. */
  async devToolsOf(url: string, method?: string): Promise<DevToolsExchange | undefined> {
    return this.#devTools?.of(url, method);
  }

  /** Empties the jar, and waits until the extension has recorded that it is empty. */
  async clearCookies(): Promise<void> {
    await this.#browserUnderTest.clearCookies();
    await this.log.until((trace) => trace.jar.size === 0, 'an empty jar');
  }

  /** The jar, once the extension has recorded all of it. */
  async jar(): Promise<Jar> {
    const jar = await this.readJar();
    await this.log.until((trace) => sameJar(trace, jar), `the jar: ${[...jar.values()].map(describeCookie)}`);
    return jar;
  }

  /** The jar as it is, whatever the extension has recorded. */
  async readJar(): Promise<Jar> {
    const cookies = await this.log.evaluate(async (inFirefox) => {
      const query = inFirefox ? { partitionKey: {}, firstPartyDomain: null } : { partitionKey: {} };
      return browser.cookies.getAll(query as object);
    }, this.browser === 'firefox');
    const now = Date.now() / 1000;
    return new Map(
      (cookies as unknown as BrowserCookie[])
        // Firefox goes on showing what has expired.
        .filter(({ expirationDate }) => expirationDate === undefined || expirationDate > now)
        .map((cookie) => [identityKey(cookie), cookie]),
    );
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

function sameJar({ jar: recorded }: Trace, jar: Jar): boolean {
  return recorded.size === jar.size && [...jar].every(([key, { value }]) => recorded.get(key)?.cookie.value === value);
}
