import type { Marionette } from '../../../../scripts/marionette.ts';

/**
 * At hand for each script: the browser window with its tabs, the extension, and `tabs`, which opens and loads.
 * Marionette's own commands do the same, but first open an empty tab in a process of its own. They also ask the window
 * for its focus each time.
 */
const PRELUDE = `
  const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
  const { global } = ExtensionParent.apiManager;
  const window = Services.wm.getMostRecentWindow('navigator:browser');
  const { document, gBrowser } = window;
  const extension = WebExtensionPolicy.getByID(extensionId)?.extension;
  const windowOf = (element) => element.ownerDocument.defaultView;
  const tabs = {
    of: (browserId) => {
      const { embedderElement } = BrowsingContext.getCurrentTopByBrowserId(browserId) ?? {};
      // The tab may stand in another window than the newest: a private one.
      const tab = embedderElement && windowOf(embedderElement).gBrowser.getTabForBrowser(embedderElement);
      if (!tab) throw new Error('The tab is gone.');
      return tab;
    },
    select: (tab) => {
      windowOf(tab).focus();
      windowOf(tab).gBrowser.selectedTab = tab;
      tab.linkedBrowser.focus();
    },
    // Notes in the window when the load that begins now has ended. Waiting for it here would keep everyone else
    // waiting.
    noteLoad: (browser) => {
      const { browserId } = browser;
      const shown = () => browser.browsingContext.currentWindowGlobal?.innerWindowId;
      const before = shown();
      const loads = (windowOf(browser).sidtrailLoads ??= new Map());
      const listener = {
        QueryInterface: ChromeUtils.generateQI(['nsIWebProgressListener', 'nsISupportsWeakReference']),
        onStateChange: (progress, request, flags) => {
          const { STATE_STOP, STATE_IS_NETWORK } = Ci.nsIWebProgressListener;
          if (!progress.isTopLevel || !(flags & STATE_STOP) || !(flags & STATE_IS_NETWORK)) return;
          // The document before may still have been loading: that load ends first, and is another.
          if (shown() === before) return;
          browser.removeProgressListener(listener);
          loads.delete(browserId);
        },
      };
      loads.set(browserId, listener);
      browser.addProgressListener(listener, Ci.nsIWebProgress.NOTIFY_STATE_NETWORK);
    },
    // A load that moves to another process ends in the first, and the tab shows the second's empty document for a while.
    isLoaded: (browserId) =>
      ![...Services.wm.getEnumerator('navigator:browser')].some(({ sidtrailLoads }) => sidtrailLoads?.has(browserId)) &&
      BrowsingContext.getCurrentTopByBrowserId(browserId)?.currentWindowGlobal?.isInitialDocument === false,
    remove: (tab) => windowOf(tab).gBrowser.removeTab(tab, { animate: false, skipPermitUnload: true }),
  };`;

/** Firefox's privileged world, with what the harness needs of it at hand. */
export class Privileged {
  readonly marionette: Marionette;
  readonly #extensionId: string;

  constructor(marionette: Marionette, extensionId: string) {
    this.marionette = marionette;
    this.#extensionId = extensionId;
  }

  /** Runs the body of an async function with PRELUDE's names and `args` at hand. */
  run<T>(body: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.marionette.inChrome<T>(`${PRELUDE}\n${body}`, { ...args, extensionId: this.#extensionId });
  }
}
