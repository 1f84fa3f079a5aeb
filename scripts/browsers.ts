import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { Browser } from './manifest.ts';
import { Sentence } from './sentence.ts';

/** A browser on this machine. */
export interface FoundBrowser {
  readonly browser: Browser;
  /** As a person calls it. */
  readonly label: string;
  readonly path: string;
}

interface Candidate {
  readonly label: string;
  /** Names looked for on PATH. */
  readonly commands: readonly string[];
  /** Full paths on systems that put programs elsewhere. */
  readonly paths: readonly string[];
}

const env = process.env;
const programFolders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
  (folder) => folder !== undefined,
);

function onWindows(...parts: readonly string[]): string[] {
  return programFolders.map((folder) => path.win32.join(folder, ...parts));
}

function onMac(app: string): string[] {
  return ['/Applications', path.join(homedir(), 'Applications')].map((folder) =>
    path.join(folder, `${app}.app/Contents/MacOS/${app}`),
  );
}

/** In order of preference. */
const CANDIDATES: Readonly<Record<Browser, readonly Candidate[]>> = {
  chrome: [
    {
      label: 'Chromium',
      commands: ['chromium', 'chromium-browser'],
      paths: [...onMac('Chromium'), ...onWindows('Chromium', 'Application', 'chrome.exe')],
    },
    {
      label: 'Chrome',
      commands: ['google-chrome-stable', 'google-chrome'],
      paths: [...onMac('Google Chrome'), ...onWindows('Google', 'Chrome', 'Application', 'chrome.exe')],
    },
    {
      label: 'Edge',
      commands: ['microsoft-edge-stable', 'microsoft-edge'],
      paths: [...onMac('Microsoft Edge'), ...onWindows('Microsoft', 'Edge', 'Application', 'msedge.exe')],
    },
  ],
  firefox: [
    {
      label: 'Firefox',
      commands: ['firefox-developer-edition', 'firefox', 'firefox-esr'],
      paths: [
        '/Applications/Firefox.app/Contents/MacOS/firefox',
        '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
        ...onWindows('Mozilla Firefox', 'firefox.exe'),
      ],
    },
  ],
};

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(command: string): string | undefined {
  return (env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, command))
    .find(isExecutable);
}

/** Playwright's own download, where `playwright install chromium` has put it. */
function playwrightChromium(): FoundBrowser | undefined {
  const file = chromium.executablePath();
  return existsSync(file) ? { browser: 'chrome', label: "Playwright's Chromium", path: file } : undefined;
}

/**
 * The first of this machine's browsers that is found: the one that SIDTRAIL_CHROMIUM or SIDTRAIL_FIREFOX names, else
 * Playwright's own, else the system's.
 */
export function findBrowser(browser: Browser): FoundBrowser | undefined {
  const variable = browser === 'chrome' ? 'SIDTRAIL_CHROMIUM' : 'SIDTRAIL_FIREFOX';
  const named = env[variable];
  if (named) {
    if (!isExecutable(named)) throw new Sentence(`${variable} names ${named}, which is no program: name one that is.`);
    return { browser, label: named, path: named };
  }
  if (browser === 'chrome') {
    const own = playwrightChromium();
    if (own) return own;
  }
  for (const { label, commands, paths } of CANDIDATES[browser]) {
    const file = commands.map(onPath).find((found) => found !== undefined) ?? paths.find(isExecutable);
    if (file) return { browser, label, path: file };
  }
  return undefined;
}
