import type { CookieIdentity } from '../../../cookies/browser-cookie.ts';
import { identityKey, partitionText } from '../../../cookies/cookie-identity.ts';
import { coversHost } from '../../../cookies/covers-host.ts';
import type { CookiePair } from '../../../cookies/parse-cookie-header.ts';
import type { ParsedSetCookie } from '../../../cookies/parse-set-cookie.ts';
import { isRedacted } from '../../../cookies/redacted.ts';
import { judgeSetCookie, type StoreContext, type StoreVerdict } from '../../../cookies/store-cookie.ts';
import type { RequestEntry, SetCookieEntry } from '../../model/entry.ts';
import type { ResponseEvent } from '../../model/event.ts';
import { headerValue, headerValues } from '../../model/headers.ts';
import { isEmptyValue, readValue } from '../../model/session-value.ts';
import { hostOf } from '../../model/site-of.ts';
import { cookieRequestOf } from '../../verdicts/cookie-request.ts';
import { withRulesKnown } from '../../verdicts/rules-of-trace.ts';
import type { FoldState } from '../fold-state.ts';
import { jarForRules } from '../tools/jar.ts';
import { rulesOf } from '../tools/rules.ts';

/** What a response says, read once: its Set-Cookie lines with their verdicts, and whether it clears cookies. */
export interface ResponseFacts {
  readonly lines: readonly SetCookieEntry[];
  /** Clear-Site-Data holds `"cookies"` or `"*"`. */
  readonly clearsCookies: boolean;
}

/** Reads a response. Each line meets the jar that the lines before it left: the browser reports it only later. */
export function readResponse(state: FoldState, entry: RequestEntry, event: ResponseEvent): ResponseFacts {
  const clearsCookies = headerValues(event.headers, 'clear-site-data').some((value) => /"(cookies|\*)"/.test(value));
  const lines: SetCookieEntry[] = [];
  let context = storeContext(state, entry, event, clearsCookies);
  for (const raw of headerValues(event.headers, 'set-cookie')) {
    if (isRedacted(raw)) continue;
    const line = readLine(raw, context, { state, sent: entry.cookies });
    context = afterLine(context, line.predicted);
    lines.push(line);
  }
  return { lines, clearsCookies };
}

function storeContext(
  state: FoldState,
  entry: RequestEntry,
  event: ResponseEvent,
  clearsCookies: boolean,
): StoreContext {
  const date = Date.parse(headerValue(event.headers, 'date') ?? '');
  return {
    rules: rulesOf(state),
    now: event.time,
    suffixes: state.suffixes.answers,
    request: cookieRequestOf(entry),
    storeId: entry.storeId,
    jar: jarForRules(state, entry.site, entry.storeId),
    ...(clearsCookies && { clearsCookies }),
    ...(!Number.isNaN(date) && { serverTime: date }),
  };
}

function afterLine(context: StoreContext, { outcome, cookie }: StoreVerdict): StoreContext {
  if (context.jar === undefined || cookie === undefined || outcome === 'refused') return context;
  const key = identityKey(cookie);
  const others = context.jar.filter((held) => identityKey(held) !== key);
  return { ...context, jar: outcome === 'stored' ? [...others, cookie] : others };
}

interface LineContext {
  readonly state: FoldState;
  /** What the request carried. */
  readonly sent: readonly CookiePair[];
}

function readLine(raw: string, context: StoreContext, { state, sent }: LineContext): SetCookieEntry {
  const judged = withRulesKnown(judgeSetCookie(raw, context), state.trace);
  const predicted = state.jarShown ? judged : withPartialJar(judged);
  const { parsed } = predicted;
  const nowhere: CookieIdentity = {
    name: parsed.name,
    domain: '',
    hostOnly: true,
    path: '/',
    storeId: context.storeId,
  };
  const value = predicted.cookie?.value ?? parsed.value;
  const isNamed = ({ name }: { readonly name: string }): boolean => name === parsed.name;
  const isHere = (held: CookieIdentity): boolean =>
    isNamed(held) && isOfPlace(held, predicted.cookie, hostOf(context.request.url));
  const wasCarried = sent.some((pair) => isNamed(pair) && !isEmptyValue(pair.value));
  const isThere = (): boolean => sent.some(isNamed) || context.jar?.some(isHere) === true;
  const deletes = meansToDelete(parsed, value, context.now) && (!isNewId(value) || isThere());
  return {
    raw,
    parsed,
    identity: predicted.cookie ?? nowhere,
    value,
    intent: deletes ? 'delete' : 'set',
    ...(deletes && wasCarried && { wasCarried }),
    predicted,
  };
}

/** True for a cookie that a line may be meant for: of another host, path or partition it is another application's. */
function isOfPlace(held: CookieIdentity, line: CookieIdentity | undefined, host: string): boolean {
  return (
    coversHost(held, host) &&
    held.path === line?.path &&
    partitionText(held.partitionKey) === partitionText(line.partitionKey)
  );
}

/** A jar that was never shown (a HAR) is not an empty one: what is not in it may be there all the same. */
function withPartialJar(judged: StoreVerdict): StoreVerdict {
  if (judged.replaces !== null || judged.unknown.includes('jar')) return judged;
  const { replaces, ...rest } = judged;
  void replaces;
  return { ...rest, unknown: [...judged.unknown, 'jar'] };
}

/** Nobody clears a cookie that is not there with a new id. Laravel encrypts what it clears, so sealed values do not count. */
function isNewId(value: string): boolean {
  const { random, clientSide } = readValue(value);
  return random && !clientSide;
}

/** Frameworks that delete by a date take one of 1970, or one that is years past (Laravel: five years). */
const LONG_PAST = 300 * 24 * 60 * 60 * 1000;

/** Values that stand for none where the cookie has expired: PHP writes `deleted`. */
const NO_VALUE = /^(?:deleted|delete|expired|null|none|undefined|-|0)$/i;

/**
 * True where the server means to take a cookie away, or empties it. A value with an expiry that has just passed is a cookie that was
 * born expired: a clock, a time zone or a date that was computed once is wrong.
 */
export function meansToDelete(parsed: ParsedSetCookie, value: string, now: number): boolean {
  const { expiryTime, maxAge } = parsed;
  // A cookie that is kept with an empty value holds no session any more.
  if (isEmptyValue(value)) return true;
  if (expiryTime === undefined || expiryTime > now) return false;
  if (NO_VALUE.test(value)) return true;
  // Max-Age=-1 beside a value was meant as "until the browser closes", as Java's Cookie.setMaxAge has it.
  if (maxAge !== undefined) return maxAge === 0;
  return expiryTime < now - LONG_PAST;
}
