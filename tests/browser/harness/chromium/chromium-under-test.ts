import { cpSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { opensWelcome, WELCOME_PAGE } from '../../../../scripts/welcome-page.ts';
import type { BrowserUnderTest, LaunchOptions, TabSurface } from '../browser-under-test.ts';
import { isThere } from '../is-there.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import type { CdpBrowser, CdpTarget, TargetInfo } from './cdp-target.ts';
import { ChromiumSurface } from './chromium-surface.ts';
import { ChromiumTab } from './chromium-tab.ts';
import { type ChromiumProcess, launchChromium } from './launch.ts';

/** As far as the harness uses it: the API of chrome://extensions. */
interface DeveloperPrivate {
  addHostPermission(id: string, host: string): Promise<void>;
  getExtensionInfo(id: string): Promise<{ manifestErrors: readonly object[]; runtimeErrors: readonly object[] }>;
}

/**
 * A script of chrome://extensions, shown as text: a page of that address has its API, and nothing is drawn. The page
 * itself takes 0.5 CPU s more each time.
 */
const EXTENSIONS_PAGE = 'chrome://extensions/strings.m.js';

/** Asked in the background worker: its target is there before it has its API, and before it listens. */
const RUNS = `typeof browser === 'object' && registration.active?.state === 'activated'`;

/** How long one question to a worker may take, in ms, before it is asked again. */
const ANSWER_WAIT = 2_000;

/** Real Chromium, Chrome or Edge with the built extension. */
export class ChromiumUnderTest implements BrowserUnderTest {
  readonly name = 'chrome';
  readonly opened: Surface[] = [];
  readonly #chromium: ChromiumProcess;
  readonly #cdp: CdpBrowser;
  readonly #extension: string;
  readonly #keepsWelcome: boolean;
  #installations = 0;
  #id = '';
  #emptyTab: TargetInfo | undefined;

  private constructor(chromium: ChromiumProcess, extension: string, keepsWelcome: boolean) {
    this.#chromium = chromium;
    this.#cdp = chromium.cdp;
    this.#extension = extension;
    this.#keepsWelcome = keepsWelcome;
  }

  /** @param extension The folder of the built extension. */
  static async launch(executable: string, extension: string, options?: LaunchOptions): Promise<ChromiumUnderTest> {
    const chromium = await launchChromium(executable, options);
    try {
      const launched = new ChromiumUnderTest(chromium, extension, options?.keepWelcome === true);
      launched.#emptyTab = await until(async () => (await launched.#pages())[0], 'the first tab');
      await launched.#install();
      return launched;
    } catch (error) {
      await chromium.stop();
      throw error;
    }
  }

  /** The browser's own session, for what is measured and not tested. */
  get cdp(): CdpBrowser {
    return this.#cdp;
  }

  get origin(): string {
    return `chrome-extension://${this.#id}`;
  }

  async renew(): Promise<void> {
    await this.#cdp.send('Extensions.uninstall', { id: this.#id });
    // With its last tab the browser would end.
    const empty = await this.#cdp.newTab();
    const others = async () => (await this.#pages()).filter(({ targetId }) => targetId !== empty.targetId);
    await until(async () => {
      const left = await others();
      // One may be on its way out already.
      for (const { targetId } of left) await this.#cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return left.length === 0;
    }, 'the end of every page');
    const session = await this.#cdp.attach(empty);
    await session.send('Network.clearBrowserCache');
    await session.detach();
    await this.clearCookies();
    this.opened.length = 0;
    this.#emptyTab = empty;
    await this.#install();
  }

  /** From a folder of its own, which gives it an id of its own: nothing of an earlier installation is its. */
  async #install(): Promise<void> {
    this.#installations += 1;
    const folder = path.join(this.#chromium.profile, `extension ${this.#installations}`);
    cpSync(this.#extension, folder, { recursive: true });
    const { id } = await this.#cdp.send('Extensions.loadUnpacked', { path: folder });
    this.#id = String(id);
    // Being installed starts it. Waking it as well would cost as much as the start of the browser.
    await until(() => this.#worker(), 'the background worker, after the installation');
    await this.inBackground(() => undefined);
    if (opensWelcome(this.#extension)) await this.#closeWelcome();
  }

  /** Waits for the page that the extension opens at its installation, and closes it: no test begins beside it. */
  async #closeWelcome(): Promise<void> {
    const url = `${this.origin}/${WELCOME_PAGE}`;
    const find = async () => (await this.#cdp.targets()).find((found) => found.type === 'page' && found.url === url);
    const { targetId } = await until(find, 'the welcome page');
    if (this.#keepsWelcome) return;
    await this.#cdp.send('Target.closeTarget', { targetId });
    await until(async () => (await find()) === undefined, 'the end of the welcome page');
  }

  async openTab(url: string): Promise<TabSurface> {
    // The browser starts with an empty tab.
    const empty = this.#emptyTab ?? (await this.#cdp.newTab());
    this.#emptyTab = undefined;
    const tab = await ChromiumTab.openIn(this.#cdp, empty, url);
    this.opened.push(tab);
    return tab;
  }

  openInspectorTab(query = ''): Promise<TabSurface> {
    return this.openTab(`${this.#page('tab/tab.html')}${query}`);
  }

  async tabId(tab: TabSurface): Promise<number> {
    await tab.activate();
    if (tab instanceof ChromiumTab && tab.isPrivate) {
      const id = await this.inBackground(
        async () => (await browser.tabs.query({})).findLast((each) => each.incognito)?.id,
      );
      if (id === undefined) throw new Error(`${tab.label} has no id among the browser's tabs.`);
      return id;
    }
    // A background that is there answers at a tenth of the cost of a page; one that is stopped stays so.
    const id = (await this.isBackgroundAlive())
      ? await this.inBackground(lastAccessedTab, null)
      : await this.#inHelperTab(async (helper) => {
          const own = await helper.evaluate(async () => (await browser.tabs.getCurrent())?.id ?? null);
          return helper.evaluate(lastAccessedTab, own);
        });
    await tab.activate();
    if (id === undefined) throw new Error(`${tab.label} has no id among the browser's tabs.`);
    return id;
  }

  async openPopup(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    const url = await tab.url();
    const target = (await this.#cdp.targets()).find((found) => found.type === 'tab' && found.url === url);
    await this.#cdp.send('Extensions.triggerAction', { id: this.#id, targetId: target?.targetId });
    return this.#surface('the popup', (found) => found.url.startsWith(this.#page('popup/popup.html')));
  }

  async openSidePanel(tab: TabSurface): Promise<Surface> {
    const tabId = await this.tabId(tab);
    // Needs a user gesture in a page of the extension, which an evaluation over the protocol counts as.
    await this.#inHelperTab((helper) =>
      helper.evaluate(
        (id) =>
          (browser as unknown as { sidePanel: { open(at: { tabId: number }): Promise<void> } }).sidePanel.open({
            tabId: id,
          }),
        tabId,
      ),
    );
    await tab.activate();
    return this.#surface('the side panel', (found) => found.url.startsWith(this.#page('side-panel/side-panel.html')));
  }

  async openDevToolsPanel(tab: TabSurface): Promise<Surface> {
    if (!(tab instanceof ChromiumTab)) throw new Error(`${tab.label} is no tab of this browser.`);
    const { targetId } = await this.#cdp.send('Target.openDevTools', { targetId: tab.targetId });
    const frontend = await this.#cdp.attach(
      await until(async () => (await this.#cdp.targets()).find((found) => found.targetId === targetId), 'DevTools'),
    );
    await until(() => frontend.evaluate(showPanelOf(this.origin)), "Sidtrail's panel in DevTools");
    const isPanel = ({ url, parentId }: TargetInfo) =>
      parentId === targetId && url.startsWith(this.#page('devtools/panel.html'));
    return this.#surface('the DevTools panel', isPanel, frontend);
  }

  /** When a worker that runs was started, in ms since 1970; undefined once it is gone. Throws while it starts. */
  async #startOf(worker: TargetInfo): Promise<unknown> {
    const target = await this.#cdp.attach(worker).catch(() => undefined);
    if (target === undefined) return undefined;
    try {
      const start = target.evaluate(`${RUNS} && performance.timeOrigin`).catch(() => undefined);
      // A worker that ends meanwhile answers only when it is started again.
      const answered = await Promise.race([start, setTimeout(ANSWER_WAIT, false)]);
      if (answered === false) throw new Error('The background worker does not run.');
      return answered;
    } finally {
      await target.detach().catch(() => undefined);
    }
  }

  async inBackground<Arguments extends readonly unknown[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>> {
    if (!(await this.#worker())) await this.#wake();
    const worker = await this.#cdp.attach(await until(() => this.#worker(), 'the background worker'));
    try {
      await until(() => worker.evaluate(RUNS), 'the background worker to run');
      return (await worker.evaluate(`(${run.toString()})(...${JSON.stringify(args)})`)) as Awaited<Result>;
    } finally {
      await worker.detach();
    }
  }

  async stopBackground(): Promise<void> {
    const worker = await this.#worker();
    if (!worker) return;
    // A worker that is closed while it starts is started again by what woke it, without end on a slow machine.
    const start = await until(async () => (await this.#startOf(worker)) ?? 'gone', 'the background worker to run');
    await this.#cdp.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => undefined);
    // An event that waits for it starts it again at once, under the same target.
    await until(async () => {
      const next = await this.#worker();
      return next === undefined || next.targetId !== worker.targetId || (await this.#startOf(next)) !== start;
    }, 'the end of the background worker');
  }

  async killBackground(): Promise<void> {
    const worker = await this.#worker();
    if (!worker) return;
    const { targetId } = worker;
    await this.#cdp.send('Target.closeTarget', { targetId });
    // It ends with its task, and what the browser sends to it until then is lost.
    const isGone = async () => (await this.#cdp.targets()).every((other) => other.targetId !== targetId);
    await until(isGone, 'the killed background to be gone');
  }

  async isBackgroundAlive(): Promise<boolean> {
    return (await this.#worker()) !== undefined;
  }

  async allowHosts(patterns: readonly string[]): Promise<void> {
    // The dialog of permissions.request is no target that can be driven. A host that the user has allowed on the
    // extension's page of chrome://extensions is granted without one.
    await this.#inHelperTab(
      (page) =>
        page.evaluate(
          async (id, hosts) => {
            const { chrome } = globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } };
            for (const host of hosts) await chrome.developerPrivate.addHostPermission(id, host);
          },
          this.#id,
          patterns,
        ),
      EXTENSIONS_PAGE,
    );
  }

  async allowPrivateWindows(): Promise<void> {
    const before = await this.#worker();
    await this.#inHelperTab(
      (page) =>
        page.evaluate(
          (id) =>
            (
              globalThis as unknown as {
                chrome: { developerPrivate: { updateExtensionConfiguration(update: object): Promise<void> } };
              }
            ).chrome.developerPrivate.updateExtensionConfiguration({ extensionId: id, incognitoAccess: true }),
          this.#id,
        ),
      EXTENSIONS_PAGE,
    );
    await until(async () => {
      const now = await this.#worker();
      return now !== undefined && now.targetId !== before?.targetId;
    }, 'the background worker that may see private windows');
    await this.inBackground(() => undefined);
  }

  async openPrivateTab(url: string): Promise<TabSurface> {
    const open = async (address: string) => void (await browser.windows.create({ incognito: true, url: address }));
    const tab = await ChromiumTab.opened(this.#cdp, url, () => this.inBackground(open, url));
    this.opened.push(tab);
    return tab;
  }

  /** A DevTools session of its own with a tab. */
  devToolsSession(tab: TabSurface): Promise<CdpTarget> {
    if (!(tab instanceof ChromiumTab)) throw new Error(`${tab.label} is no tab of this browser.`);
    return tab.session();
  }

  async clearCookies(): Promise<void> {
    await this.#cdp.send('Storage.clearCookies');
  }

  /** The errors that chrome://extensions collects of an unpacked extension. */
  async errors(): Promise<readonly string[]> {
    return this.#inHelperTab(
      (page) =>
        page.evaluate(async (id) => {
          const { chrome } = globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } };
          const { manifestErrors, runtimeErrors } = await chrome.developerPrivate.getExtensionInfo(id);
          return [...manifestErrors, ...runtimeErrors].map((error) => JSON.stringify(error, null, 2));
        }, this.#id),
      EXTENSIONS_PAGE,
    );
  }

  close(): Promise<void> {
    return this.#chromium.stop();
  }

  #page(page: string): string {
    return `${this.origin}/extension/surfaces/${page}`;
  }

  async #pages(): Promise<readonly TargetInfo[]> {
    return (await this.#cdp.targets()).filter(({ type }) => type === 'page');
  }

  async #worker(): Promise<TargetInfo | undefined> {
    return (await this.#cdp.targets()).find(
      ({ type, url }) => type === 'service_worker' && url.startsWith(`${this.origin}/`),
    );
  }

  /** A message wakes the worker, even one that nobody answers. */
  async #wake(): Promise<void> {
    await this.#inHelperTab((helper) => helper.evaluate(() => browser.runtime.sendMessage({}).catch(() => undefined)));
  }

  /**
   * Does something in a page that is there for that alone: by default in one of the extension's files, which has its API
   * and runs nothing.
   */
  async #inHelperTab<T>(act: (helper: TabSurface) => Promise<T>, url = `${this.origin}/manifest.json`): Promise<T> {
    // Never the empty tab that the browser started with: closing its only tab would end it.
    const helper = await ChromiumTab.open(this.#cdp, url);
    const result = await act(helper);
    await helper.close();
    return result;
  }

  async #surface(label: string, isIt: (target: TargetInfo) => boolean, frame?: CdpTarget): Promise<Surface> {
    const target = await until(
      async () => (await this.#cdp.targets()).find((found) => found.type !== 'tab' && isIt(found)),
      label,
    );
    const surface = new Surface(new ChromiumSurface(await this.#cdp.attach(target), frame), label);
    this.opened.push(surface);
    await surface.waitFor(isThere);
    return surface;
  }
}

/** Runs in the extension: the tab that was shown last, but for one of the harness's own. */
async function lastAccessedTab(own: number | null): Promise<number | undefined> {
  const tabs = (await browser.tabs.query({})).filter(({ id }) => id !== own);
  return tabs.toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))[0]?.id;
}

/** Runs in DevTools' own page: brings the panel of an extension to the front, once it is there. */
function showPanelOf(origin: string): string {
  return `(async () => {
    const { InspectorView } = await import('./ui/legacy/legacy.js');
    const view = InspectorView.InspectorView.instance();
    const panel = view.tabbedPane.tabIds().find((id) => id.startsWith(${JSON.stringify(origin)}));
    if (panel) await view.showPanel(panel);
    return Boolean(panel);
  })()`;
}
