import type { CookieIdentity, JarCookie } from '../../../cookies/browser-cookie.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import { changesThatReplace } from '../../../cookies/what-if.ts';
import { isRenewal, isSignIn, isSignOut } from '../../model/answer-class.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import { setCookieVerdict } from '../../verdicts/set-cookie-verdict.ts';
import { chip, code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import type { Evidence, WhatIf } from '../finding.ts';
import { filterInSlices } from '../pausing.ts';
import { isRefreshToken } from '../refusals/refresh-address.ts';
import type { RemedyCode } from '../remedies.ts';
import { storeContextOf } from '../rules-context.ts';
import { type Moment, type SiteView, type ThreadMoment, type ThreadView, wasDone } from '../site-view.ts';
import { setLineOf } from './helpers.ts';

// A sign-out that left the session's cookie, or the session itself, alive.

/** The cookie that a deletion missed, where the trace shows its place. */
function heldCookie(view: SiteView, tracked: ThreadView, moment: ThreadMoment): JarCookie | undefined {
  const session =
    moment.effect.before ?? tracked.thread.sessions.findLast(({ firstSeen }) => firstSeen <= moment.answered);
  if (session === undefined) return undefined;
  for (const { cookie, site } of view.trace.jar.values()) {
    if (site === view.site && cookie.name === tracked.thread.name && cookie.value === session.value) return cookie;
  }
  return setLineOf(tracked.moments, session)?.line.predicted.cookie;
}

/** Why a deletion did not meet the cookie. */
function variantOf(line: SetCookieEntry, held: CookieIdentity | undefined): string {
  const reasons = new Set<string>(line.predicted.reasons.map(({ code: reason }) => reason));
  if (reasons.has('overwrites-secure')) return 'http';
  if ([...reasons].some((reason) => reason.startsWith('prefix'))) return 'prefix';
  if (reasons.size > 0) return 'refused';
  if (held === undefined) return line.identity.hostOnly ? 'unknown' : 'twin';
  if (held.path !== line.identity.path) return 'path';
  if (held.hostOnly !== line.identity.hostOnly) return held.hostOnly ? 'with-domain' : 'without-domain';
  return bareDomain(held.domain) === bareDomain(line.identity.domain) ? 'unknown' : 'domain';
}

/** A cookie that goes along by https alone, and not with this request by http: nothing else than Secure does that. */
function isLikelySecure({ moments }: ThreadView, { entry, effect }: ThreadMoment): boolean {
  if (!entry.url.startsWith('http:') || effect.before !== undefined) return false;
  const carriers = moments.filter(
    ({ effect: { before }, entry: { host } }) => before !== undefined && host === entry.host,
  );
  return carriers.length > 0 && carriers.every((carrier) => carrier.entry.url.startsWith('https:'));
}

const REMEDY_OF: Readonly<Record<string, RemedyCode>> = { http: 'https-everywhere', prefix: 'keep-prefix' };

/** The deletion as it would have met the cookie, by the rules. */
function whatWouldClear(
  view: SiteView,
  moment: ThreadMoment,
  line: SetCookieEntry,
  held: JarCookie | undefined,
): WhatIf | undefined {
  const context = storeContextOf(view.trace, moment.entry, held === undefined ? [] : [held]);
  const [remedy] = changesThatReplace(line.raw, context, held ?? line.identity);
  return remedy === undefined ? undefined : { outcome: 'cleared', changes: remedy.changes };
}

function domainText({ domain }: CookieIdentity): string {
  return `Domain=${bareDomain(domain)}`;
}

/** The request that brings back a cookie which signs in by itself (remember me), after a sign-out that should have cleared it. */
function survivorOf({ moments }: ThreadView, { entry, effect, index, lines }: ThreadMoment): ThreadMoment | undefined {
  const { before } = effect;
  if (before === undefined || !isSignOut(entry) || !lines.some(({ intent }) => intent === 'delete')) return undefined;
  const next = moments.find((each) => each.index > index && each.effect.before !== undefined);
  return next?.effect.before === before ? next : undefined;
}

/** A sign-out that wrote the cookie again, with an Expires that is no date (`0`, `-1`): browsers ignore such a one. */
function undatedClear(tracked: ThreadView, moment: ThreadMoment): FoundFinding | undefined {
  const { before } = moment.effect;
  if (before === undefined || moment.lines.length === 0 || moment.denied || !isSignOut(moment.entry)) return undefined;
  const line = moment.lines.findLast(({ intent, value, parsed }) => {
    const isKept = intent === 'set' && value === before.value;
    return isKept && parsed.expiryTime === undefined && parsed.attributes.some(({ known }) => known === 'expires');
  });
  if (line === undefined) return undefined;
  const expires = line.parsed.attributes.findLast(({ known }) => known === 'expires')?.value ?? '';
  const later = tracked.moments.find(({ index, effect }) => index > moment.index && effect.before === before);
  return {
    variant: 'expires',
    kind: 'fault',
    certainty: later === undefined ? 'predicted' : 'confirmed',
    time: later?.started ?? moment.answered,
    thread: tracked.thread,
    session: before,
    params: {
      cookie: code(tracked.thread.name),
      step: moment.entry.step,
      request: code(`${moment.entry.method} ${moment.path}`),
      expires: code(`Expires=${expires}`),
    },
    evidence: inTime([
      { entry: moment.entry, code: 'not-cleared' },
      later && { entry: later.entry, code: 'sent-again' },
    ]),
    remedy: 'clear-by-age',
  };
}

export const clearFailed = {
  code: 'clear-failed',
  rank: 68,
  words: {
    title: 'findingClearFailed',
    args: ['cookie', 'step', 'request'],
    variants: {
      http: { title: 'findingClearFailedHttp' },
      prefix: { title: 'findingClearFailedPrefix' },
      path: { title: 'findingClearFailedPath', args: ['cookie', 'step', 'request', 'path', 'heldPath'] },
      domain: { title: 'findingClearFailedDomain', args: ['cookie', 'step', 'request', 'domain', 'heldDomain'] },
      'with-domain': { title: 'findingClearFailedWithDomain', args: ['cookie', 'step', 'request', 'domain'] },
      'without-domain': { title: 'findingClearFailedWithoutDomain', args: ['cookie', 'step', 'request', 'heldDomain'] },
      twin: { title: 'findingClearFailedTwin', args: ['cookie', 'step', 'request', 'domain'] },
      refused: { title: 'findingClearFailedRefused' },
      expires: { title: 'findingClearFailedExpires', args: ['cookie', 'step', 'request', 'expires'] },
      unasked: { title: 'findingClearFailedUnasked' },
    },
  },
  find(view) {
    const found: FoundFinding[] = [];
    const remembering = view.companions.filter(({ thread }) => thread.role === 'remember-me');
    for (const tracked of [...view.threads, ...remembering]) {
      for (const moment of tracked.moments) {
        const undated = undatedClear(tracked, moment);
        if (undated !== undefined) found.push(undated);
        const survivor = tracked.thread.role === 'remember-me' ? survivorOf(tracked, moment) : undefined;
        if (survivor === undefined && (moment.effect.action !== 'clear-failed' || tracked.thread.role !== 'session'))
          continue;
        const line = moment.lines.findLast(({ intent }) => intent === 'delete');
        if (line === undefined) continue;
        const held = heldCookie(view, tracked, moment);
        const isSecure = held === undefined && isLikelySecure(tracked, moment);
        const why = isSecure ? 'http' : variantOf(line, held);
        // Nobody signed out where an answer clears a cookie of its own accord.
        const variant = isSignOut(moment.entry) ? why : 'unasked';
        const later = line.later?.entry ?? survivor?.entry;
        const whatIf = whatWouldClear(view, moment, line, held);
        const evidence: (Evidence | undefined)[] = [
          { entry: moment.entry, code: 'not-cleared' },
          later && { entry: later, code: 'sent-again' },
        ];
        const known = survivor === undefined ? setCookieVerdict(line).basis : 'confirmed';
        // A page that opens and clears what stood elsewhere once tidies up: whatever is lost later has another reason.
        const tidiesUp = variant === 'unasked' && moment.ok && moment.entry.method === 'GET';
        found.push({
          ...(variant !== 'unknown' && { variant }),
          kind: tidiesUp ? 'hint' : 'fault',
          certainty: isSecure ? 'concluded' : known,
          time: later?.startedDateTime ?? moment.answered,
          thread: tracked.thread,
          ...(moment.effect.before !== undefined && { session: moment.effect.before }),
          params: {
            cookie: code(tracked.thread.name),
            step: moment.entry.step,
            request: code(`${moment.entry.method} ${moment.path}`),
            path: code(line.identity.path),
            domain: code(domainText(line.identity)),
            ...(held !== undefined && { heldPath: code(held.path), heldDomain: code(domainText(held)) }),
            again: later?.step ?? 0,
          },
          evidence: inTime(evidence),
          ...(whatIf !== undefined && { whatIf }),
          remedy: REMEDY_OF[why] ?? 'clear-as-set',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;

/** The first request after a sign-out that the cookie signed in again, as remember-me does, without a sign-in. */
function signedInBy({ moments }: ThreadView, signOut: ThreadMoment): ThreadMoment | undefined {
  const { before } = signOut.effect;
  const next = moments.find(
    ({ effect, entry, index }) =>
      index > signOut.index &&
      (isSignIn(entry) ||
        effect.before !== before ||
        entry.says === 'signed-in' ||
        entry.effects.some(({ accepted }) => accepted !== undefined)),
  );
  if (next === undefined || isSignIn(next.entry) || next.effect.before !== before) return undefined;
  // A session that the sign-out left, as another application's, may be what somebody is known by.
  const isNew = next.entry.effects.every((each) => (each.before?.firstSeen ?? signOut.answered) >= signOut.answered);
  return isNew ? next : undefined;
}

/** A sign-out, and the renewal after it by a refresh token from before it, where nobody signed in between. */
function renewedAfter({ moments }: SiteView, refresh: ThreadView): readonly [Moment, ThreadMoment] | undefined {
  const signOut = moments.findLast((each) => isSignOut(each.entry) && wasDone(each));
  if (signOut?.entry.effects.some(({ action }) => action === 'ended') !== true) return undefined;
  const next = moments.find(({ entry, index }) => index > signOut.index && (isSignIn(entry) || isRenewal(entry)));
  const again = next && !isSignIn(next.entry) ? refresh.byEntry.get(next.entry) : undefined;
  if (again?.ok !== true || (again.effect.before?.firstSeen ?? signOut.started) >= signOut.started) return undefined;
  const isGiven = again.entry.effects.some(({ after, before }) => after !== undefined && after !== before);
  return isGiven ? [signOut, again] : undefined;
}

/** Sign-outs that left a cookie which signs in by itself, and the request by which it did. */
function leftBy(view: SiteView, tracked: ThreadView): readonly [Moment, ThreadMoment] | undefined {
  if (isRefreshToken(tracked.thread.name)) return renewedAfter(view, tracked);
  if (tracked.thread.role !== 'remember-me') return undefined;
  const isLeft = (moment: ThreadMoment): boolean =>
    moment.effect.before !== undefined && moment.lines.length === 0 && isSignOut(moment.entry);
  const signOut = tracked.moments.findLast((moment) => isLeft(moment) && wasDone(moment));
  const again = signOut && signedInBy(tracked, signOut);
  return again && [signOut, again];
}

function remembered(view: SiteView): FoundFinding[] {
  return [...view.companions, ...view.threads].flatMap((tracked) => {
    const left = leftBy(view, tracked);
    if (left === undefined) return [];
    const [signOut, again] = left;
    return [
      {
        variant: 'remembered',
        kind: 'fault',
        certainty: 'concluded',
        time: again.answered,
        thread: tracked.thread,
        params: { cookie: code(tracked.thread.name), step: signOut.entry.step, again: again.entry.step },
        evidence: inTime([
          { entry: signOut.entry, code: 'not-cleared' },
          { entry: again.entry, code: 'sent-again' },
        ]),
        remedy: 'clear-as-set',
      },
    ];
  });
}

export const signedOutInName = {
  code: 'signed-out-in-name',
  rank: 54,
  words: {
    title: 'findingSignedOutInName',
    args: ['session', 'step', 'again'],
    variants: { remembered: { title: 'findingSignedOutRemembered', args: ['cookie', 'step', 'again'] } },
  },
  *find(view) {
    const found = remembered(view);
    for (const tracked of view.threads) {
      const signOuts = yield* filterInSlices(
        tracked.moments,
        ({ effect, entry, denied, lines }) =>
          effect.before !== undefined && !denied && lines.length === 0 && isSignOut(entry),
      );
      for (const moment of signOuts) {
        const session = moment.effect.before;
        const { status } = moment.entry;
        if (session === undefined || status === undefined || status >= 400) continue;
        // The sign-in has a cookie of its own, and that one went: a session of a visitor may stay.
        if (moment.entry.effects.some(({ action }) => action === 'ended')) continue;
        const carried = tracked.bySession.get(session) ?? [];
        const again = carried.find(({ index, effect }) => index > moment.index && effect.accepted !== undefined);
        const signedIn = carried.some(
          ({ index, entry }) =>
            index > moment.index && (again === undefined || index < again.index) && entry === session.signedInBy,
        );
        if (again === undefined || signedIn) continue;
        found.push({
          kind: 'fault',
          certainty: 'concluded',
          time: again.answered,
          thread: tracked.thread,
          session,
          params: { session: chip(session), step: moment.entry.step, again: again.entry.step },
          evidence: inTime([
            { entry: moment.entry, code: 'sent' },
            { entry: again.entry, code: 'accepted' },
          ]),
          remedy: 'end-on-server',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
