import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { until } from '../until.ts';

/**
 * Has Playwright, which many people get their HARs from, record all that a browser's tabs ask.
 * @param profile The profile of a browser that was started with a port to be driven by.
 * @param file Where the HAR is written.
 * @returns Writes it, and ends the recording.
 */
export async function recordHar(profile: string, file: string): Promise<() => Promise<void>> {
  const port = await until(() => portOf(profile), 'the port of Chromium');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error('Playwright saw no window of this browser.');
  await context.tracing.startHar(file, { content: 'omit' });
  return async () => {
    // Playwright waits for what it was not told of a request, without end, unless its page is gone.
    const pages = context.pages();
    await context.newPage();
    for (const page of pages) await page.close();
    await context.tracing.stopHar();
    await browser.close();
  };
}

/** Chromium writes it there, with a path below it, once it listens. */
function portOf(profile: string): string | undefined {
  try {
    return readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
}
