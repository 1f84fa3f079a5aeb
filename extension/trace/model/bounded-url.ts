/** Longest URL that is taken apart, in characters. */
export const LONGEST_URL = 8_000;

/** A URL in its parts; undefined for what is none, or is too long. */
export function boundedUrl(url: string, base?: string): URL | undefined {
  if (url.length > LONGEST_URL || !URL.canParse(url, base)) return undefined;
  return new URL(url, base);
}
