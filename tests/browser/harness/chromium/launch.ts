import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { endGroupWithUs } from '../../../../scripts/watchdog.ts';
import type { LaunchOptions } from '../browser-under-test.ts';
import { LOCAL_HOSTS } from '../local-hosts.ts';
import { newFolder } from '../new-folder.ts';
import { CdpPipe } from './cdp-pipe.ts';
import { CdpBrowser } from './cdp-target.ts';
import { launchRecorded } from './record-har.ts';

/** chrome://settings/cookies: 0 allows third-party cookies, 1 blocks them. Unset, some builds block and others do not. */
const COOKIE_CONTROLS_MODE: Readonly<Record<'allowed' | 'blocked', number>> = { allowed: 0, blocked: 1 };

/** Written before the start, because Chromium reads them once. */
function preferences({ thirdPartyCookies = 'allowed' }: LaunchOptions): object {
  return {
    // Else runtime.reload() leaves an unpacked extension disabled.
    extensions: { ui: { developer_mode: true } },
    profile: { cookie_controls_mode: COOKIE_CONTROLS_MODE[thirdPartyCookies] },
  };
}

/** Flags that make Chromium one to be driven over its pipe. */
function pipeFlags(profile: string): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    // Chromium's sandbox does not start as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function flagsFor({ hosts = [] }: LaunchOptions): string[] {
  return [
    '--disable-gpu',
    '--window-size=1280,800',
    '--hide-scrollbars',
    '--mute-audio',
    '--force-color-profile=srgb',
    `--host-resolver-rules=${[...LOCAL_HOSTS, ...hosts].map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
    // Servers on this machine may speak https with a certificate of their own.
    '--ignore-certificate-errors',
    // Chrome and Edge have dropped --load-extension; over the DevTools pipe they take one, with this said.
    '--enable-unsafe-extension-debugging',
    // A page that nobody looks at is as quick as one in front.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // Pages may open and lead on as often as a test wants.
    '--disable-popup-blocking',
    '--disable-ipc-flooding-protection',
    '--disable-back-forward-cache',
    // What a start does beside: looking for updates, asking services, first-run pages, keeping passwords.
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-component-extensions-with-background-pages',
    '--disable-default-apps',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-field-trial-config',
    '--disable-sync',
    '--metrics-recording-only',
    '--no-default-browser-check',
    '--no-first-run',
    '--password-store=basic',
    '--use-mock-keychain',
    '--disable-dev-shm-usage',
    '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable',
  ];
}

/**
 * A PATH in which two programs of the desktop do nothing: for an extension that goes, Chromium on Linux starts them some
 * twenty times, to look for icons and menu entries of it.
 */
function withoutDesktop(profile: string): string {
  const folder = path.join(profile, 'bin');
  mkdirSync(folder);
  for (const tool of ['xdg-icon-resource', 'xdg-desktop-menu']) symlinkSync('/bin/true', path.join(folder, tool));
  return `${folder}:${process.env['PATH']}`;
}

export interface ChromiumProcess {
  readonly cdp: CdpBrowser;
  /** The folder of its profile. */
  readonly profile: string;
  /** Ends Chromium with all its processes; the profile that was made for it goes, too. */
  stop(): Promise<void>;
}

/**
 * Starts Chromium on a fresh profile, ready to take an extension. LOCAL_HOSTS and `hosts` lead to this machine. It is
 * driven over its pipe: Playwright, which listens to the network of every page, would cost half as much again.
 * @param flags Said after all others, so that they win.
 */
export async function launchChromium(
  executable: string,
  options: LaunchOptions = {},
  flags: readonly string[] = [],
): Promise<ChromiumProcess> {
  const profile = newFolder('sidtrail-chromium-');
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences(options)));
  const env = { ...process.env, ...(process.platform === 'linux' && { PATH: withoutDesktop(profile) }) };
  const args = [...flagsFor(options), ...flags];
  if (options.recordHar !== undefined) {
    try {
      const { connection, stop } = await launchRecorded(executable, profile, { args, env, har: options.recordHar });
      return { cdp: new CdpBrowser(connection), profile, stop: () => stop().finally(remove) };
    } catch (error) {
      remove();
      throw error;
    }
  }
  const chromium = spawn(executable, [...pipeFlags(profile), ...args, 'about:blank'], {
    // A group of its own, so that it can be ended with all its processes.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env,
  });
  const callOff = chromium.pid === undefined ? () => {} : endGroupWithUs(chromium.pid, profile);
  const ended = new Promise((resolve) => chromium.once('exit', resolve));
  const stop = async () => {
    if (kill(chromium)) await ended;
    callOff();
    remove();
  };
  try {
    const [, , , to, from] = chromium.stdio;
    const cdp = new CdpBrowser(new CdpPipe(to as Writable, from as Readable));
    // It may not start at all.
    const failed = new Promise<never>((_, reject) => chromium.once('error', reject));
    await Promise.race([cdp.send('Browser.getVersion'), failed]);
    return { cdp, profile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @returns Whether there was something to end. */
function kill({ pid, exitCode, signalCode }: ChildProcess): boolean {
  if (pid === undefined || exitCode !== null || signalCode !== null) return false;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}
