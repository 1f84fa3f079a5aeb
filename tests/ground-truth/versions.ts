import { execFileSync } from 'node:child_process';
import { findBrowser } from '../../scripts/browsers.ts';
import type { Browser } from '../../scripts/manifest.ts';

/** A browser's name and version as it says itself. */
export function versionOf(browser: Browser): string {
  const found = findBrowser(browser);
  if (found === undefined) return browser;
  try {
    const said = execFileSync(found.path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /^[A-Za-z ]+[\d.]+(?:esr)?/.exec(said.trim())?.[0] ?? found.label;
  } catch {
    return found.label;
  }
}
