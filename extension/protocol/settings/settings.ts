import type { FoldOptions } from '../../trace/model/trace.ts';

/** What the user chose for one site. What is absent is as it comes. */
export interface SiteSettings {
  /** False: nothing of it is recorded, though its hosts are granted. */
  readonly on?: boolean;
  /** The cookies that carry its session, the main one first. */
  readonly sessionCookies?: readonly string[];
  /** The response header that carries its count, in lower case, beside `session-count`. */
  readonly countHeader?: string;
  /**
   * What is looked for in its responses' text, in place of the default patterns, as it was saved: `chosenPatterns` reads
   * it, and few of those who read settings need it.
   */
  readonly countPatterns?: readonly unknown[];
  /** False: the text of its responses is not read. */
  readonly readText?: boolean;
}

/** Parts of a site's settings to change; null puts a part back to what it is by itself. */
export type SiteChange = { readonly [K in keyof SiteSettings]?: SiteSettings[K] | null };

/** What the user chose; it lies in `storage.local`, which is never synced, and holds no cookie value. */
export interface Settings {
  /** The most entries that are kept. */
  readonly limit: number;
  /** By site: the registrable domain, or the host itself. */
  readonly sites: Readonly<Record<string, SiteSettings>>;
}

export const DEFAULT_LIMIT = 100_000;
export const DEFAULT_SETTINGS: Settings = { limit: DEFAULT_LIMIT, sites: {} };

/** Bounds of the limit that can be chosen, in entries. */
export const LEAST_LIMIT = 100;
export const MAX_LIMIT = 1_000_000;

/** Where what holds for every site lies in `storage.local`. */
export const GENERAL_KEY = 'settings';
const SITE_PREFIX = 'site:';

/** Where a site's settings lie: a key each, so that two views that change two sites at once lose nothing. */
export function siteKey(site: string): string {
  return SITE_PREFIX + site;
}

/** True for the keys of settings. */
export function isSettingsKey(key: string): boolean {
  return key === GENERAL_KEY || key.startsWith(SITE_PREFIX);
}

/** Reads all settings from what `storage.local` holds. What is missing or damaged is as it comes. */
export function settingsIn(stored: Readonly<Record<string, unknown>>): Settings {
  const sites: Record<string, SiteSettings> = {};
  for (const [key, value] of Object.entries(stored)) {
    if (key.startsWith(SITE_PREFIX) && isRecord(value)) sites[key.slice(SITE_PREFIX.length)] = siteSettingsOf(value);
  }
  const general = stored[GENERAL_KEY];
  const limit = isRecord(general) && Number.isInteger(general['limit']) ? Number(general['limit']) : DEFAULT_LIMIT;
  return { limit: Math.min(MAX_LIMIT, Math.max(LEAST_LIMIT, limit)), sites };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function siteSettingsOf(stored: Readonly<Record<string, unknown>>): SiteSettings {
  const { on, sessionCookies, countHeader, countPatterns, readText } = stored;
  return {
    ...(typeof on === 'boolean' && { on }),
    ...(Array.isArray(sessionCookies) && { sessionCookies: sessionCookies.filter((name) => typeof name === 'string') }),
    ...(typeof countHeader === 'string' && { countHeader }),
    ...(Array.isArray(countPatterns) && { countPatterns }),
    ...(typeof readText === 'boolean' && { readText }),
  };
}

/** What a fold must know of the settings. */
export function foldOptionsOf(settings: Settings): Pick<FoldOptions, 'chosenNames' | 'countHeaders'> {
  const chosenNames: Record<string, readonly string[]> = {};
  const countHeaders: Record<string, string> = {};
  for (const [site, { sessionCookies, countHeader }] of Object.entries(settings.sites)) {
    if (sessionCookies !== undefined && sessionCookies.length > 0) chosenNames[site] = sessionCookies;
    if (countHeader !== undefined) countHeaders[site] = countHeader;
  }
  return { chosenNames, countHeaders };
}

/** A header name, RFC 9110 section 5.1: a token. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Headers that cannot carry a count, and whose values are secrets or always numbers. */
const NO_COUNT_HEADERS: ReadonlySet<string> = new Set([
  'set-cookie',
  'cookie',
  'authorization',
  'content-length',
  'age',
]);

/** Why a header cannot be named for a site's count. */
export type HeaderProblem = 'no-header-name' | 'carries-something-else';

/** What is wrong with a header name; undefined for one that can carry a count. */
export function headerProblem(name: string): HeaderProblem | undefined {
  if (!HEADER_NAME.test(name)) return 'no-header-name';
  return NO_COUNT_HEADERS.has(name.toLowerCase()) ? 'carries-something-else' : undefined;
}
