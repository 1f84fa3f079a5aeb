import type { RequestEntry } from './entry.ts';

// Parts of a request's URL without parsing it: browsers write URLs in one form, and traces hold many thousands.

/** Where scheme, host and port end: a path begins with a slash in every URL that a browser wrote. */
function authorityEnd(url: string): number {
  const start = url.indexOf('://');
  const slash = start === -1 ? -1 : url.indexOf('/', start + 3);
  if (slash !== -1) return slash;
  const end = url.search(/[?#]/);
  return end === -1 ? url.length : end;
}

/** Scheme, host and port of a URL. */
export function originOfUrl(url: string): string {
  return url.slice(0, authorityEnd(url));
}

/** The path of a URL, without query and fragment. */
export function pathOfUrl(url: string): string {
  const start = authorityEnd(url);
  const end = url.slice(start).search(/[?#]/);
  const path = end === -1 ? url.slice(start) : url.slice(start, start + end);
  return path === '' ? '/' : path;
}

/** The host of an entry with its port, as in `localhost:3000`. */
export function hostWithPort({ url }: Pick<RequestEntry, 'url'>): string {
  return url.slice(url.indexOf('://') + 3, authorityEnd(url));
}
