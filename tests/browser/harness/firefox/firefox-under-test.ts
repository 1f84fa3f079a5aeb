import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Marionette } from '../../../../scripts/marionette.ts';
import type { BrowserUnderTest, LaunchOptions, TabSurface } from '../browser-under-test.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import { FirefoxSurface } from './firefox-surface.ts';
import { type FirefoxProcess, launchFirefox } from './launch.ts';

/** Names that Firefox's privileged world gives to the kinds of extension pages. */
type ViewType = 'background' | 'popup' | 'sidebar' | 'devtools_panel' | 'tab';

/** A tab: Marionette navigates it, its actor drives it. */
class FirefoxTab extends Surface implements TabSurface {
  readonly #marionette: Marionette;
  readonly #handle: string;
  readonly #browserId: number;

  constructor(marionette: Marionette, handle: string, browserId: number, label: string) {
    super(new FirefoxSurface(marionette, browserId, async () => {}), label);
    this.#marionette = marionette;
    this.#handle = handle;
    this.#browserId = browserId;
  }

  async goto(url: string): Promise<void> {
    await this.activate();
    await this.#marionette.send('WebDriver:Navigate', { url });
    // In a tab that is new the answer may tell of its first, empty document.
    await until(
      () =>
        this.#marionette.inChrome<boolean>(
          `const { currentURI, webProgress } = BrowsingContext.getCurrentTopByBrowserId(browserId).embedderElement;
           return !webProgress.isLoadingDocument && (currentURI.spec !== 'about:blank' || url === 'about:blank');`,
          { browserId: this.#browserId, url },
        ),
      `the load of ${url}`,
      60_000,
    );
  }

  async reload(): Promise<void> {
    await this.activate();
    await this.evaluate(() => void Object.assign(window, { beforeReload: true }));
    // Not by WebDriver:Refresh: until the page is loaded, Marionette would answer nothing else.
    await this.#marionette.inChrome('BrowsingContext.getCurrentTopByBrowserId(browserId).embedderElement.reload();', {
      browserId: this.#browserId,
    });
    const isLoaded = () => document.readyState === 'complete' && !('beforeReload' in window);
    await until(() => this.evaluate(isLoaded), `the reload of ${this.label}`, 60_000);
  }

  async url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  async activate(): Promise<void> {
    await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle: this.#handle, focus: true });
  }

  override async close(): Promise<void> {
    await this.activate();
    const left = (await this.#marionette.send('WebDriver:CloseWindow', {})) as string[];
    if (left[0]) await this.#marionette.send('WebDriver:SwitchToWindow', { handle: left[0], focus: true });
  }
}

/** Real Firefox with the built extension, installed as about:debugging does. */
export class FirefoxUnderTest implements BrowserUnderTest {
  readonly name = 'firefox';
  readonly opened: Surface[] = [];
  readonly #process: FirefoxProcess;
  readonly #marionette: Marionette;
  readonly #extension: string;
  readonly #extensionId: string;
  #uuid = '';

  private constructor(process: FirefoxProcess, extension: string) {
    this.#process = process;
    this.#marionette = process.marionette;
    this.#extension = extension;
    const manifest = JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8'));
    this.#extensionId = manifest.browser_specific_settings.gecko.id;
  }

  /** @param extension The folder of the built extension. */
  static async launch(executable: string, extension: string, options?: LaunchOptions): Promise<FirefoxUnderTest> {
    const process = await launchFirefox(executable, options);
    try {
      const firefox = new FirefoxUnderTest(process, extension);
      await firefox.#install();
      return firefox;
    } catch (error) {
      await process.stop();
      throw error;
    }
  }

  get origin(): string {
    return `moz-extension://${this.#uuid}`;
  }

