import type { ApiSameSite, BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { canonicalizeHost } from '../../cookies/hosts.ts';
import { bounded } from '../model/bounds.ts';
import { readDuration } from './read-duration.ts';

/** How the expiry is typed: not at all, as a date and time of the user's clock, or as a time from now. */
export type DraftExpiry =
  | { readonly kind: 'session' }
  /** As `<input type="datetime-local">` gives it: `2026-11-24T10:00`. */
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'duration'; readonly text: string };

/** A cookie while it is typed. */
export interface CookieDraft {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: ApiSameSite;
  readonly expiry: DraftExpiry;
  readonly storeId: string;
  /** Scheme and site of the top-level page; empty: not partitioned. */
  readonly partition: string;
  readonly hasCrossSiteAncestor: boolean;
}

export type DraftField = keyof CookieDraft;

/** What is wrong with a draft. */
export type DraftFault =
  | 'domain'
  | 'nothing'
  | 'name'
  | 'value'
  | 'path'
  | 'date'
  | 'duration'
  | 'too-far'
  | 'past'
  | 'partition';

/** What is wrong with one field. */
export interface DraftProblem {
  readonly field: DraftField;
  readonly fault: DraftFault;
}

/** A field for a date and a time takes years of four digits; no cookie date is before 1601. ms since 1970. */
const [EARLIEST, LATEST] = [Date.UTC(1601, 0, 2), Date.UTC(9999, 11, 30)];

/** `2026-11-24T10:00:30` in the user's own time zone. `time` in ms since 1970; what no field can show is shown as its end. */
export function localDateTime(time: number): string {
  const shown = Math.max(EARLIEST, bounded(time, LATEST));
  const date = new Date(shown);
  const local = new Date(shown - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 19);
}

/** A draft of a cookie as it is. */
export function draftOf(cookie: BrowserCookie): CookieDraft {
  const { expirationDate } = cookie;
  return {
    name: cookie.name,
    value: cookie.value,
    domain: bareDomain(cookie.domain),
    hostOnly: cookie.hostOnly,
    path: cookie.path,
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite,
    expiry:
      cookie.session || expirationDate === undefined || Math.abs(expirationDate) > 8.64e12
        ? { kind: 'session' }
        : { kind: 'date', text: localDateTime(expirationDate * 1000) },
    storeId: cookie.storeId,
    partition: cookie.partitionKey?.topLevelSite ?? '',
    hasCrossSiteAncestor: cookie.partitionKey?.hasCrossSiteAncestor === true,
  };
}

/** A draft for a new cookie of a page, with the attributes that a session cookie should have. */
export function emptyDraft(url: string, storeId: string): CookieDraft {
  const page = URL.canParse(url) ? new URL(url) : undefined;
  return {
    name: '',
    value: '',
    domain: page?.hostname.replace(/^\[|\]$/g, '') ?? '',
    hostOnly: true,
    path: '/',
    secure: page?.protocol === 'https:',
    httpOnly: false,
    sameSite: 'lax',
    expiry: { kind: 'session' },
    storeId,
    partition: '',
    hasCrossSiteAncestor: false,
  };
}

function readExpiry(expiry: DraftExpiry, now: number): { readonly seconds?: number } | DraftFault {
  switch (expiry.kind) {
    case 'session':
      return {};
    case 'date': {
      const time = new Date(expiry.text).getTime();
      if (Number.isNaN(time)) return 'date';
      return { seconds: time / 1000 };
    }
    case 'duration': {
      const seconds = readDuration(expiry.text);
      if (seconds === undefined) return 'duration';
      if (now / 1000 + seconds > 8.64e12) return 'too-far';
      return { seconds: Math.round(now / 1000 + seconds) };
    }
  }
}

const CONTROL = /[\x00-\x1f\x7f]/;

/**
 * The cookie that a draft describes, or what is wrong with it, every field at once. What a browser would refuse of a
 * well-formed cookie is the rules' business, not this function's.
 *
 * @param original the cookie that is edited: what cannot be typed (Firefox's firstPartyDomain) stays as it was
 * @param now ms since 1970
 */
export function readDraft(
  draft: CookieDraft,
  now: number,
  original?: BrowserCookie,
): { readonly cookie: BrowserCookie } | { readonly problems: readonly DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const host = canonicalizeHost(draft.domain.trim().replace(/^\./, ''));
  if (host === null) problems.push({ field: 'domain', fault: 'domain' });
  if (draft.name === '' && draft.value === '') problems.push({ field: 'name', fault: 'nothing' });
  if (/[;=]/.test(draft.name) || CONTROL.test(draft.name)) problems.push({ field: 'name', fault: 'name' });
  if (draft.value.includes(';') || CONTROL.test(draft.value)) problems.push({ field: 'value', fault: 'value' });
  if (!draft.path.startsWith('/') || draft.path.includes(';') || CONTROL.test(draft.path)) {
    problems.push({ field: 'path', fault: 'path' });
  }
  const expiry = readExpiry(draft.expiry, now);
  if (typeof expiry === 'string') problems.push({ field: 'expiry', fault: expiry });
  else if (expiry.seconds !== undefined && expiry.seconds * 1000 <= now) {
    problems.push({ field: 'expiry', fault: 'past' });
  }
  const partition = draft.partition.trim();
  const site =
    partition === '' ? undefined : /^https?:\/\/[^/]+$/.test(partition) && URL.canParse(partition) ? partition : null;
  if (site === null) problems.push({ field: 'partition', fault: 'partition' });
  if (problems.length > 0 || host === null || typeof expiry === 'string') return { problems };
  return {
    cookie: {
      name: draft.name,
      value: draft.value,
      domain: draft.hostOnly ? host : `.${host}`,
      hostOnly: draft.hostOnly,
      path: draft.path,
      secure: draft.secure,
      httpOnly: draft.httpOnly,
      sameSite: draft.sameSite,
      session: expiry.seconds === undefined,
      ...(expiry.seconds !== undefined && { expirationDate: expiry.seconds }),
      storeId: draft.storeId,
      ...(typeof site === 'string' && {
        partitionKey: {
          topLevelSite: site,
          ...(draft.hasCrossSiteAncestor && { hasCrossSiteAncestor: true }),
        },
      }),
      ...(original?.firstPartyDomain !== undefined && { firstPartyDomain: original.firstPartyDomain }),
    },
  };
}
