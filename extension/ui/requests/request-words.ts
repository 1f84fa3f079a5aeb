/** The parts of a URL that a row shows. */
export interface RequestWords {
  /** Path and query. */
  readonly path: string;
  readonly host: string;
}

/** Splits a URL for its row; an invalid URL is shown unchanged. */
export function requestWords(url: string, base?: string): RequestWords {
  if (!URL.canParse(url, base)) return { path: url, host: '' };
  const { pathname, search, host } = new URL(url, base);
  return { path: pathname + search, host };
}
