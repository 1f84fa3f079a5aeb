import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import type { TestInfo } from '@playwright/test';
import { recordedEvents } from '../recorded-trace.ts';
import type { BrowserUnderTest } from './browser-under-test.ts';
import type { Surface } from './surface.ts';

/** ms; a browser that does not answer must not keep the rest from being kept. */
const LONGEST = 10_000;

/** Whether a test went otherwise than it should have. */
export function hasFailed({ status, expectedStatus }: TestInfo): boolean {
  return status !== expectedStatus;
}

/**
 * Keeps in the folder of a test what is needed to understand its failure without running it again: each surface's
 * picture and text, the recorded trace, and what went wrong in the extension's pages and background.
 */
export async function keepEvidence(browser: BrowserUnderTest, testInfo: TestInfo): Promise<void> {
  for (const [at, surface] of browser.opened.entries()) {
    const name = `${at + 1} ${surface.label.replaceAll(/[^\w .-]+/g, '_').slice(0, 80)}`;
    await keep(testInfo, `${name}.txt`, () => textOf(surface));
    await keep(testInfo, `${name}.png`, () => surface.screenshot());
  }
  await keep(testInfo, 'trace.jsonl', async () => {
    const events = await recordedEvents(browser);
    return events.map((event) => JSON.stringify(event)).join('\n');
  });
  await keep(testInfo, 'extension-errors.txt', async () => (await browser.errors()).join('\n\n'));
}

/** Keeps a file that was written along the way, such as a server's log. */
export function keepFile(testInfo: TestInfo, name: string, file: string): void {
  if (existsSync(file)) copyFileSync(file, place(testInfo, name));
}

/** Keeps lines that were noted along the way. */
export function keepLines(testInfo: TestInfo, name: string, lines: readonly string[]): void {
  if (lines.length > 0) writeFileSync(place(testInfo, name), `${lines.join('\n')}\n`);
}

/** Keeps what is read now, or why it cannot be: what hangs is given up after a while. */
export async function keep(testInfo: TestInfo, name: string, read: () => Promise<string | Buffer>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`There was no answer in ${LONGEST / 1000} s.`)), LONGEST).unref();
  });
  const content = await Promise.race([read(), late]).catch((error) => `Could not be read: ${error}`);
  writeFileSync(place(testInfo, typeof content === 'string' ? name.replace(/\.png$/, '.png.txt') : name), content);
}

function place(testInfo: TestInfo, name: string): string {
  mkdirSync(testInfo.outputDir, { recursive: true });
  return testInfo.outputPath(name);
}

/** What a reader sees of a surface, under its address. */
function textOf(surface: Surface): Promise<string> {
  return surface.evaluate(() => `${location.href}\n${document.title}\n\n${document.body.innerText}\n`);
}
