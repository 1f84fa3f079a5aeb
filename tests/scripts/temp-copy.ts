import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

export const ROOT = path.join(import.meta.dirname, '../..');

/** What a copy needs to be built, checked and started. */
const PARTS = [
  'biome.json',
  'knip.jsonc',
  'extension',
  'manifest.json',
  'package.json',
  'scripts',
  'server',
  'vite.config.ts',
];

/** A copy of the repo that a test may break; it goes when the test ends. @returns Its top folder. */
export function tempCopy(context: TestContext): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'sidtrail-copy-'));
  context.after(() => rmSync(copy, { recursive: true, force: true }));
  for (const part of PARTS) cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  return copy;
}
