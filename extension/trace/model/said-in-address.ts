import { boundedUrl } from './bounded-url.ts';
import { asksNobody, isEntrance, isSignInPath, segments } from './sign-in-address.ts';

// What an address says of a session: that it is over, why, or that something may not be seen.

/** A session, and that it is over, in addresses of other languages. */
const SESSION_ABROAD = 'sesion|sessao|sessione?|sessiya|sitzung';
const OVER_ABROAD = '(?:expir|caduc|venc)(?:ada|ee|ou)|scaduta|abgelaufen|istekla';

/** Pages that say that a session is over. What else may expire (a password, a trial, a link) is named otherwise. */
const OVER_PATH = segments(
  `session[-_]?(?:expired|ended|invalid|over|lost|time[-_]?out|timed[-_]?out)|(?:invalid|expired)[-_]?session|(?:logged|signed)[-_]?out|(?:${SESSION_ABROAD})[-_]?(?:${OVER_ABROAD})`,
);
const TIMEOUT_PATH = /(?:^|[/_.-])(?:time[-_]?out|timed[-_]?out)(?:$|[/_.?;-])/i;
const OVER_NAME = /^(?:session[-_]?(?:expired|invalid|time[-_]?out)|timed?[-_]?out|(?:logged|signed)[-_]?out)$/i;
/** `?session=expired`: what is over, and that it is. */
const OVER_SUBJECT = new RegExp(`^(?:session|login|auth|${SESSION_ABROAD})$`, 'i');
const IS_OVER = new RegExp(`^(?:expired|invalid|ended|lost|over|time[-_]?out|timed[-_]?out|${OVER_ABROAD})$`, 'i');
const OVER_VALUE = new RegExp(
  `^(?:session[-_ ]?(?:has[-_ ])?(?:expired|invalid|ended|not[-_ ]?found|time[-_ ]?out)|(?:invalid|expired)[-_ ]?session|time[-_ ]?out|timed[-_ ]?out|(?:${SESSION_ABROAD})[-_ ]?(?:${OVER_ABROAD}))$`,
  'i',
);

/** True for a page that says that the session is over. */
export function saysOver({ pathname, searchParams }: URL): boolean {
  if (OVER_PATH.test(pathname)) return true;
  // Among errors a time-out is that of a server behind.
  if (TIMEOUT_PATH.test(pathname) && !asksNobody(pathname)) return true;
  const isFirstPage = isEntrance(pathname) || isSignInPath(pathname);
  return [...searchParams].some(
    ([name, value]) =>
      ((OVER_NAME.test(name) || (isFirstPage && /^expired$/i.test(name))) && /^(?:|1|true|yes)$/i.test(value)) ||
      (OVER_SUBJECT.test(name) && IS_OVER.test(value)) ||
      OVER_VALUE.test(value),
  );
}

/** Parameters that say why somebody was led to a page, and values of them that are words and hold no secret. */
const REASON_NAME =
  /^(?:(?:log[-_]?out|sign[-_]?out|error|auth)?[-_]?(?:reason|error|cause|code|message|msg)|err|status|info|alert|notice)$/i;
const REASON_VALUE = /^[a-z]{2,40}(?:[ _.-][a-z]{1,40}){0,7}$/i;
/** Names that say it by themselves: `?expired=1`. */
const REASON_ALONE =
  /^[a-z_-]{0,20}(?:expired|timeout|timed[-_]?out|logged[-_]?out|inactiv(?:e|ity)|idle|concurrent|revoked)[a-z_-]{0,20}$/i;

/** Why somebody was led to an address, in its own words: `reason=timeout`. Undefined where it says nothing. */
export function reasonIn(target: URL): string | undefined {
  for (const [name, value] of shownPage(target).searchParams) {
    const says = REASON_NAME.test(name) && REASON_VALUE.test(value);
    if (says || (REASON_ALONE.test(name) && /^(?:1|true|yes)$/i.test(value))) return `${name}=${value}`;
  }
  return undefined;
}

/** Reasons that nobody signs out for: the application does it by itself. */
const UNASKED = /expired|inactiv|idle|time[-_ .]?(?:d[-_ .]?)?out|concurrent/i;

/** Why an application signs out by itself, in the words of an address: `reason=inactivity`. Undefined: it may be asked to. */
export function unaskedReason(url: URL | undefined): string | undefined {
  if (url === undefined) return undefined;
  const [byName] = /\bexpire[-_]?session\b/i.exec(url.pathname) ?? [];
  if (byName !== undefined) return byName;
  for (const [name, value] of shownPage(url).searchParams) {
    const says = (REASON_NAME.test(name) || OVER_SUBJECT.test(name)) && REASON_VALUE.test(value) && UNASKED.test(value);
    const isFlag = REASON_ALONE.test(name) && UNASKED.test(name) && /^(?:1|true|yes)$/i.test(value);
    if (says || isFlag) return `${name}=${value}`;
  }
  return undefined;
}

/** Pages that say that something may not be seen: because a session or a right is missing. */
const REFUSAL_PATH =
  /(?:^|[/_.-])(?:un-?authori[sz]ed|not[-_]?authori[sz]ed|un-?authenticated|access[-_]?denied|forbidden|no[-_]?access|40[13])(?:$|[/_.?;-])/i;
const REFUSAL_VALUE =
  /^(?:un-?authori[sz]ed|not[-_ ]?authori[sz]ed|un-?authenticated|not[-_ ]?(?:authenticated|logged[-_ ]?in|signed[-_ ]?in)|(?:log[-_ ]?in|sign[-_ ]?in|auth(?:entication)?)[-_ ]?required|40[13])$/i;

/** True for a page that says that something may not be seen. */
export function saysRefused({ pathname, searchParams }: URL): boolean {
  return REFUSAL_PATH.test(pathname) || [...searchParams].some(([, value]) => REFUSAL_VALUE.test(value));
}

/** The page that an application of one page shows for an address: `/#/login` is `/login`. */
export function shownPage(target: URL): URL {
  const route = /^#!?(\/.*)$/.exec(target.hash)?.[1];
  return route === undefined ? target : (boundedUrl(route, target.origin) ?? target);
}
