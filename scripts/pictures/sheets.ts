import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { servePage } from '../../tests/ui/page/serve.ts';
import { POPUP_SIZES, SCREENS, type Screen, SIZES, type Size } from './screens.ts';

interface Look {
  readonly scheme: 'light' | 'dark';
  readonly lang: 'en' | 'de';
}

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap((scheme) =>
  (['en', 'de'] as const).map((lang) => ({ scheme, lang })),
);

/** One picture: the scene as it is opened, when nothing moves any more. */
async function picture(page: Page, url: string, screen: Screen, size: Size, { scheme, lang }: Look): Promise<Buffer> {
  await page.setViewportSize({ width: size.width, height: size.height });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.goto(`${url}?scene=${screen.scene}&surface=${screen.page ?? size.surface}&lang=${lang}`);
  await page.locator('.bar').waitFor();
  await page.waitForFunction(
    () => document.querySelector('[data-waits], .ribbon-place progress, .answer progress') === null,
  );
  await screen.open?.(page);
  await page.waitForLoadState('networkidle');
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const taken = await page.screenshot({ fullPage: screen.page !== undefined });
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  return taken;
}

/** All pictures of a screen in one, each under its size. */
async function sheetOf(
  page: Page,
  pictures: readonly { readonly size: Size; readonly taken: Buffer }[],
): Promise<Buffer> {
  const figures = pictures.map(({ size, taken }) => {
    const name = `${size.width} × ${size.height}`;
    return `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${taken.toString('base64')}"></figure>`;
  });
  await page.setViewportSize({ width: 1960, height: 400 });
  await page.setContent(`<style>
    body { background: #777; display: flex; flex-wrap: wrap; gap: 16px; margin: 16px; font: 13px sans-serif }
    figure { margin: 0 } figcaption { color: #fff; padding-bottom: 4px } img { display: block }
  </style>${figures.join('')}`);
  return page.screenshot({ fullPage: true });
}

async function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0, args: ['--disable-gpu'] });
}

/**
 * Takes every screen in every size, light and dark, in English and German: `DIR/<screen>/<look>.png` is a sheet of all
 * sizes, and the pictures stand beside it.
 *
 * @param only part of a screen's name; undefined: all screens
 * @param onSheet called with the path of each sheet
 */
export async function takeSheets(
  executablePath: string,
  directory: string,
  only: string | undefined,
  onSheet: (file: string) => void,
): Promise<void> {
  const served = await servePage();
  const browser = await launch(executablePath);
  try {
    const page = await browser.newPage();
    for (const [name, screen] of Object.entries(SCREENS)) {
      if (only !== undefined && !name.includes(only)) continue;
      const folder = path.join(directory, name);
      mkdirSync(folder, { recursive: true });
      for (const look of LOOKS) {
        const pictures = [];
        for (const size of screen.page === 'popup' ? POPUP_SIZES : SIZES) {
          const taken = await picture(page, served.url, screen, size, look);
          writeFileSync(path.join(folder, `${size.width}x${size.height}-${look.scheme}-${look.lang}.png`), taken);
          pictures.push({ size, taken });
        }
        const file = path.join(folder, `${look.scheme}-${look.lang}.png`);
        writeFileSync(file, await sheetOf(page, pictures));
        onSheet(file);
      }
    }
  } finally {
    await browser.close();
    await served.close();
  }
}
