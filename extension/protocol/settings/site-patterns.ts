import { type CountPattern, DEFAULT_COUNT_PATTERNS } from '../../trace/count-pattern/default-patterns.ts';
import { savedPattern } from '../../trace/count-pattern/saved-pattern.ts';
import type { Settings, SiteSettings } from './settings.ts';

/** What was read of each list: every request asks for it. */
const read = new WeakMap<object, readonly CountPattern[]>();

/** The patterns that were chosen for a site, those of earlier versions too; undefined where none were. */
export function chosenPatterns({ countPatterns }: SiteSettings): readonly CountPattern[] | undefined {
  if (countPatterns === undefined) return undefined;
  const known = read.get(countPatterns);
  if (known !== undefined) return known;
  const patterns = countPatterns.flatMap((each) => savedPattern(each) ?? []);
  read.set(countPatterns, patterns);
  return patterns;
}

/** The patterns that are looked for in a site's responses; none where their text is not to be read. */
export function countPatternsOf(settings: Settings, site: string): readonly CountPattern[] {
  const chosen = settings.sites[site] ?? {};
  return chosen.readText === false ? [] : (chosenPatterns(chosen) ?? DEFAULT_COUNT_PATTERNS);
}
