import type { TabSurface } from '../browser-under-test.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import { FirefoxSurface } from './firefox-surface.ts';
import type { Privileged } from './privileged.ts';

/** A tab: the browser window's own functions navigate it, Marionette's actor in it drives it. */
export class FirefoxTab extends Surface implements TabSurface {
  readonly #privileged: Privileged;
  readonly #browserId: number;

  private constructor(privileged: Privileged, browserId: number, label: string) {
    super(new FirefoxSurface(privileged.marionette, browserId, async () => {}), label);
    this.#privileged = privileged;
    this.#browserId = browserId;
  }

  /** Opens a URL in a new selected tab and waits for its load. */
  static async open(privileged: Privileged, url: string): Promise<FirefoxTab> {
    const browserId = await privileged.run<number>(
      `const tab = gBrowser.addTrustedTab(url);
       tabs.noteLoad(tab.linkedBrowser);
       tabs.select(tab);
       return tab.linkedBrowser.browserId;`,
      { url },
    );
    const tab = new FirefoxTab(privileged, browserId, `the tab ${url}`);
    await tab.#loaded(`the load of ${url}`);
    return tab;
  }

  /** Opens a URL in a new private window and waits for its load. */
  static async openPrivate(privileged: Privileged, url: string): Promise<FirefoxTab> {
    const browserId = await privileged.run<number>(
      `const { BrowserWindowTracker } = ChromeUtils.importESModule('resource:///modules/BrowserWindowTracker.sys.mjs');
       const opened = await BrowserWindowTracker.promiseOpenWindow({ private: true });
       const { selectedTab: first } = opened.gBrowser;
       // A new tab begins in the process of its page: no load of the first page can end in between.
       const tab = opened.gBrowser.addTrustedTab(url);
       tabs.noteLoad(tab.linkedBrowser);
       tabs.select(tab);
       tabs.remove(first);
       return tab.linkedBrowser.browserId;`,
      { url },
    );
    const tab = new FirefoxTab(privileged, browserId, `the private tab ${url}`);
    await tab.#loaded(`the load of ${url}`);
    return tab;
  }

  async goto(url: string): Promise<void> {
    await this.#run(
      `tabs.select(tab);
       tabs.noteLoad(tab.linkedBrowser);
       tab.linkedBrowser.fixupAndLoadURIString(url, {
         triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
       });`,
      { url },
    );
    await this.#loaded(`the load of ${url}`);
  }

  async reload(): Promise<void> {
    await this.#run(`tabs.select(tab); tabs.noteLoad(tab.linkedBrowser); tab.linkedBrowser.reload();`);
    await this.#loaded(`the reload of ${this.label}`);
  }

  async url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  activate(): Promise<void> {
    return this.#run('tabs.select(tab);');
  }

  override show(): Promise<void> {
    return this.activate();
  }

  override close(): Promise<void> {
    return this.#run('tabs.remove(tab);');
  }

  async #loaded(what: string): Promise<void> {
    await until(
      () => this.#privileged.run<boolean>('return tabs.isLoaded(browserId);', { browserId: this.#browserId }),
      what,
      60_000,
    );
  }

  #run(body: string, args: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.#privileged.run(`const tab = tabs.of(browserId); ${body}`, { ...args, browserId: this.#browserId });
  }
}
