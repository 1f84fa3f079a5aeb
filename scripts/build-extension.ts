import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { configFor } from '../vite.config.ts';
import { BROWSERS, type Browser } from './manifest.ts';
import { Sentence } from './sentence.ts';

const root = path.dirname(import.meta.dirname);

/** Where the extension of each browser is built, from the repo's top. */
export const DIST = 'dist';

/**
 * Builds the extension, for every browser by default. What was built before stays until its successor is complete.
 * @param folder Where to; each browser's build is a folder in it.
 * @param pseudoLocale Puts every message into brackets; PSEUDO_LOCALE=1 does so by default.
 * @throws A sentence that says what is wrong in which file.
 */
export async function buildExtension({
  folder = DIST,
  browsers = BROWSERS,
  pseudoLocale,
}: {
  folder?: string;
  browsers?: readonly Browser[];
  pseudoLocale?: boolean;
} = {}): Promise<void> {
  for (const browser of browsers) {
    const target = path.resolve(root, folder, browser);
    const fresh = `${target}.${process.pid}`;
    try {
      await build({ ...configFor(browser, fresh, pseudoLocale), logLevel: 'silent' });
      rmSync(target, { recursive: true, force: true });
      renameSync(fresh, target);
    } catch (error) {
      throw new Sentence(`The extension for ${browser} could not be built: ${firstLine(error)}`);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  }
}

/** What the bundler says first, with colours and absolute paths taken away. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message
    // biome-ignore lint/complexity/useRegexLiterals: an escape character in a literal is easily overlooked.
    .replaceAll(new RegExp('\\u001b\\[[0-9;]*m', 'g'), '')
    .replaceAll(`${root}${path.sep}`, '')
    .split('\n')
    .map((line) => line.trim());
  const relevant = lines.filter((line) => line !== '' && !/^Build failed/.test(line));
  const said = relevant
    .slice(0, 2)
    .join(' ')
    .replace(/^\[[\w:-]+\] /, '')
    .replace(/\s*╭─\[ (.+?) \]/, ' at $1');
  return said ? `${said}.` : 'the bundler did not say why.';
}
