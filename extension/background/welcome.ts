import browser from 'webextension-polyfill';

const PAGE = '/extension/surfaces/welcome/welcome.html';

/**
 * Opens the welcome page when the extension has been installed, packed or not, and never at an update or a start of the
 * browser. To be called in the background's first turn.
 */
export function welcomeOnInstall(): void {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL(PAGE) });
  });
}
