import { isCallback, pathOfEntry } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
import { headerValue } from '../model/headers.ts';
import { isLoginPage } from '../model/sign-in-address.ts';
import { hostOf } from '../model/site-of.ts';
import { sourceOf } from './causes/helpers.ts';
import type { Finding } from './finding.ts';

// Whether a site was opened by itself, or only seen inside the pages of others, as a widget or a counter is.

/** How a site of a trace stands to the pages that were opened. */
export interface Standing {
  /** The `id` of the newest request that a page of the site itself stands behind; 0: none did. */
  ownPage: number;
  /** True where somebody signed in inside another site's page: the frame is an application of its own. */
  hasSignIn: boolean;
  /** The addresses of its frames: what they ask for is none of a page of the site. */
  readonly frames: Set<string>;
  /** The hosts of other sites' pages that stand behind its requests, as far as they are known. */
  readonly pages: Set<string>;
}

/** How a site stands of which nothing was seen yet. */
export const newStanding = (): Standing => ({ ownPage: 0, hasSignIn: false, frames: new Set(), pages: new Set() });

const isOf = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`);

const pageOf = (entry: RequestEntry): string => entry.topUrl ?? sourceOf(entry);

/** Whether a page of the site itself stands behind a request; undefined where it is not known who asked. */
function isOfOwnPage(entry: RequestEntry, { frames }: Readonly<Standing>): boolean | undefined {
  if (entry.type === 'main_frame') return true;
  const page = pageOf(entry);
  if (page === '') return undefined;
  if (entry.topUrl === undefined && frames.has(headerValue(entry.requestHeaders, 'referer') ?? '')) return false;
  return isOf(hostOf(page), entry.site);
}

/** True for a sign-in by a form or a script; inside another site's page, only an application has one. */
const isSignInHere = (entry: RequestEntry): boolean =>
  entry.method === 'POST' && (isLoginPage(pathOfEntry(entry)) || (entry.type === 'sub_frame' && isCallback(entry)));

/** Adds what one request shows of its site. */
export function addToStanding(standing: Standing, entry: RequestEntry): void {
  if (entry.type === 'sub_frame') standing.frames.add(entry.url);
  const isOwn = isOfOwnPage(entry, standing);
  if (isOwn === true) {
    standing.ownPage = entry.id;
    return;
  }
  standing.hasSignIn ||= isSignInHere(entry);
  if (isOwn === false) standing.pages.add(hostOf(pageOf(entry)));
}

/** True for a site that shows inside the pages of these sites; false where it is not known in whose. */
export function isInside({ pages }: Readonly<Standing>, sites: ReadonlySet<string>): boolean {
  return [...pages].some((page) => {
    const labels = page.split('.');
    return labels.some((_, at) => sites.has(labels.slice(at).join('.')));
  });
}

/**
 * True where nothing of a finding happened in a page of the site itself, nor in a frame that was led to sign in. Where it is
 * not known who asked, it was a page of the site if one was opened.
 */
export function happenedWithin({ evidence }: Finding, standing: Readonly<Standing>): boolean {
  const isOwn = (entry: RequestEntry): boolean => isOfOwnPage(entry, standing) ?? standing.ownPage > 0;
  return !standing.hasSignIn && evidence.every((one) => !isOwn(one.entry) && !isLedFrame(one));
}

const isLedFrame = ({ entry, code }: Finding['evidence'][number]): boolean =>
  entry.type === 'sub_frame' && code === 'asked-to-sign-in';
