import { isCallback, pathOfEntry } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
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
}

const isOf = (host: string, site: string): boolean => host === site || host.endsWith(`.${site}`);

/** True for a page of the tab, and for what a page of the same site asked for, as far as it is known who asked. */
export function isOfOwnPage(entry: RequestEntry): boolean {
  if (entry.type === 'main_frame') return true;
  const page = entry.topUrl ?? sourceOf(entry);
  return page !== '' && isOf(hostOf(page), entry.site);
}

/** True for a sign-in by a form or a script; inside another site's page, only an application has one. */
const isSignInHere = (entry: RequestEntry): boolean =>
  entry.method === 'POST' && (isLoginPage(pathOfEntry(entry)) || (entry.type === 'sub_frame' && isCallback(entry)));

/** Adds what one request shows of its site. */
export function addToStanding(standing: Standing, entry: RequestEntry): void {
  if (isOfOwnPage(entry)) standing.ownPage = entry.id;
  else standing.hasSignIn ||= isSignInHere(entry);
}

/** True where nothing of a finding happened in a page of the site itself, nor in a frame that was led to sign in. */
export function happenedWithin({ evidence }: Finding, { hasSignIn }: Readonly<Standing>): boolean {
  return !hasSignIn && evidence.every((one) => !isOfOwnPage(one.entry) && !isLedFrame(one));
}

const isLedFrame = ({ entry, code }: Finding['evidence'][number]): boolean =>
  entry.type === 'sub_frame' && code === 'asked-to-sign-in';
