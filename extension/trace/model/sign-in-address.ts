import { inLanguages } from './languages.ts';

// Addresses at which people sign in or out, by the words of their paths and queries.

/** Segments of paths: the words stand alone, or beside others of the segment. */
export const segments = (words: string): RegExp => new RegExp(`(?:^|[/_.:-])(?:${words})(?:$|[/_.?;-])`, 'i');

/** Names of pages that ask to sign in and are nothing else, and of what their forms are sent to. */
const LOGIN_WORDS = `(?:user|do|process)?(?:log[-_]?in|log[-_]?on|sign[-_]?in|sign[-_]?on)(?:post|submit|form|page|check|process|user)?|wp-login|(?!after|check|first|last|no|post|pre)[a-z]{2,20}(?:login|logon|signin)(?=\\.(?:action|aspx?|cfm|cgi|do|html?|jspx?|php)$)|${inLanguages('signIn')}`;

/** Paths at which people sign in, or that send them to a place where they do. */
const SIGN_IN_PATH = segments(
  `${LOGIN_WORDS}|signin-oidc|j_(?:spring_)?security_check|my\\.policy|tmindex|logonpoint|sso|cas|authenticate|authentication|authorize|auth|oauth2?|openid(?:-connect)?|saml2?|idp|sessions?(?!/(?:[^/]*\\d|[^/]+/))`,
);

/** Ways back, errors, and steps on the way of somebody who is known: a redirect there asks nobody to sign in. */
const NO_SIGN_IN_PAGE =
  /(?:^|[/_.-])(?:log[-_]?out|sign[-_]?out|log[-_]?off|callback|error|denied|success|register|verify|verification|confirm|confirmation|consent|onboarding|setup|terms|welcome|settings|(?<!\/idp\/)profile|3-?d-?s(?:ecure)?2?)(?:$|[/_.?;-])/i;

/** Paths at which people sign out. */
const SIGN_OUT_PATH = segments(
  `(?:user)?(?:log[-_]?out|log[-_]?off|sign[-_]?out|sign[-_]?off)|(?:end|expire)[-_]?session|saml2?/(?:slo|sls)|vdesk/hangup|${inLanguages('signOut')}`,
);

/** True for a path with words of signing in, whatever stands beside them. */
export function hasSignInWords(pathname: string): boolean {
  return SIGN_IN_PATH.test(pathname);
}

/** True for a path at which nobody is asked to sign in: a way back, an error, a step of somebody who is known. */
export function asksNobody(pathname: string): boolean {
  return NO_SIGN_IN_PAGE.test(pathname);
}

/** True for a path at which people sign in. */
export function isSignInPath(pathname: string): boolean {
  return SIGN_IN_PATH.test(pathname) && !NO_SIGN_IN_PAGE.test(pathname);
}

/** Pages that ask to sign in and are nothing else: a provider's `/oauth/authorize` is for those who are known, too. */
const LOGIN_PAGE = segments(LOGIN_WORDS);

/** True for the path of a page that asks to sign in and is nothing else. */
export function isLoginPage(pathname: string): boolean {
  return LOGIN_PAGE.test(pathname) && !NO_SIGN_IN_PAGE.test(pathname);
}

/** True for a path at which people sign out. */
export function isSignOutPath(pathname: string): boolean {
  return SIGN_OUT_PATH.test(pathname);
}

/** Where strangers come in: there alone `?expired=1` speaks of the session, and not of a cart or a trial. */
const ENTRANCE = /^\/(?:index(?:\.\w{2,5})?|home|welcome|start)?\/?$/i;

/** True for a page at which strangers come in. */
export function isEntrance(pathname: string): boolean {
  return ENTRANCE.test(pathname);
}

/** Pages that ask for one more proof before anybody is signed in: an address to confirm, a second factor. */
const PROOF_WORDS =
  'verify|verification|confirm[-_/]?(?:e?mail|account|address|identity)|unconfirmed|activat(?:e|ion)|t?otp|code[-_/]confirm|[m2]fa|two[-_]?(?:factor|step)';
const PROOF_PATH = segments(PROOF_WORDS);

/** The same, and what somebody who is signed in has to pass first, such as a password that is too old. */
const STEP_PATH = segments(
  `${PROOF_WORDS}|(?:change|update|expired)[-_/]?password|password[-_/]?(?:change|confirm|expired|update)|consent|accept[-_]?terms|terms[-_/]accept|onboarding`,
);

/** True for a page that somebody who is known has to pass before any other opens, also by its query: Ory's `aal=aal2`. */
export function isStepPage({ pathname, search }: Pick<URL, 'pathname' | 'search'>): boolean {
  return STEP_PATH.test(pathname) || /[?&](?:aal=aal[2-9]|step[-_]?up=)/i.test(search);
}

/** True for a page that asks for one more proof before anybody is signed in. */
export function isProofPage(pathname: string): boolean {
  return PROOF_PATH.test(pathname);
}

/**
 * Applications of one script say in the query what is to be done: `wp-login.php?action=logout`, `index.php?logout=1`.
 * `q` and `s` may as well be what is searched for: those name a path.
 */
const inQuery = (words: string): RegExp =>
  new RegExp(
    `[?&;](?![qs]=[^/&;#]*(?:[&;#]|$))(?:(?:action|act|mode|cmd|_?task|page|view|route|controller|title|_?[a-z]{1,2})=(?:[\\w/.:-]*[/.:-])?(?:(?:user)?(?:${words}))|(?:${words})(?:=(?:1|true|yes)?)?)(?:[&;#]|$)`,
    'i',
  );

export const SIGN_OUT_QUERY = inQuery('log[-_]?out|log[-_]?off|sign[-_]?out');
export const SIGN_IN_QUERY = inQuery('log[-_]?in|sign[-_]?in|authentication');

/** True for the one script of an application, which its query tells what to do. */
export const isScript = (pathname: string): boolean =>
  /(?:^\/|\.(?:php|cgi|pl|asp|aspx|jsp|do|cfm|fcgi|dll))$/i.test(pathname);

/** True for a page at which people sign in, by its path or, of an application of one script, by its query. */
export function isSignInPage({ pathname, search }: URL): boolean {
  return isSignInPath(pathname) || (isScript(pathname) && SIGN_IN_QUERY.test(search));
}
