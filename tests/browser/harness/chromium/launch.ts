import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import type { LaunchOptions } from '../browser-under-test.ts';

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

/** Starts Chromium on a fresh profile, ready to take an extension. Hosts under `.test` lead to this machine. */
export async function launchChromium(
  executablePath: string,
  options: LaunchOptions = {},
): Promise<{ context: BrowserContext; removeProfile: () => void }> {
  const profile = mkdtempSync(path.join(tmpdir(), 'sidtrail-chromium-'));
  const removeProfile = () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  mkdirSync(path.join(profile, 'Default'));
  writeFileSync(path.join(profile, 'Default/Preferences'), JSON.stringify(preferences(options)));
  try {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      viewport: null,
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
        `--host-resolver-rules=${['*.test', ...(options.hosts ?? [])].map((host) => `MAP ${host} 127.0.0.1`).join(',')}`,
        ...(options.acceptsAnyCertificate ? ['--ignore-certificate-errors'] : []),
        // Chrome and Edge have dropped --load-extension; over the DevTools pipe they take one, with this said.
        '--enable-unsafe-extension-debugging',
      ],
    });
    return { context, removeProfile };
  } catch (error) {
    removeProfile();
    throw error;
  }
}
