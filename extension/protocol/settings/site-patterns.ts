import { type CountPattern, DEFAULT_COUNT_PATTERNS } from '../../trace/count-pattern/default-patterns.ts';
import { savedPattern } from '../../trace/count-pattern/saved-pattern.ts';
import type { Settings, SiteSettings } from './settings.ts';

/** The parsed lists: every request asks for its site's patterns. */
const read = new WeakMap<object, readonly CountPattern[]>();

/** The user's patterns for a site, also from earlier versions; undefined if there are none. */
export function chosenPatterns({ countPatterns }: SiteSettings): readonly CountPattern[] | undefined {
  if (countPatterns === undefined) return undefined;
  const known = read.get(countPatterns);
  if (known !== undefined) return known;
  const patterns = countPatterns.flatMap((each) => savedPattern(each) ?? []);
  read.set(countPatterns, patterns);
  return patterns;
}

/** The patterns for a site's responses; none if their text must not be read. */
export function countPatternsOf(settings: Settings, site: string): readonly CountPattern[] {
  const chosen = settings.sites[site] ?? {};
  return chosen.readText === false ? [] : (chosenPatterns(chosen) ?? DEFAULT_COUNT_PATTERNS);
}
