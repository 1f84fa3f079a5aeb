import type { RequestEntry } from './entry.ts';
import { heldFor, hostOf, siteOf } from './site-of.ts';

/** True for what a frame is loaded from, or asks for, inside of a page of another site: its cookies are third-party ones. */
export function isWithinOtherSite({ topUrl, site, suffixes, type }: RequestEntry): boolean {
  if (topUrl === undefined || type === 'main_frame') return false;
  const host = hostOf(topUrl);
  return host !== '' && siteOf(host, heldFor(suffixes, host)) !== site;
}
