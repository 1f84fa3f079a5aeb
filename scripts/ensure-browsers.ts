import { findBrowser } from './browsers.ts';
import { BROWSERS, type Browser } from './manifest.ts';
import { runCommand, runOnNode } from './run-command.ts';

interface Source {
  readonly what: string;
  /** Whether it is worth trying here. */
  readonly offered: () => boolean;
  readonly install: () => Promise<{ code: number | null }>;
}

const mayUseApt = () => process.platform === 'linux' && process.getuid?.() === 0;

async function apt(name: string): Promise<{ code: number | null }> {
  await runCommand('apt-get', ['update', '-q'], { show: true });
  return runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { show: true });
}

/** Where a missing browser can be had from, tried in this order. */
const SOURCES: Readonly<Record<Browser, readonly Source[]>> = {
  chrome: [
    {
      what: "Playwright's own Chromium",
      offered: () => true,
      install: () =>
        runOnNode(['node_modules/@playwright/test/cli.js', 'install', '--no-shell', 'chromium'], { show: true }),
    },
    { what: "the system's package chromium", offered: mayUseApt, install: () => apt('chromium') },
  ],
  firefox: [
    { what: "the system's package firefox-esr", offered: mayUseApt, install: () => apt('firefox-esr') },
    { what: "the system's package firefox", offered: mayUseApt, install: () => apt('firefox') },
  ],
};

/** Installs the browsers that are missing, where that is possible. What stays missing is for the tests to report. */
export async function ensureBrowsers(): Promise<void> {
  for (const browser of BROWSERS) {
    for (const { what, offered, install } of SOURCES[browser]) {
      if (findBrowser(browser)) break;
      if (!offered()) continue;
      console.log(`No ${browser} was found: installing ${what} …`);
      await install().catch((error) => console.log(String(error)));
    }
    if (!findBrowser(browser)) console.log(`No ${browser} could be found or installed: its tests are SKIPPED.`);
  }
}
