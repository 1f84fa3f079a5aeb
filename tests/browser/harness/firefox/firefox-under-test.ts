import { readFileSync } from 'node:fs';
import path from 'node:path';
import { opensWelcome, WELCOME_PAGE } from '../../../../scripts/welcome-page.ts';
import type { BrowserUnderTest, LaunchOptions, TabSurface } from '../browser-under-test.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import { FirefoxSurface } from './firefox-surface.ts';
import { FirefoxTab } from './firefox-tab.ts';
import { type FirefoxProcess, launchFirefox } from './launch.ts';
import { Privileged } from './privileged.ts';

/** Names that Firefox's privileged world gives to the kinds of extension pages. */
type ViewType = 'background' | 'popup' | 'sidebar' | 'devtools_panel' | 'tab';

/** Real Firefox with the built extension, installed as about:debugging does. */
export class FirefoxUnderTest implements BrowserUnderTest {
  readonly name = 'firefox';
  readonly opened: Surface[] = [];
  readonly #process: FirefoxProcess;
  readonly #privileged: Privileged;
  readonly #extension: string;
  readonly #extensionId: string;
  readonly #keepsWelcome: boolean;
  #uuid = '';

  private constructor(process: FirefoxProcess, extension: string, keepsWelcome: boolean) {
    this.#keepsWelcome = keepsWelcome;
    this.#process = process;
    this.#extension = extension;
    const manifest = JSON.parse(readFileSync(path.join(extension, 'manifest.json'), 'utf8'));
    this.#extensionId = manifest.browser_specific_settings.gecko.id;
    this.#privileged = new Privileged(process.marionette, this.#extensionId);
  }

