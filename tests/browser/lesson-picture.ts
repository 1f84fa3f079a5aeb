import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Surface } from './harness/surface.ts';

const images = path.resolve(import.meta.dirname, '../../docs/images');

/** Keeps a picture for docs/lesson.md when UPDATE_DOCS=1 asks for new ones; `at` is what stands on top. */
export async function picture(
  surface: Surface,
  name: string,
  { at = 'h1', width = 1280, height = 940 }: { at?: string; width?: number; height?: number } = {},
): Promise<void> {
  if (process.env['UPDATE_DOCS'] !== '1') return;
  mkdirSync(images, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await surface.emulate({ colorScheme, width, height });
    await surface.evaluate((css) => document.querySelector(`.lesson ${css}`)?.scrollIntoView({ block: 'start' }), at);
    await surface.waitFor(() => document.getAnimations().length === 0);
    const png = await surface.screenshot({ colorScheme, width, height });
    writeFileSync(path.join(images, `lesson-${name}-${colorScheme}.png`), png);
  }
}