  async renew(): Promise<void> {
    await this.#privileged(`
      await window.sidtrailToolbox?.destroy();
      delete window.sidtrailToolbox;
      Services.prefs.setStringPref('devtools.toolbox.selectedTool', 'inspector');
      window.SidebarController.hide();
      for (const panel of document.querySelectorAll('panel[type=arrow]')) panel.hidePopup();`);
    // The tab that Marionette holds may be gone, and with its last tab the window would close.
    const [handle] = (await this.#marionette.send('WebDriver:GetWindowHandles', {})) as string[];
    await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
    await this.#newTab();
    await this.#privileged(`
      gBrowser.removeAllTabsBut(gBrowser.selectedTab, { animate: false, skipPermitUnload: true });
      Services.cache2.clear();`);
    await this.#marionette.send('Addon:Uninstall', { id: this.#extensionId });
    await this.clearCookies();
    this.opened.length = 0;
    await this.#install();
  }

  async #install(): Promise<void> {
    await this.#marionette.send('Addon:Install', { path: this.#extension, temporary: true });
    await until(() => this.isBackgroundAlive(), 'the start of the background page');
    this.#uuid = await this.#privileged('return extension.uuid;');
    // What it listens for is registered by messages to the main process: an answer from there comes after them.
    await this.inBackground(() => browser.permissions.getAll());
  }

  async openTab(url: string): Promise<TabSurface> {
    const { handle, browserId } = await this.#newTab();
    const tab = new FirefoxTab(this.#marionette, handle, browserId, `the tab ${url}`);
    await tab.goto(url);
    this.opened.push(tab);
    return tab;
  }

  async #newTab(): Promise<{ handle: string; browserId: number }> {
    await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    const { handle } = (await this.#marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true })) as {
      handle: string;
    };
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
    const browserId = await this.#privileged<number>('return gBrowser.selectedBrowser.browserId;');
    return { handle, browserId };
  }

  openInspectorTab(query = ''): Promise<TabSurface> {
    return this.openTab(`${this.#page('tab/tab.html')}${query}`);
  }

  async tabId(tab: TabSurface): Promise<number> {
    await tab.activate();
    return this.#privileged('return global.tabTracker.getId(gBrowser.selectedTab);');
  }

  async openPopup(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged('await global.browserActionFor(extension).triggerAction(window);');
    return this.#surface('popup', 'popup/popup.html', 'the popup', async () => {
      await this.#privileged(`for (const panel of document.querySelectorAll('panel[type=arrow]')) panel.hidePopup();`);
    });
  }

  async openSidePanel(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged('await global.sidebarActionFor(extension).open(window);');
    return this.#surface('sidebar', 'side-panel/side-panel.html', 'the sidebar', () =>
      this.#privileged('window.SidebarController.hide();'),
    );
  }

  async openDevToolsPanel(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged(`
      const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
      const { gDevTools } = require('devtools/client/framework/devtools');
      window.sidtrailToolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab);`);
    await until(
      () =>
        this.#privileged<boolean>(`
          const toolbox = window.sidtrailToolbox;
          const tool = toolbox.getAdditionalTools().find(({ id }) => id.startsWith('webext-devtools-panel'));
          if (tool) await toolbox.selectTool(tool.id);
          return Boolean(tool);`),
      "Sidtrail's panel in DevTools",
    );
    return this.#surface('devtools_panel', 'devtools/panel.html', 'the DevTools panel', () =>
      this.#privileged('await window.sidtrailToolbox.destroy();'),
    );
  }

  async inBackground<Arguments extends readonly unknown[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>> {
    await this.#privileged('await extension.wakeupBackground();');
    const background = await this.#surface('background', '', 'the background page', async () => {});
    return background.evaluate(run, ...args);
  }

  async killBackground(): Promise<void> {
    await this.#privileged(
      'await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });',
    );
  }

  async stopBackground(): Promise<void> {
    await this.killBackground();
    await until(async () => !(await this.isBackgroundAlive()), 'the end of the background page');
  }

  isBackgroundAlive(): Promise<boolean> {
    return this.#privileged(`return extension?.backgroundState === 'running';`);
  }

  /** Nothing to do: a preference of the profile grants without a dialog. */
  async allowHost(): Promise<void> {}

  async allowPrivateWindows(): Promise<void> {
    const before = this.#uuid;
    await this.#privileged(`
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const permissions = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
      await ExtensionPermissions.add(extensionId, permissions, extension);
      const addon = await AddonManager.getAddonByID(extensionId);
      await addon.reload();`);
    await until(
      () =>
        this.#privileged<boolean>(
          `return extension?.privateBrowsingAllowed && extension.backgroundState === 'running';`,
        ),
      'the background page that may see private windows',
    );
    this.#uuid = await this.#privileged('return extension.uuid;');
    if (this.#uuid !== before) this.opened.length = 0;
    await this.inBackground(() => browser.permissions.getAll());
  }

  async openPrivateTab(url: string): Promise<TabSurface> {
    await this.#marionette.send('Marionette:SetContext', { value: 'content' });
    const { handle } = (await this.#marionette.send('WebDriver:NewWindow', {
      type: 'window',
      focus: true,
      private: true,
    })) as { handle: string };
    await this.#marionette.send('WebDriver:SwitchToWindow', { handle, focus: true });
    const browserId = await this.#privileged<number>('return gBrowser.selectedBrowser.browserId;');
    const tab = new FirefoxTab(this.#marionette, handle, browserId, `the private tab ${url}`);
    await tab.goto(url);
    this.opened.push(tab);
    return tab;
  }

  async clearCookies(): Promise<void> {
    await this.#privileged(
      `for (const { host, name, path, originAttributes } of Services.cookies.cookies) {
         Services.cookies.remove(host, name, path, originAttributes);
       }`,
    );
  }

  close(): Promise<void> {
    return this.#process.stop();
  }

  #page(page: string): string {
    return `${this.origin}/extension/surfaces/${page}`;
  }

  /** Runs in Firefox's privileged world with the browser window, its tabs and the extension at hand. */
  #privileged<T>(body: string): Promise<T> {
    return this.#marionette.inChrome<T>(
      `const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
       const { global } = ExtensionParent.apiManager;
       const window = Services.wm.getMostRecentWindow('navigator:browser');
       const { document, gBrowser } = window;
       const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
       ${body}`,
      { extensionId: this.#extensionId },
    );
  }

  /** The newest page of the extension of this kind, once it is there and loaded. */
  async #surface(type: ViewType, page: string, label: string, close: () => Promise<void>): Promise<Surface> {
    const browserId = await until(
      () =>
        this.#privileged<number | null>(`
          const views = [...extension.views].filter((view) =>
            view.viewType === '${type}' && (view.uri?.spec ?? '').includes('${page}'));
          return views.at(-1)?.xulBrowser?.browserId || null;`),
      label,
    );
    const surface = new Surface(new FirefoxSurface(this.#marionette, browserId, close), label);
    if (type !== 'background') this.opened.push(surface);
    await surface.waitFor(() => document.readyState === 'complete');
    return surface;
  }
}
