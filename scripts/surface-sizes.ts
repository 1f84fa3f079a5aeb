import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What one page of the built extension weighs with everything it loads. Bytes. */
export interface SurfaceSize {
  /** As its file is called: `popup`, `panel`, `tab`, … */
  readonly surface: string;
  readonly gzip: number;
  readonly raw: number;
  /** Paths in the build, the page's own first. */
  readonly files: readonly string[];
}

/** The most that a surface may weigh, gzipped, in bytes; what is not named here has the inspector's budget. */
export const BUDGET: Readonly<Record<'popup' | 'inspector', number>> = { popup: 25_000, inspector: 60_000 };

export function budgetOf(surface: string): number {
  return surface === 'popup' ? BUDGET.popup : BUDGET.inspector;
}

/** References from HTML, and imports (static and dynamic), re-exports, workers and URLs from scripts and styles. */
const REFERENCES: Readonly<Record<string, readonly RegExp[]>> = {
  '.html': [/(?:src|href)="([^"]+)"/g],
  '.js': [
    /(?:from|import)\s*\(?\s*["'`]([^"'`]+\.(?:js|css))["'`]/g,
    /["'`]((?:\.{0,2}\/)?assets\/[^"'`]+\.(?:js|css))["'`]/g,
  ],
  '.css': [/url\(["']?([^"')]+)["']?\)/g, /@import\s+["']([^"']+)["']/g],
};

/** The weight of each page of a built extension, heaviest first. */
export function surfaceSizes(folder: string): readonly SurfaceSize[] {
  const pages = readdirSync(path.join(folder, 'extension/surfaces'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => path.posix.join('extension/surfaces', file.split(path.sep).join('/')));
  return pages
    .map((page) => {
      const files = [...everythingLoadedBy(folder, page)];
      const contents = files.map((file) => readFileSync(path.join(folder, file)));
      return {
        surface: path.posix.basename(page, '.html'),
        files,
        raw: contents.reduce((sum, content) => sum + content.length, 0),
        gzip: contents.reduce((sum, content) => sum + gzipSync(content, { level: 9 }).length, 0),
      };
    })
    .toSorted((one, other) => other.gzip - one.gzip);
}

function everythingLoadedBy(folder: string, page: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    const patterns = REFERENCES[path.extname(file)];
    if (!patterns) return;
    const text = readFileSync(path.join(folder, file), 'utf8');
    for (const [, reference = ''] of patterns.flatMap((pattern) => [...text.matchAll(pattern)])) {
      const target = resolve(file, reference);
      if (target && exists(folder, target)) visit(target);
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

function exists(folder: string, file: string): boolean {
  try {
    readFileSync(path.join(folder, file));
    return true;
  } catch {
    return false;
  }
}

/** One line a surface: its weight, its budget. */
export function describeSizes(sizes: readonly SurfaceSize[]): string {
  const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  return sizes
    .map(({ surface, gzip, raw }) => {
      const over = gzip > budgetOf(surface) ? '  OVER BUDGET' : '';
      return `  ${surface.padEnd(12)} ${kB(gzip).padStart(9)} gzip of ${kB(budgetOf(surface))}, ${kB(raw)} raw${over}`;
    })
    .join('\n');
}
