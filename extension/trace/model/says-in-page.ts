import type { BodySays } from './body-says.ts';
import { ENDED_BY } from './ended-by.ts';
import { inLanguages } from './languages.ts';

// What a page says of who asks: by a form to sign in, or by a sentence.

/** How much of a page is searched for a form, in characters. */
export const MAX_PAGE = 200_000;

/** A field of a form; another tag ends what is none, so that each character is read once. */
const FIELD = /<input\b[^<>]*>/gi;

const PASSWORD = /\btype\s*=\s*["']?password\b/i;
const HIDDEN = /\btype\s*=\s*["']?hidden\b/i;
const NAME =
  /\b(?:type\s*=\s*["']?(?:email|text|tel)\b|autocomplete\s*=\s*["']?(?:username|email)\b|name\s*=\s*["']?(?:user|username|email|login|log|j_username|_username)\b)/i;

/** A field with a name and no type takes text. */
const isUntyped = (field: string): boolean => /\bname\s*=/i.test(field) && !/\btype\s*=/i.test(field);

/** A password that is asked for once more, of somebody who is known: forms to sign in say `current-password` at most. */
const ASKED_AGAIN =
  /autocomplete\s*=\s*["']?new-password|\b(?:name|id)\s*=\s*["']?[\w[.-]{0,60}(?:current_?pass|(?:old|existing|confirm)[-_]?pass)/i;

/** Where links and forms lead. Each is read once, however long it is. */
const ADDRESS = /\b(?:href|action)\s*=\s*["']?[^"'\s<>]+/gi;

/** A link or a form that signs out: it is shown to those who are in. */
const SIGNS_OUT = addressWith(`(?:(?:log|sign)[-_]?(?:out|off)|${inLanguages('signOut')})(?:=1)?`);
const SIGNS_IN = addressWith(`(?:(?:log|sign)[-_]?(?:in|on)|${inLanguages('signIn')})`);
const SAYS_WHO_IS_IN = /\b(?:signed in|logged in|authenticated) as\b/i;
/** The same beside a form to sign in as somebody else: Django. */
const IS_ANOTHER = /\byou are (?:signed in|logged in|authenticated) as\b[^.!]{0,100}\bbut\b/i;

/** Such words as a segment or a value: `/wp-login.php`, `?task=user.logout`, `?title=Special:UserLogin`. */
function addressWith(words: string): RegExp {
  return new RegExp(`(?:[/=?&](?:wp-|special:)?|=[\\w.]{1,20}[:.])(?:user)?${words}(?:[?#/&.;]|$)`, 'i');
}

/** WordPress signs in and out at one address: what signs out does not sign in. */
const leadsTo = (page: string, words: RegExp): boolean =>
  page.match(ADDRESS)?.some((address) => words.test(address) && (words === SIGNS_OUT || !SIGNS_OUT.test(address))) ===
  true;

/** What a page shows of who is in, to those who are alone or to strangers. What a script holds may be drawn for others. */
function shownTo(searched: string): BodySays | undefined {
  const offers = (text: string): boolean => leadsTo(text, SIGNS_OUT) || SAYS_WHO_IS_IN.test(text);
  const isOffered = offers(searched);
  if (!isOffered && !leadsTo(searched, SIGNS_IN)) return undefined;
  const shown = searched.replaceAll(SCRIPT, ' ');
  const asks = leadsTo(shown, SIGNS_IN);
  if (!isOffered) return asks ? 'offers-sign-in' : undefined;
  return IS_ANOTHER.test(shown) || (offers(shown) && !asks) ? 'signed-in' : undefined;
}

/** True for a page with one field for a name and one for a password that exists already, shown to nobody who is in. */
function holdsSignInForm(page: string): boolean {
  const searched = page.slice(0, MAX_PAGE);
  const fields = searched.match(FIELD) ?? [];
  const [password, second] = fields.filter((field) => PASSWORD.test(field));
  if (password === undefined || second !== undefined || ASKED_AGAIN.test(password)) return false;
  const takesName = (field: string): boolean => (NAME.test(field) && !HIDDEN.test(field)) || isUntyped(field);
  return fields.some(takesName) && !leadsTo(searched, SIGNS_OUT) && !IS_ANOTHER.test(searched);
}

/** The same in the words of pages. What else may end (a chat, a talk) is said otherwise. */
const SAYS_OVER = new RegExp(
  `\\b(?:session|(?:sign|log)-?in)\\b (?:has |have |was |is )?(?:already |been )?(?:expired|timed out|time-?out|invalidated|terminated)\\b|\\b(?:your|the) session (?:is no longer valid|was not found)\\b|\\blogin cookie not found\\b|\\btook too long to (?:log|sign) ?in\\b|\\b(?:please|you (?:must|need to|have to)) (?:log|sign) ?in (?:again|to (?:view|see|access))\\b|\\byou (?:have been|were) (?:automatically )?(?:logged|signed) (?:out|off) (?:due|because|for|after)\\b|${inLanguages('over')}`,
  'i',
);

/** What a talk or a call may say of itself as well: only beside words of signing in does it speak of the user. */
const MAY_SAY_ENDED = /\b(?:your|the) session (?:has ended|is over)\b/i;
const WORDS_OF_SIGN_IN = /\b(?:log|sign)(?:ged|ned)?[-_ ]?(?:in|on|out|off)\b|\bauthenticat/i;

/** True for a text that says that a session is over; `page` is all that stands around it. */
export function saysOver(text: string, page = text): boolean {
  if (SAYS_OVER.test(text)) return true;
  return MAY_SAY_ENDED.test(text) && WORDS_OF_SIGN_IN.test(page) && !leadsTo(page, SIGNS_OUT);
}

/** A page's scripts hold the sentences of all its errors. */
export const SCRIPT = /<script\b[^<>]*>[^<]*(?:<(?!\/script)[^<]*)*/gi;

/** What a page says at a glance: its title and its first heading; a short one says all its text. */
function shownText(page: string): string {
  const searched = page
    .slice(0, MAX_PAGE)
    .replaceAll(SCRIPT, ' ')
    .replaceAll(/<style\b[^<>]{0,200}>[^<]*/gi, ' ')
    .replaceAll(/<[^<>]{0,2000}>/g, (tag) => (/^<\/?(?:title|h1)\b/i.test(tag) ? tag : ' '))
    .replaceAll(/\s+/g, ' ');
  if (searched.length <= SHORT_PAGE) return searched.replaceAll(/<[^<>]*>/g, ' ');
  return (searched.match(/<(?:title|h1)[^<>]*>[^<]{0,300}/gi) ?? [])
    .slice(0, 3)
    .join(' ')
    .replaceAll(/<[^<>]*>/g, ' ');
}

/** Longest text of a page that says one thing alone, in characters. A dialog that waits stands among much more. */
const SHORT_PAGE = 1_500;

/** What is shown where scripts are off stands in every such page. */
const WITHOUT_SCRIPTS = /<noscript\b[^<>]*>[^<]*(?:<(?!\/noscript)[^<]*)*/gi;

/** A cookie that a form needed did not come: WordPress, Keycloak, Drupal and others. Help on any page says "must be enabled". */
const WANTS_COOKIES =
  /\bcookies? (?:are|is|were|was) (?:blocked|disabled|turned off|not (?:enabled|supported|accepted))\b|\bcookie not found\b|\b(?:please|must|need to) (?:enable|allow|accept|turn on) cookies\b|\bbrowser (?:must|does not|doesn['’]t) (?:accept|support|allow) cookies\b|\bcookies sind (?:in ihrem browser )?(?:deaktiviert|blockiert|nicht aktiviert)\b/i;

/** True for a page which says that the browser blocks cookies, or sent none. */
export function saysCookiesMissed(page: string): boolean {
  const searched = page.slice(0, MAX_PAGE);
  return WANTS_COOKIES.test(searched) && WANTS_COOKIES.test(shownText(searched.replaceAll(WITHOUT_SCRIPTS, ' ')));
}

/** What most pages hold none of. */
const MAY_SAY_OVER =
  /ses[sij]|sitzung|anmeldung|oturum|relace|hlášen|[\u0370-\u0eff\u3000-\ud7ff]|phiên|munkamenet|økten|istunto|(?:log|sign)[- ]?in\b|(?:log|sign)g?ed (?:out|off)/i;

/** How a text that says that a session is over has it. */
export const overBy = (text: string): BodySays => (ENDED_BY.elsewhere.text.test(text) ? 'elsewhere' : 'over');

/** Reads what a page says of who asks; undefined: nothing that is known. Of a long page only its beginning is read. */
export function readPage(page: string): BodySays | undefined {
  const searched = page.slice(0, MAX_PAGE);
  if (MAY_SAY_OVER.test(searched)) {
    const shown = shownText(page);
    // Help on what happens elsewhere is shown to those who are in.
    if (saysOver(shown, searched)) return leadsTo(searched, SIGNS_OUT) ? 'over' : overBy(shown);
  }
  if (holdsSignInForm(page)) return ENDED_BY.elsewhere.text.test(shownText(page)) ? 'elsewhere' : 'sign-in-form';
  return shownTo(searched);
}
