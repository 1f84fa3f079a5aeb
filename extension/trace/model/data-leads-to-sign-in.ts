import { asksToSignIn } from './asks-to-sign-in.ts';
import { saysOver, shownPage } from './said-in-address.ts';
import { isSignInPath } from './sign-in-address.ts';

// Data that a framework's script asks for, and that tells it to lead on: a redirect by other means.

/** How much of an answer is looked at, in characters: one that leads on is short, or says so first. */
const LONGEST = 20_000;

/** A string's characters in JSON, its escapes included. */
const CHARS = String.raw`((?:[^"\\]|\\.){1,2000})`;

/** An object of JSON that holds a word and an address, in any order and with any white space. */
const holding = (key: string, word: string, address: string): string =>
  String.raw`\{(?=[^{}]*"${key}"\s*:\s*"?${word}\b)[^{}]*?"${address}"\s*:\s*"${CHARS}"`;

/** How frameworks write it, by the type of the answer. */
const FORMS: readonly { readonly type: RegExp; readonly form: RegExp }[] = [
  // SvelteKit, for a page's data and for a form, and many of their own: `{"code":302,"url":"/login"}`.
  {
    type: /json/i,
    form: new RegExp(
      String.raw`^\s*${holding('(?:type|status|code|action|result)', '(?:redirect|30[1237])', '(?:location|(?:redirect_?)?url|redirect(?:_?to)?)')}`,
    ),
  },
  // ZK's commands for its client.
  { type: /json/i, form: /\["redirect",\["([^"]{1,2000})"/ },
  // Remix and React Router: a stream of values, the first of which is the kind of answer.
  {
    type: /^text\/x-script/i,
    form: new RegExp(
      String.raw`^\s*\[\s*\[\s*"SingleFetchRedirect"\s*,\s*\d+\s*\]\s*,\s*\{[^{}]{0,500}\}\s*,\s*(?:"redirect"\s*,\s*)?"${CHARS}"`,
    ),
  },
  // Next.js, where a server component redirects after the stream has begun.
  { type: /^text\/x-component/i, form: /"digest":"NEXT_REDIRECT;(?:push|replace);([^";]{1,2000});3\d\d;?"/ },
  // Drupal's commands for its pages' scripts.
  { type: /json/i, form: new RegExp(holding('command', 'redirect', 'url')) },
  // JSF and Wicket: an answer that holds nothing else.
  { type: /xml/i, form: /<partial-response\b[^<>]{0,300}>\s*<redirect\s+url\s*=\s*"([^"]{1,2000})"/ },
  { type: /xml/i, form: /<ajax-response>\s*<redirect>\s*<!\[CDATA\[([^\]]{1,2000})\]\]>/ },
  // ASP.NET AJAX: fields with their lengths before them.
  { type: /^text\/plain/i, form: /(?:^|\|)\d{1,5}\|pageRedirect\|\|([^|]{1,2000})\|/ },
];

function targetIn(body: string, mimeType: string): string | undefined {
  for (const { type, form } of FORMS) {
    const target = type.test(mimeType) ? form.exec(body)?.[1] : undefined;
    if (target !== undefined) return plainTarget(target, mimeType);
  }
  return undefined;
}

/** Undoes what the formats write in place of a few characters; any other escape leaves an address that leads nowhere. */
function plainTarget(target: string, mimeType: string): string {
  if (/^text\/plain/i.test(mimeType)) return target.replaceAll(/%2f/gi, '/').replaceAll(/%3f/gi, '?');
  if (/xml/i.test(mimeType)) return target.replaceAll('&amp;', '&');
  return target
    .replaceAll('\\/', '/')
    .replaceAll(/\\u0026/gi, '&')
    .replaceAll(/\\u003d/gi, '=');
}

/**
 * True for the data of an answer that tells the script to go to a sign-in: in SvelteKit, Remix, React Router, Next.js,
 * Drupal, JSF, Wicket or ASP.NET AJAX.
 *
 * @param url the address that was asked for
 */
export function dataLeadsToSignIn(body: string, mimeType: string, url: string): boolean {
  const asked = new URL(url);
  if (isSignInPath(asked.pathname)) return false;
  const target = targetIn(body.slice(0, LONGEST), mimeType);
  if (target === undefined || !URL.canParse(target, url)) return false;
  const led = shownPage(new URL(target, url));
  return asksToSignIn(led, asked) || saysOver(led);
}
