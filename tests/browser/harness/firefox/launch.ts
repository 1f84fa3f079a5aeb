import { type ChildProcess, spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Marionette } from '../../../../scripts/marionette.ts';
import { endGroupWithUs } from '../../../../scripts/watchdog.ts';
import type { LaunchOptions } from '../browser-under-test.ts';
import { LOCAL_HOSTS } from '../local-hosts.ts';
import { newFolder } from '../new-folder.ts';
import { until } from '../until.ts';

/** network.cookie.cookieBehavior: 5 keeps third-party cookies in partitions (the default), 1 refuses them. */
const COOKIE_BEHAVIOR: Readonly<Record<'allowed' | 'blocked', number>> = { allowed: 5, blocked: 1 };

type Preferences = Readonly<Record<string, string | number | boolean>>;

function preferences({ thirdPartyCookies = 'allowed', hosts = [], recordHar }: LaunchOptions): Preferences {
  return {
    // 0: a free port, written into the profile.
    'marionette.port': 0,
    'network.dns.localDomains': [...LOCAL_HOSTS, ...hosts].join(','),
    'dom.security.https_first': false,
    'network.cookie.cookieBehavior': COOKIE_BEHAVIOR[thirdPartyCookies],
    // permissions.request is granted without its dialog; a user gesture is needed all the same.
    'extensions.webextOptionalPermissionPrompts': false,
    // A popup stays open when the focus goes elsewhere.
    'ui.popup.disable_autohide': true,
    'browser.chrome.site_icons': false,
    'browser.aboutwelcome.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'app.update.enabled': false,
    'extensions.update.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    // Work at every start that no test is about: a new tab's page and a process made in advance, telemetry.
    'browser.newtab.preload': false,
    'browser.newtabpage.enabled': false,
    'browser.startup.homepage': 'about:blank',
    'dom.ipc.processPrelaunch.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'toolkit.telemetry.enabled': false,
    // Each frame is drawn by the processor, of the browser's own window as well: a fifth of the usual ones do.
    'layout.frame_rate': 12,
    // The lightest of all tools: the harness goes on to the extension's panel.
    'devtools.toolbox.selectedTool': 'options',
    'devtools.toolbox.footer.height': 420,
    'devtools.netmonitor.persistlog': recordHar !== undefined,
  };
}

export interface FirefoxProcess {
  readonly marionette: Marionette;
  /** Ends Firefox with all its processes; the profile that was made for it goes, too. */
  stop(): Promise<void>;
}

/** Starts Firefox, headless, on a fresh profile: without history, cookies, add-ons. */
export async function launchFirefox(executable: string, options: LaunchOptions = {}): Promise<FirefoxProcess> {
  const settings = preferences(options);
  const profile = newProfile();
  let firefox: Awaited<ReturnType<typeof start>> | undefined;
  const stop = async () => {
    await firefox?.stop();
    remove(profile);
  };
  try {
    cpSync(await startedBefore(executable, settings), profile, { recursive: true });
    firefox = await start(executable, profile, settings);
    // Servers on this machine may speak https with a certificate of their own.
    await firefox.marionette.inChrome(
      `Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService)
         .setDisableAllSecurityChecksAndLetAttackersInterceptMyData(true);`,
    );
    return { marionette: firefox.marionette, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A profile with which Firefox was started and quit, and no more: with its caches of compiled scripts, a copy starts in
 * half of the time that an empty one takes. It is kept for the next run, as long as Firefox and the settings stay.
 */
async function startedBefore(executable: string, settings: Preferences): Promise<string> {
  const { mtimeMs, size } = statSync(realpathSync(executable));
  const kind = hash('sha256', JSON.stringify([executable, mtimeMs, size, settings])).slice(0, 16);
  const kept = path.join(CACHE, kind);
  if (existsSync(kept)) return kept;
  mkdirSync(CACHE, { recursive: true });
  const profile = mkdtempSync(path.join(CACHE, 'new-'));
  try {
    const firefox = await start(executable, profile, settings);
    try {
      await firefox.marionette.send('Marionette:Quit', { flags: ['eForceQuit'] });
      await firefox.ended;
    } finally {
      await firefox.stop();
    }
    rmSync(path.join(profile, PORT_FILE), { force: true });
    renameSync(profile, kept);
  } catch (error) {
    // Another worker may have been quicker with the same.
    if (!existsSync(kept)) throw error;
  } finally {
    remove(profile);
  }
  return kept;
}

/** Where tools keep what can be made again; `npm ci` empties it. */
const CACHE = path.resolve(import.meta.dirname, '../../../../node_modules/.cache/sidtrail/firefox');

const PORT_FILE = 'MarionetteActivePort';

/** Starts Firefox on a profile and connects to it. */
async function start(
  executable: string,
  profile: string,
  settings: Preferences,
): Promise<FirefoxProcess & { readonly ended: Promise<unknown> }> {
  const lines = Object.entries(settings).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  writeFileSync(path.join(profile, 'user.js'), lines.join('\n'));
  const firefox = spawn(
    executable,
    ['--marionette', '--remote-allow-system-access', '--headless', '--no-remote', '--profile', profile],
    // A group of its own, so that it can be ended with all its processes.
    {
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, MOZ_HEADLESS_WIDTH: '1280', MOZ_HEADLESS_HEIGHT: '900' },
    },
  );
  const callOff = firefox.pid === undefined ? () => {} : endGroupWithUs(firefox.pid);
  const ended = new Promise((resolve) => firefox.once('exit', resolve));
  const stop = async () => {
    callOff();
    if (killGroup(firefox)) await ended;
  };
  try {
    const portFile = path.join(profile, PORT_FILE);
    const port = await until(
      () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined),
      'Firefox to start',
      60_000,
    );
    return { marionette: await Marionette.connect(port), stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

function newProfile(): string {
  return newFolder('sidtrail-firefox-');
}

function remove(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** @returns Whether there was something to end. */
function killGroup({ pid, exitCode, signalCode }: ChildProcess): boolean {
  if (pid === undefined || exitCode !== null || signalCode !== null) return false;
  try {
    process.kill(-pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
