import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browsers.ts';

// Renders extension/icons/icon.svg to the PNGs that the manifest names. Run it after a change of the drawing:
// node_modules/.bin/node scripts/icons.ts

/** Side in pixels, and the transparent border that the stores ask for at 128. */
const SIZES = [
  { side: 16, border: 0 },
  { side: 32, border: 0 },
  { side: 48, border: 0 },
  { side: 128, border: 16 },
];

const folder = path.join(import.meta.dirname, '../extension/icons');
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
const executablePath = findBrowser('chrome')?.path;
if (!executablePath) throw new Error('Rendering the icons needs a Chromium or Chrome.');
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
for (const { side, border } of SIZES) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(
    `<style>body{margin:${border}px}svg{display:block;width:${side - 2 * border}px;height:${side - 2 * border}px}</style>${svg}`,
  );
  writeFileSync(path.join(folder, `icon-${side}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
