import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Marionette } from '../marionette.ts';
import { opensWelcome, WELCOME_PAGE } from '../welcome-page.ts';
import { type BrowserProcess, inTime, type OpenedBrowser, spawnBrowser } from './opened-browser.ts';

/** How long a browser may take to start and to load the extension. ms. */
const START_TIME = 60_000;

const PREFERENCES = {
  // 0: a free port, written into the profile.
  'marionette.port': 0,
  'browser.shell.checkDefaultBrowser': false,
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.startup.page': 0,
};

/**
 * Opens Firefox with the extension installed temporarily, as about:debugging does, then the page, so that its first
 * visit is seen; then lets go of the remote control.
 * @throws When Firefox does not start or refuses the extension.
 */
export async function openFirefox(executable: string, extension: string, url: string): Promise<OpenedBrowser> {
  const browser = spawnBrowser(executable, (profile) => {
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(path.join(profile, 'user.js'), lines.join(''));
    return ['--marionette', '--remote-allow-system-access', '--no-remote', '--profile', profile];
  });
  try {
    const shown = await inTime(browser, START_TIME, showPage(browser, extension, url));
    if (!shown) throw new Error('it ended or did not answer.');
    return browser;
  } catch (error) {
    await browser.stop();
    throw error;
  }
}

async function showPage({ child, profile }: BrowserProcess, extension: string, url: string): Promise<true> {
  const portFile = path.join(profile, 'MarionetteActivePort');
  while (!existsSync(portFile) || readFileSync(portFile, 'utf8') === '') {
    if (child.exitCode !== null) throw new Error('it ended at once.');
    await pause(50);
  }
  const marionette = await Marionette.connect(Number(readFileSync(portFile, 'utf8')));
  // This connection is enough: no other program can connect while the extension is loaded.
  await marionette.send('Marionette:AcceptConnections', { value: false });
  const { value: id } = (await marionette.send('Addon:Install', { path: extension, temporary: true })) as {
    value: string;
  };
  while (!(await marionette.inChrome<boolean>(IS_LISTENING, { id }))) await pause(50);
  // The welcome page opens beside the page that was asked for, not over it.
  if (opensWelcome(extension))
    while (!(await marionette.inChrome<boolean>(LEAVE_WELCOME, { page: WELCOME_PAGE }))) await pause(50);
  await marionette.setContext('content');
  await marionette.send('WebDriver:Navigate', { url });
  await marionette.inChrome(LET_GO);
  marionette.close();
  return true;
}

/** Whether the extension's background has started, so that it sees the first visit. */
const IS_LISTENING = `return WebExtensionPolicy.getByID(id)?.extension?.backgroundState === 'running';`;

/** Shows the first tab again, once the welcome page stands beside it. */
const LEAVE_WELCOME = `
  const { gBrowser } = Services.wm.getMostRecentWindow('navigator:browser');
  if (!gBrowser.tabs.some(({ linkedBrowser }) => linkedBrowser.currentURI.spec.endsWith('/' + page))) return false;
  gBrowser.selectedTab = gBrowser.tabs[0];
  return true;`;

/** Ends the remote control, and with it the striped address bar, once this has been answered. */
const LET_GO = `
  const { Marionette } = ChromeUtils.importESModule('chrome://remote/content/components/Marionette.sys.mjs');
  Services.tm.dispatchToMainThread(() => Marionette.uninit());`;
