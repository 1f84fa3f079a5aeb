import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Marionette } from '../../../../scripts/marionette.ts';
import { endGroupWithUs } from '../../../../scripts/watchdog.ts';
import type { LaunchOptions } from '../browser-under-test.ts';
import { until } from '../until.ts';

/** The address of the extension's pages; by itself Firefox draws a new one for every profile. */
export const EXTENSION_UUID = '5b1e7a11-51d7-4a11-8a11-51d7a11cab1e';

/** Hosts that lead to this machine: Firefox takes no wildcard. */
const LOCAL_DOMAINS = ['a.test', 'www.a.test', 'sub.a.test', 'b.test', 'app.a.test', 'app.b.test'];

/** network.cookie.cookieBehavior: 5 keeps third-party cookies in partitions (the default), 1 refuses them. */
const COOKIE_BEHAVIOR: Readonly<Record<'allowed' | 'blocked', number>> = { allowed: 5, blocked: 1 };

function preferences(
  extensionId: string,
  { hosts = [], thirdPartyCookies = 'allowed' }: LaunchOptions,
): Readonly<Record<string, string | number | boolean>> {
  return {
    // 0: a free port, written into the profile.
    'marionette.port': 0,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: EXTENSION_UUID }),
    'network.dns.localDomains': [...LOCAL_DOMAINS, ...hosts].join(','),
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
    'devtools.toolbox.selectedTool': 'inspector',
    'devtools.toolbox.footer.height': 420,
  };
}

export interface FirefoxProcess {
  readonly marionette: Marionette;
  /** Ends Firefox with all its processes and removes its profile. */
  stop(): Promise<void>;
}

/** Starts Firefox, headless, on a fresh profile. */
export async function launchFirefox(
  executable: string,
  extensionId: string,
  options: LaunchOptions = {},
): Promise<FirefoxProcess> {
  const profile = mkdtempSync(path.join(tmpdir(), 'sidtrail-firefox-'));
  const lines = Object.entries(preferences(extensionId, options)).map(
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
  const stop = async () => {
    callOff();
    const ended = new Promise((resolve) => firefox.once('exit', resolve));
    if (killGroup(firefox)) await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const portFile = path.join(profile, 'MarionetteActivePort');
    const port = await until(
      () => (existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) || undefined : undefined),
      'Firefox to start',
      60_000,
    );
    const marionette = await Marionette.connect(port);
    if (options.acceptsAnyCertificate) {
      await marionette.inChrome(
        `Cc['@mozilla.org/security/certoverride;1'].getService(Ci.nsICertOverrideService)
           .setDisableAllSecurityChecksAndLetAttackersInterceptMyData(true);`,
      );
    }
    return { marionette, stop };
  } catch (error) {
    await stop();
    throw error;
  }
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
