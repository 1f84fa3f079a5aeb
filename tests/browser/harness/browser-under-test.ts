import type { Browser } from '../../../scripts/manifest.ts';
import type { Surface } from './surface.ts';

/** A tab with a web page or one of the extension's own pages. */
export interface TabSurface extends Surface {
  /** Waits for the load event. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): Promise<string>;
  /** Makes it the active tab of its window. */
  activate(): Promise<void>;
}

/** What a test wants of the browser beyond the usual. */
export interface LaunchOptions {
  /** Hosts that lead to this machine, beside those that always do. */
  readonly hosts?: readonly string[];
  /** `allowed`, by default: Firefox then keeps them in partitions, as it does by default. */
  readonly thirdPartyCookies?: 'allowed' | 'blocked';
  /** Leaves the welcome page open that the extension opens at its installation; otherwise tests begin without it. */
  readonly keepWelcome?: boolean;
  /** Chromium writes a HAR of all that its tabs ask there, when it is closed; Firefox's DevTools keep what a tab asks. */
  readonly recordHar?: string;
}

/** A real browser on a fresh profile with the built extension in it. */
export interface BrowserUnderTest {
  readonly name: Browser;
  /** `chrome-extension://…` or `moz-extension://…`, without a slash at the end; another one after `renew`. */
  readonly origin: string;
  /** Every surface that was opened, in order; some may be closed by now. */
  readonly opened: readonly Surface[];
  /** Opens a URL in a new active tab and waits for its load. */
  openTab(url: string): Promise<TabSurface>;
  /** The inspector in a tab of its own. */
  openInspectorTab(query?: string): Promise<TabSurface>;
  /** The number that the extension API knows a tab by. */
  tabId(tab: TabSurface): Promise<number>;
  /** The popup of the toolbar button, over this tab. */
  openPopup(tab: TabSurface): Promise<Surface>;
  /** Chrome's side panel, Firefox's sidebar, beside this tab. */
  openSidePanel(tab: TabSurface): Promise<Surface>;
  /** DevTools of this tab, showing Sidtrail's panel. */
  openDevToolsPanel(tab: TabSurface): Promise<Surface>;
  /** Runs a function in the background (woken where it slept); it may use nothing from outside itself. */
  inBackground<Arguments extends readonly unknown[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>>;
  /** Ends the background as the browser does when it is idle; the next event wakes it, one that is on its way at once. */
  stopBackground(): Promise<void>;
  /** Kills the background where it runs, in the middle of its events, and does not wait: the next event starts another. */
  killBackground(): Promise<void>;
  isBackgroundAlive(): Promise<boolean>;
  /** Makes the next `permissions.request` for these match patterns be granted without a dialog. */
  allowHosts(patterns: readonly string[]): Promise<void>;
  /** Lets the extension see private (incognito) windows, as the user can; the browser starts it again for that. */
  allowPrivateWindows(): Promise<void>;
  /** Opens a URL in a private window of its own and waits for its load; closing the tab closes the window. */
  openPrivateTab(url: string): Promise<TabSurface>;
  /** Empties the whole cookie jar; the extension hears of each cookie that goes. */
  clearCookies(): Promise<void>;
  /** What went wrong in the extension's background and pages since it was installed, as the browser words it. */
  errors(): Promise<readonly string[]>;
  /**
   * Makes it as it was when it was launched, at a fraction of the cost: every surface is closed, cookies and cache are
   * emptied, and the extension is installed again, with nothing that it had stored or been granted.
   */
  renew(): Promise<void>;
  close(): Promise<void>;
}
