import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What one page of the built extension weighs. Bytes. */
export interface SurfaceSize {
  /** As its file is called: `popup`, `panel`, `tab`, … */
  readonly surface: string;
  /** Gzipped: everything that it loads to show itself. */
  readonly gzip: number;
  /** Gzipped: that, and what it loads later, when a view is opened that needs it. */
  readonly withLater: number;
  /** Paths in the build of what it loads to show itself, the page's own first. */
  readonly files: readonly string[];
}

/** The most that a surface may weigh, gzipped, in bytes; what is not named here has the inspector's budget. */
export const BUDGET: Readonly<Record<'popup' | 'inspector', number>> = { popup: 22_000, inspector: 60_000 };

/** The most that a surface may weigh with all that it may ever load, gzipped, in bytes. */
export const BUDGET_OF_ALL = 395_000;

export function budgetOf(surface: string): number {
  return surface === 'popup' ? BUDGET.popup : BUDGET.inspector;
}

/** What a file loads at once: references of pages, static imports and re-exports of scripts, what styles name. */
const AT_ONCE: Readonly<Record<string, readonly RegExp[]>> = {
  '.html': [/(?:src|href)="([^"]+)"/g],
  '.js': [/(?:from|import)\s*["'`]([^"'`]+\.js)["'`]/g],
  '.css': [/url\(["']?([^"')]+)["']?\)/g, /@import\s+["']([^"']+)["']/g],
};

/** What it may load later: dynamic imports, workers, and the styles that the bundler lists for them. */
const LATER: Readonly<Record<string, readonly RegExp[]>> = {
  '.js': [/["'`]((?:\.{0,2}\/)?(?:assets\/)?[\w.-]+\.(?:js|css))["'`]/g],
};

/** The weight of each page of a built extension, heaviest first. */
export function surfaceSizes(folder: string): readonly SurfaceSize[] {
  const pages = readdirSync(path.join(folder, 'extension/surfaces'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => path.posix.join('extension/surfaces', file.split(path.sep).join('/')));
  return pages
    .map((page) => {
      const files = [...loadedBy(folder, page, [AT_ONCE])];
      return {
        surface: path.posix.basename(page, '.html'),
        files,
        gzip: gzipped(folder, files),
        withLater: gzipped(folder, [...loadedBy(folder, page, [AT_ONCE, LATER])]),
      };
    })
    .toSorted((one, other) => other.gzip - one.gzip);
}

function gzipped(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length, 0);
}

function loadedBy(folder: string, page: string, ways: readonly (typeof AT_ONCE)[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const patterns = ways.flatMap((way) => way[path.extname(file)] ?? []);
    if (patterns.length === 0) return;
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const [, reference = ''] of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const target = resolve(file, reference);
      if (target && existsSync(path.join(folder, target))) visit(target);
    }
  };
  visit(page);
  return found;
}

/** A reference as a path in the build; undefined for what lies elsewhere (a package's name, another scheme). */
function resolve(from: string, reference: string): string | undefined {
  if (/^[a-z]+:/i.test(reference)) return undefined;
  if (reference.startsWith('/')) return reference.slice(1);
  if (reference.startsWith('assets/')) return reference;
  return path.posix.join(path.posix.dirname(from), reference);
}

/** One line a surface: its weight, its budget. */
export function describeSizes(sizes: readonly SurfaceSize[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return sizes
    .map(({ surface, gzip, withLater }) => {
      const later = withLater > gzip ? `, ${kB(withLater)} with what it loads later` : '';
      const over = gzip > budgetOf(surface) ? '  OVER BUDGET' : '';
      return `  ${surface.padEnd(12)} ${kB(gzip).padStart(9)} gzip of ${kB(budgetOf(surface))}${later}${over}`;
    })
    .join('\n');
}
