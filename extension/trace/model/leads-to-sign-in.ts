import { asksToSignIn } from './asks-to-sign-in.ts';
import { saysOver, shownPage } from './said-in-address.ts';
import { isSignInPath } from './sign-in-address.ts';

// A page of status 200 that does nothing but lead to a sign-in: what ASP, PHP and Java applications answer to a frame.

/** How much of a page is looked at, in characters: one that leads away is short. */
const LONGEST_PAGE = 20_000;

/** The most text that such a page shows, in characters: "You are being redirected". */
const LONGEST_TEXT = 300;

const PARTS_WITHOUT_SAY = /<!--[\s\S]{0,5000}?-->|<(noscript|style|template)\b[^<>]{0,500}>[\s\S]*?<\/\1>/gi;
const SCRIPT = /<script\b([^<>]{0,500})>([\s\S]*?)<\/script>/gi;

/** A refresh within five seconds: a longer one is a page that renews itself, or a clock that runs out. */
const META =
  /<meta\b(?=[^<>]{0,500}http-equiv\s*=\s*["']?refresh\b)[^<>]{0,500}?content\s*=\s*["']?\s*[0-5]\s*[;,]\s*(?:url\s*=\s*)?["']?([^"'<>\s]{1,2000})/i;

/** A script that leads away first and always; before that it asks which window it stands in, or notes where to come back to. */
const LEADS =
  /^\s*(?:<!--\s*|\/\/[^\n]*\n\s*)*(?:document\.cookie\s*=[^<>{}\n]{0,2000}?;\s*)?(?:alert\((?:"[^"]{0,300}"|'[^']{0,300}')\)\s*;?\s*)?(?:if\s*\([\w\s.!=&|]{0,80}\)\s*\{?\s*)?(?:(?:window|top|self|parent|document)\.){0,3}location(?:\.href)?(?:\s*=\s*|\.(?:replace|assign)\(\s*)["']([^"'\n]{1,2000})["']/;

const SAML_FORM = /<input\b[^<>]{0,300}\bname\s*=\s*["']?SAMLRequest\b/i;

function targetIn(page: string): string | undefined {
  const scripts = [...page.matchAll(SCRIPT)];
  const meta = META.exec(page)?.[1];
  if (meta !== undefined) return meta;
  // An application's own script decides by itself, and what it decides is not read here.
  if (scripts.length !== 1 || /\bsrc\s*=/i.test(scripts[0]?.[1] ?? '')) return undefined;
  return LEADS.exec(scripts[0]?.[2] ?? '')?.[1];
}

/**
 * True for the body of a page that shows next to nothing and leads to a sign-in, by its head, by its one script, or by a
 * SAML request that it sends on.
 *
 * @param url the address that was asked for
 */
export function leadsToSignIn(body: string, mimeType: string, url: string): boolean {
  if (body.length > LONGEST_PAGE || !/^(?:text\/html|application\/xhtml)/i.test(mimeType)) return false;
  const asked = new URL(url);
  if (isSignInPath(asked.pathname)) return false;
  const page = body.replaceAll(PARTS_WITHOUT_SAY, ' ');
  const shown = page
    .replaceAll(SCRIPT, ' ')
    .replaceAll(/<[^<>]{0,2000}>/g, ' ')
    .replaceAll(/\s+/g, ' ');
  if (shown.length > LONGEST_TEXT) return false;
  if (SAML_FORM.test(page)) return true;
  const target = targetIn(page)?.replaceAll('&amp;', '&');
  if (target === undefined || !URL.canParse(target, url)) return false;
  const led = shownPage(new URL(target, url));
  return asksToSignIn(led, asked) || saysOver(led);
}
