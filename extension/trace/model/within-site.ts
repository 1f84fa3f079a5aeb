import type { RequestEntry } from './entry.ts';
import { heldFor, hostOf, siteOf } from './site-of.ts';

function isOtherSite(url: string, { site, suffixes }: RequestEntry): boolean {
  const host = hostOf(url);
  return host !== '' && siteOf(host, heldFor(suffixes, host)) !== site;
}

/** True for what a frame is loaded from, or asks for, inside of a page of another site: its cookies are third-party ones. */
export function isWithinOtherSite(entry: RequestEntry): boolean {
  return entry.topUrl !== undefined && entry.type !== 'main_frame' && isOtherSite(entry.topUrl, entry);
}

/** True for what a page of another site asked for, and of which the file does not show whether a frame did. */
export function mayBeWithinOtherSite(entry: RequestEntry): boolean {
  const { initiator, requestHeaders } = entry;
  return (
    initiator !== undefined &&
    isOtherSite(initiator, entry) &&
    !requestHeaders.some(([name]) => name === 'sec-fetch-dest')
  );
}