  /** @param extension The folder of the built extension. */
  static async launch(executable: string, extension: string, options?: LaunchOptions): Promise<FirefoxUnderTest> {
    const process = await launchFirefox(executable, options);
    try {
      const firefox = new FirefoxUnderTest(process, extension, options?.keepWelcome === true);
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
    await this.#closePrivateWindows();
    await this.#privileged.run(`
      await window.sidtrailToolbox?.destroy();
      delete window.sidtrailToolbox;
      window.SidebarController.hide();
      for (const panel of document.querySelectorAll('panel[type=arrow]')) panel.hidePopup();
      // With its last tab the window would close. In this one, no process is started for an empty page.
      const empty = gBrowser.addTrustedTab('about:blank', { forceNotRemote: true });
      gBrowser.selectedTab = empty;
      gBrowser.removeAllTabsBut(empty, { animate: false, skipPermitUnload: true });
      window.sidtrailLoads?.clear();
      Services.cache2.clear();`);
    await this.#privileged.marionette.send('Addon:Uninstall', { id: this.#extensionId });
    await this.clearCookies();
    this.opened.length = 0;
    await this.#install();
  }

  async #install(): Promise<void> {
    await this.#privileged.marionette.send('Addon:Install', { path: this.#extension, temporary: true });
    await until(() => this.isBackgroundAlive(), 'the start of the background page');
    this.#uuid = await this.#privileged.run('return extension.uuid;');
    // What it listens for is registered by messages to the main process: an answer from there comes after them.
    await this.inBackground(() => browser.permissions.getAll());
    if (opensWelcome(this.#extension)) await this.#closeWelcome();
  }

  /** Waits for the page that the extension opens at its installation, and closes it: no test begins beside it. */
  async #closeWelcome(): Promise<void> {
    const url = `${this.origin}/${WELCOME_PAGE}`;
    await until(
      () =>
        this.#privileged.run<boolean>(
          `const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.currentURI.spec === url);
           if (tab && !keep) tabs.remove(tab);
           return tab !== undefined;`,
          { url, keep: this.#keepsWelcome },
        ),
      'the welcome page',
    );
  }

  async openTab(url: string): Promise<TabSurface> {
    const tab = await FirefoxTab.open(this.#privileged, url);
    this.opened.push(tab);
    return tab;
  }

  openInspectorTab(query = ''): Promise<TabSurface> {
    return this.openTab(`${this.#page('tab/tab.html')}${query}`);
  }

  async tabId(tab: TabSurface): Promise<number> {
    await tab.activate();
    return this.#privileged.run('return global.tabTracker.getId(gBrowser.selectedTab);');
  }

  async openPopup(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged.run('await global.browserActionFor(extension).triggerAction(window);');
    const popup = await this.#surface('popup', 'popup/popup.html', 'the popup', async () => {
      // A panel that is just being shown ignores the first call. While it is on its way out, pressing the button again
      // would only close it.
      await until(
        () =>
          this.#privileged.run<boolean>(
            `for (const panel of document.querySelectorAll('panel[type=arrow]')) panel.hidePopup();
             return ![...extension.views].some((view) => view.viewType === 'popup');`,
          ),
        'the end of the popup',
      );
    });
    // Firefox gives the panel its size some time after its content has come, and scrolls it back then.
    await popup.waitFor(() => {
      const { scrollHeight } = document.documentElement;
      return document.querySelector('main')?.childElementCount !== 0 && innerHeight >= Math.min(scrollHeight, 590);
    });
    return popup;
  }

  async openSidePanel(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged.run('await global.sidebarActionFor(extension).open(window);');
    return this.#surface('sidebar', 'side-panel/side-panel.html', 'the sidebar', () =>
      this.#privileged.run('window.SidebarController.hide();'),
    );
  }

  async openDevToolsPanel(tab: TabSurface): Promise<Surface> {
    await tab.activate();
    await this.#privileged.run(`
      const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
      const { gDevTools } = require('devtools/client/framework/devtools');
      window.sidtrailToolbox = await gDevTools.showToolboxForTab(gBrowser.selectedTab);`);
    await until(
      () =>
        this.#privileged.run<boolean>(`
          const toolbox = window.sidtrailToolbox;
          const tool = toolbox.getAdditionalTools().find(({ id }) => id.startsWith('webext-devtools-panel'));
          if (tool) await toolbox.selectTool(tool.id);
          return Boolean(tool);`),
      "Sidtrail's panel in DevTools",
    );
    return this.#surface('devtools_panel', 'devtools/panel.html', 'the DevTools panel', () =>
      this.#privileged.run('await window.sidtrailToolbox.destroy();'),
    );
  }

  async inBackground<Arguments extends readonly unknown[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>> {
    await this.#privileged.run('await extension.wakeupBackground();');
    const background = await this.#surface('background', '', 'the background page', async () => {});
    return background.evaluate(run, ...args);
  }

  async killBackground(): Promise<void> {
    // An event that comes while it is stopped keeps it running: then it is stopped once more.
    await this.#privileged.run(`
      const how = { ignoreDevToolsAttached: true, disableResetIdleForTest: true };
      for (;;) {
        await extension.terminateBackground(how);
        if (!['running', 'suspending'].includes(extension.backgroundState)) return;
        await new Promise((resolve) => window.setTimeout(resolve, 10));
      }`);
  }

  /** Nothing more to wait for: its next life may have begun already. */
  stopBackground(): Promise<void> {
    return this.killBackground();
  }

  isBackgroundAlive(): Promise<boolean> {
    return this.#privileged.run(`return extension?.backgroundState === 'running';`);
  }

  /** Nothing to do: a preference of the profile grants without a dialog. */
  async allowHosts(): Promise<void> {}

  async allowPrivateWindows(): Promise<void> {
    const before = this.#uuid;
    await this.#privileged.run(`
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
      const permissions = { permissions: ['internal:privateBrowsingAllowed'], origins: [] };
      await ExtensionPermissions.add(extensionId, permissions, extension);
      const addon = await AddonManager.getAddonByID(extensionId);
      await addon.reload();`);
    await until(
      () =>
        this.#privileged.run<boolean>(
          `return extension?.privateBrowsingAllowed && extension.backgroundState === 'running';`,
        ),
      'the background page that may see private windows',
    );
    this.#uuid = await this.#privileged.run('return extension.uuid;');
    if (this.#uuid !== before) this.opened.length = 0;
    await this.inBackground(() => browser.permissions.getAll());
  }

  async openPrivateTab(url: string): Promise<TabSurface> {
    const tab = await FirefoxTab.openPrivate(this.#privileged, url);
    this.opened.push(tab);
    return tab;
  }

  async clearCookies(): Promise<void> {
    await this.#privileged.run(
      `for (const { host, name, path, originAttributes } of Services.cookies.cookies) {
         Services.cookies.remove(host, name, path, originAttributes);
       }`,
    );
  }

  errors(): Promise<readonly string[]> {
    return this.#privileged.run(
      `return Services.console.getMessageArray()
         .map((message) => message.QueryInterface(Ci.nsIScriptError ?? Ci.nsIConsoleMessage).toString())
         .filter((words) => words.includes(uuid));`,
      { uuid: this.#uuid },
    );
  }

  close(): Promise<void> {
    return this.#process.stop();
  }

  async #closePrivateWindows(): Promise<void> {
    await until(
      () =>
        this.#privileged.run<boolean>(`
          const { PrivateBrowsingUtils } = ChromeUtils.importESModule('resource://gre/modules/PrivateBrowsingUtils.sys.mjs');
          const left = [...Services.wm.getEnumerator('navigator:browser')].filter((one) => PrivateBrowsingUtils.isWindowPrivate(one));
          for (const one of left) one.close();
          return left.length === 0;`),
      'the end of the private windows',
    );
  }

  #page(page: string): string {
    return `${this.origin}/extension/surfaces/${page}`;
  }

  /** The newest page of the extension of this kind, once it is there and loaded. */
  async #surface(type: ViewType, page: string, label: string, close: () => Promise<void>): Promise<Surface> {
    const browserId = await until(
      () =>
        this.#privileged.run<number | null>(`
          const views = [...extension.views].filter((view) =>
            view.viewType === '${type}' && (view.uri?.spec ?? '').includes('${page}'));
          return views.at(-1)?.xulBrowser?.browserId || null;`),
      label,
    );
    const surface = new Surface(new FirefoxSurface(this.#privileged.marionette, browserId, close), label);
    if (type !== 'background') this.opened.push(surface);
    await surface.waitFor(() => document.readyState === 'complete');
    return surface;
  }
}
