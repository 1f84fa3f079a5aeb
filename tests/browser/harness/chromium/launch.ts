import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import type { LaunchOptions } from '../browser-under-test.ts';
import { LOCAL_HOSTS } from '../local-hosts.ts';
import { newFolder } from '../new-folder.ts';

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
  readonly context: BrowserContext;
  /** The folder of its profile. */
  readonly profile: string;
  /** Ends Chromium; the profile that was made for it goes, too. */
  stop(): Promise<void>;
}

/** Starts Chromium on a fresh profile, ready to take an extension. LOCAL_HOSTS and `hosts` lead to this machine. */
export async function launchChromium(executablePath: string, options: LaunchOptions = {}): Promise<ChromiumProcess> {
  const profile = newFolder('sidtrail-chromium-');
  const remove = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences(options)));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      ...(process.platform === 'linux' ? { env: { ...process.env, PATH: withoutDesktop(profile) } } : {}),
      headless: true,
      viewport: null,
      ...(options.recordHar !== undefined && { recordHar: { path: options.recordHar, content: 'omit' } }),
      // Chromium's sandbox does not start as root.
      chromiumSandbox: process.getuid?.() !== 0,
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--window-size=1280,800',
        `--host-resolver-rules=${[...LOCAL_HOSTS, ...(options.hosts ?? [])].map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
        // Servers on this machine may speak https with a certificate of their own.
        '--ignore-certificate-errors',
        // Chrome and Edge have dropped --load-extension; over the DevTools pipe they take one, with this said.
        '--enable-unsafe-extension-debugging',
      ],
    });
    const stop = async () => {
      await context.close();
      remove();
    };
    return { context, profile, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
