import { isBlockPage } from './block-page.ts';
import type { BodySays } from './body-says.ts';
import { readJson } from './says-in-json.ts';
import { overBy, readPage, SCRIPT, saysOver } from './says-in-page.ts';
import { isXml, readException, readXml } from './says-in-xml.ts';

/** Longest text without markup that says one thing alone, in characters. */
const SHORT_TEXT = 300;

/** How much of a refusal is searched for its reason, in characters: Django's page has a style sheet before it. */
const SEARCHED_REFUSAL = 20_000;

/** Refusals of a request that another site may have forged, in the words of those who check for it. */
const CSRF =
  /\b_?(?:csrf|xsrf)\b[^<>{}]{0,40}\b(?:failed|invalid|missing|mismatch|incorrect|expired|not (?:valid|found))\b|\b(?:invalid|missing|bad|wrong|expired|no valid|verify)\b[^<>{}]{0,30}\b(?:csrf|xsrf|crumb)\b|\bX-(?:CSRF|XSRF)-Token\b[^<>{}]{0,20}\bmissing\b|InvalidAuthenticityToken|EBADCSRFTOKEN|rest_cookie_invalid_nonce|antiforgery token/i;

/** The same for its origin: Django, SvelteKit, Better Auth, Nuxt, Astro, Next.js and Go. */
const CSRF_ORIGIN =
  /^\s*Forbidden - (?:referer|origin) (?:invalid|not supplied)\b|\bcross-origin request detected\b|\bInvalid Server Actions request\b|\borigin checking failed\b|\bcross-site POST form submissions are forbidden\b|^\s*\{[^{}]{0,200}"(?:INVALID_ORIGIN|invalid origin)"/i;

/** MediaWiki says with status 200 that the token of a form did not fit. */
const LOST_EDIT = /\bcould not process your edit due to a loss of session data\b/i;

/** The statuses by which servers refuse such a request. */
const REFUSES: ReadonlySet<number> = new Set([400, 401, 403, 419, 422]);

/** Reads why a request was refused as forged. */
function readForgery(body: string, mimeType: string): BodySays | undefined {
  const searched = body.slice(0, SEARCHED_REFUSAL);
  const text = /html/i.test(mimeType) ? searched.replaceAll(SCRIPT, '') : searched;
  if (CSRF_ORIGIN.test(text)) return 'csrf-origin';
  return CSRF.test(text) ? 'csrf' : undefined;
}

/** How the calls of GWT and of DWR answer with an exception. */
const EXCEPTION = /^\/\/EX\[|_remoteHandleException\(/;

/**
 * An answer that is nothing but a code with words of a session: `SESSION_EXPIRED`. Without them it may be about a payment.
 */
const CODE_ALONE = /^\s*(?=[\w-]{0,30}(?:sess|log|sign))[A-Za-z][\w-]{3,40}\s*$/i;
const LONGEST_CODE = 60;

/** The last line of a stream that holds JSON, and how much of the stream is looked at for it, in characters. */
const LAST_LINE = /(?:^|\n)(?:data: ?)?(\{[^\n]*\})\s*$/;
const LONGEST_LINE = 4_000;

/** Statuses of a request whose head is too large, and how nginx, Apache, Tomcat, IIS and Cloudflare say so. */
const TOO_LARGE: ReadonlySet<number> = new Set([400, 413, 414, 431, 494]);
const HEADER_TOO_LARGE =
  /\brequest header (?:or cookie |fields? )?(?:is )?too (?:large|long|big)\b|\bsize of (?:a|the) request headers? (?:field exceeds|is too long)|\brequest header fields too large\b/i;

/**
 * Reads what a body says of who asks; undefined: nothing that is known.
 *
 * @param body the text, as decoded
 * @param mimeType as the Content-Type header has it
 * @param path the path of the request's URL
 * @param status of the answer: only what refuses is read for a forged request
 */
export function readBodySays(body: string, mimeType: string, path: string, status = 200): BodySays | undefined {
  const forgery = REFUSES.has(status) ? readForgery(body, mimeType) : undefined;
  if (forgery !== undefined) return forgery;
  if (LOST_EDIT.test(body.slice(0, SEARCHED_REFUSAL))) return 'csrf';
  if (isBlockPage(body, mimeType, status)) return 'blocked';
  if (TOO_LARGE.has(status) && HEADER_TOO_LARGE.test(body.slice(0, SEARCHED_REFUSAL))) return 'header-too-large';
  if (isXml(body, mimeType)) return readXml(body, path, status);
  const exception = EXCEPTION.exec(body.slice(0, SEARCHED_REFUSAL));
  if (exception !== null) return readException(body.slice(exception.index), path, status);
  // WordPress answers a call so that nobody may make, as who is not in any more.
  if (/admin-ajax\.php$/.test(path) && /^\s*(?:0|-1)\s*$/.test(body)) return 'not-done';
  if (status < 400 && /^text\/(?:plain|html)/i.test(mimeType) && CODE_ALONE.test(body.slice(0, LONGEST_CODE))) {
    const says = readJson(JSON.stringify({ error: body.trim() }), path, status);
    return says === 'unauthenticated' ? says : undefined;
  }
  if (/^application\/x-www-form-urlencoded/i.test(mimeType) && body.length < SHORT_TEXT)
    return readJson(JSON.stringify(Object.fromEntries(new URLSearchParams(body))), path, status);
  // Of a stream of events or of lines, the last is the newest.
  if (/event-stream|ndjson|jsonl/i.test(mimeType))
    return readJson(LAST_LINE.exec(body.slice(-LONGEST_LINE))?.[1] ?? '', path, status);
  if (/\bjson\b/i.test(mimeType) || (/^text\/plain/i.test(mimeType) && /^\s*[{[]/.test(body)))
    return readJson(body, path, status);
  if (/^(?:text\/html|application\/xhtml)/i.test(mimeType)) return readPage(body);
  if (!/^(?:text\/plain|$)/i.test(mimeType) || body.length >= SHORT_TEXT) return undefined;
  // A filter before the application says it in one sentence: Spring's "This session has been expired".
  if (saysOver(body)) return overBy(body);
  return status < 400 ? undefined : readJson(JSON.stringify({ error: body }), path, status);
}
