import type { StoreReasonCode } from '../../../cookies/reason-codes.ts';
import { judgeSetCookie } from '../../../cookies/store-cookie.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import { headerValue } from '../../model/headers.ts';
import { setCookieVerdict } from '../../verdicts/set-cookie-verdict.ts';
import { clock, code, day, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { Certainty, RemedyCode, WhatIf } from '../finding.ts';
import { frameworkOf } from '../framework-of.ts';
import { storeContextOf } from '../rules-context.ts';
import { nextMoment, type SiteView, type ThreadMoment, type ThreadView } from '../site-view.ts';
import {
  certaintyOfLine,
  effectOf,
  inTime,
  isBetweenLoopbacks,
  reaches,
  turnedAway,
  whatWouldStore,
} from './helpers.ts';

// The server set the cookie, and no request ever carries it.

/** A Set-Cookie line that left nothing in the jar. */
interface LostLine {
  readonly tracked: ThreadView;
  readonly moment: ThreadMoment;
  readonly line: SetCookieEntry;
  /** How often the same happened on this thread. */
  readonly times: number;
  /** All of them, in order. */
  readonly all: readonly { readonly moment: ThreadMoment; readonly line: SetCookieEntry }[];
  /** An older value stays in its place: what is new is lost, and the session lives. */
  readonly isStale?: boolean;
}

/** Reasons that keep a newer value out for good; others depend on the request, and the next one may succeed. */
const ALWAYS: ReadonlySet<string> = new Set([
  'too-large',
  'control-character',
  'samesite-none-without-secure',
  'domain-mismatch',
  'domain-public-suffix',
  'prefix-secure',
  'prefix-host',
]);

/** The last new value of each session that the browser refused while an older one stayed. */
function staleLines(view: SiteView): LostLine[] {
  return view.threads.flatMap((tracked): LostLine[] => {
    const all = tracked.moments.flatMap((moment) => {
      const { before } = moment.step;
      const line = moment.lines.findLast(
        (each) => isLost(each) && !isBornExpired(each) && ALWAYS.has(each.predicted.reasons[0]?.code ?? ''),
      );
      if (line === undefined || before === undefined || line.value === before.value) return [];
      // Another line of the response may have done what this one could not.
      return moment.lines.some((each) => each !== line && each.intent === 'set' && !isLost(each))
        ? []
        : [{ moment, line }];
    });
    const last = all.at(-1);
    if (last === undefined) return [];
    const stays = tracked.moments.some(
      ({ index, step }) => index > last.moment.index && step.before === last.moment.step.before,
    );
    return stays ? [{ tracked, ...last, times: all.length, all, isStale: true }] : [];
  });
}

/** The last line of each thread that was not kept, where the session was left without a cookie. */
function lostLines(view: SiteView, matches: (line: SetCookieEntry, moment: ThreadMoment) => boolean): LostLine[] {
  const found: LostLine[] = [];
  for (const tracked of [...view.threads, ...view.companions.filter(({ thread }) => isNeeded(thread.role))]) {
    const lost = tracked.moments.flatMap((moment) => {
      const line =
        moment.step.action === 'refused'
          ? moment.lines.findLast((each) => isLost(each) && matches(each, moment))
          : undefined;
      return line === undefined ? [] : [{ moment, line }];
    });
    const last = lost.at(-1);
    if (last === undefined) continue;
    const isUsed = tracked.moments.some(
      ({ step, index, lines }) => index > last.moment.index && (step.before !== undefined || lines.some(isKept)),
    );
    if (!isUsed) found.push({ tracked, ...last, times: lost.length, all: lost });
  }
  return found;
}

/** Companions without which no sign-in works. */
function isNeeded(role: string): boolean {
  return role === 'state';
}

function isLost(line: SetCookieEntry): boolean {
  return line.intent === 'set' && (setCookieVerdict(line).outcome === 'refused' || isBornExpired(line));
}

/** True for a line whose cookie is known to have been kept. */
function isKept(line: SetCookieEntry): boolean {
  const { outcome, basis } = setCookieVerdict(line);
  return outcome === 'stored' && basis !== 'predicted';
}

function isBornExpired(line: SetCookieEntry): boolean {
  return line.intent === 'set' && line.predicted.outcome === 'deletion';
}

/** What the findings of this file share: the line, the request that felt it, the remedy. */
function lossOf(view: SiteView, lost: LostLine, remedy: RemedyCode): FoundFinding {
  const { moment, tracked } = lost;
  const effect = effectOf(view, moment);
  const { thread } = tracked;
  const framework = frameworkOf(view, thread);
  return {
    kind: 'loss',
    certainty: certaintyOf(view, lost),
    time: effect?.started ?? moment.answered,
    thread,
    params: { cookie: code(thread.name), step: moment.entry.step, times: lost.times },
    evidence: inTime([{ entry: moment.entry, code: 'not-kept' }, effect && turnedAway(effect)]),
    remedy,
    ...(framework !== undefined && { framework }),
  };
}

/** How surely it is known of the best known of them: a server does the same each time. */
function certaintyOf(view: SiteView, { all }: LostLine): Certainty {
  const known = all.map((one) => certaintyOfOne(view, one));
  return (['observed', 'confirmed'] as const).find((certainty) => known.includes(certainty)) ?? 'predicted';
}

/** A request that lacks the cookie confirms what the rules say of its line. */
function certaintyOfOne(view: SiteView, { line, moment }: LostLine['all'][number]): Certainty {
  const basis = certaintyOfLine(line);
  if (basis !== 'predicted') return basis;
  const next = nextMoment(view, moment, ({ entry }) => reaches(line.identity, entry.url));
  const isAbsent = next !== undefined && !next.entry.cookies.some(({ name }) => name === line.identity.name);
  return isAbsent ? 'confirmed' : 'predicted';
}

/** Which remedy mends each reason to refuse a line. */
const REMEDIES: Readonly<Record<StoreReasonCode, RemedyCode>> = {
  'control-character': 'fix-line',
  empty: 'fix-line',
  'too-large': 'smaller-cookie',
  'empty-name': 'fix-line',
  'nameless-with-equals': 'fix-line',
  'prefix-nameless': 'fix-line',
  'scheme-not-supported': 'fix-line',
  'cors-preflight': 'fix-line',
  'clear-site-data': 'fix-line',
  'httponly-from-script': 'fix-line',
  'overwrites-httponly': 'fix-line',
  'domain-non-ascii': 'fix-domain',
  'domain-public-suffix': 'drop-domain',
  'domain-mismatch': 'fix-domain',
  'prefix-secure': 'keep-prefix',
  'prefix-host': 'keep-prefix',
  'prefix-http': 'keep-prefix',
  'prefix-host-http': 'keep-prefix',
  'partitioned-without-secure': 'add-secure',
  'third-party-blocked': 'third-party',
  'credentials-omitted': 'include-credentials',
  'cors-anonymous': 'include-credentials',
  'secure-on-insecure-origin': 'secure-needs-https',
  'overwrites-secure': 'https-everywhere',
  'samesite-strict': 'same-site-none',
  'samesite-lax': 'same-site-none',
  'samesite-unspecified': 'same-site-none',
  'samesite-none-without-secure': 'add-secure',
};

export const notKept: Cause = {
  code: 'not-kept',
  rank: 60,
  words: {
    title: 'findingNotKept',
    args: ['cookie', 'step'],
    variants: {
      'secure-on-insecure-origin': { title: 'findingNotKeptSecureHttp' },
      'samesite-none-without-secure': { title: 'findingNotKeptNoneWithoutSecure' },
      'domain-mismatch': { title: 'findingNotKeptDomain', args: ['cookie', 'step', 'domain', 'host'] },
      'domain-is-url': { title: 'findingNotKeptDomainUrl', args: ['cookie', 'step', 'domain'] },
      'domain-public-suffix': { title: 'findingNotKeptSuffix', args: ['cookie', 'step', 'domain'] },
      'domain-non-ascii': { title: 'findingNotKeptDomain', args: ['cookie', 'step', 'domain', 'host'] },
      'prefix-secure': { title: 'findingNotKeptPrefixSecure' },
      'prefix-host': { title: 'findingNotKeptPrefixHost' },
      'prefix-http': { title: 'findingNotKeptPrefixHttp' },
      'prefix-host-http': { title: 'findingNotKeptPrefixHost' },
      'too-large': { title: 'findingNotKeptTooLarge', args: ['cookie', 'step', 'size'] },
      'samesite-strict': { title: 'findingNotKeptCrossSite', args: ['cookie', 'step', 'sameSite'] },
      'samesite-lax': { title: 'findingNotKeptCrossSite', args: ['cookie', 'step', 'sameSite'] },
      'samesite-unspecified': { title: 'findingNotKeptNoSameSite' },
      'partitioned-without-secure': { title: 'findingNotKeptPartitioned' },
      'third-party-blocked': { title: 'findingNotKeptThirdParty' },
      'credentials-omitted': { title: 'findingNotKeptNoCredentials' },
      'cors-anonymous': { title: 'findingNotKeptNoCredentials' },
      'overwrites-secure': { title: 'findingNotKeptOverwritesSecure' },
      'clear-site-data': { title: 'findingNotKeptClearSiteData' },
    },
  },
  find: (view) =>
    [...lostLines(view, (line) => line.predicted.reasons.length > 0 && !isBornExpired(line)), ...staleLines(view)].map(
      (lost) => {
        const { line, moment } = lost;
        const [reason] = line.predicted.reasons;
        const isLoopback = reason?.code.startsWith('samesite-') === true && isBetweenLoopbacks(moment);
        const remedy = reason === undefined ? 'fix-line' : REMEDIES[reason.code];
        const found = lossOf(view, lost, isLoopback ? 'one-host' : remedy);
        const whatIf = isLoopback ? undefined : whatWouldStore(view, moment.entry, line);
        const domain = String(reason?.params?.['domain'] ?? line.parsed.domain ?? '');
        const isUrl = reason?.code === 'domain-mismatch' && /[:/]/.test(domain);
        return {
          ...found,
          ...(lost.isStale === true && { kind: 'fault' as const, time: moment.answered }),
          ...(reason !== undefined && { variant: isUrl ? 'domain-is-url' : reason.code }),
          ...(whatIf !== undefined && { whatIf }),
          params: {
            ...found.params,
            domain: code(domain),
            host: code(moment.entry.host),
            size: Number(reason?.params?.['size'] ?? line.parsed.name.length + line.parsed.value.length),
            sameSite: code(line.parsed.sameSite === 'strict' ? 'SameSite=Strict' : 'SameSite=Lax'),
          },
        };
      },
    ),
};

/** A numeric or named zone behind the time of day, which a browser may ignore. */
const ZONE = /\b(?:GMT|UTC)?[+-]\d{1,2}:?\d{2}\b|\b(?:EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|MET|EET|JST|IST)\b/;

/** The Expires attribute as it came. */
function expiresText(line: SetCookieEntry): string | undefined {
  return line.parsed.attributes.findLast(({ known }) => known === 'expires')?.value ?? undefined;
}

/** The Expires by its own clock and zone, as any date library reads it; undefined where it cannot be read. */
function expiresByItsZone(text: string): number | undefined {
  const time = Date.parse(text.replace(/\s*\([^)]*\)\s*$/, ''));
  return Number.isNaN(time) ? undefined : time;
}

/** A clock that is off by less, in ms, is no cause. */
const CLOCKS_AGREE = 90_000;

export const bornExpired: Cause = {
  code: 'born-expired',
  rank: 62,
  words: {
    title: 'findingBornExpired',
    args: ['cookie', 'step', 'expires', 'age'],
    variants: {
      zone: { title: 'findingBornExpiredZone', args: ['cookie', 'step', 'zone', 'browser'] },
      clock: { title: 'findingBornExpiredClock', args: ['cookie', 'step', 'expires', 'skew'] },
      'max-age': { title: 'findingBornExpiredMaxAge', args: ['cookie', 'step', 'maxAge'] },
    },
  },
  find: (view) => [
    ...lostLines(view, isBornExpired).map((lost) => expiredFinding(view, lost)),
    ...lostLines(view, (line, moment) => !isBornExpired(line) && isPastByThisClock(line, moment)).map((lost) =>
      expiredFinding(view, lost),
    ),
  ],
};

/** True where the date of a line that was never kept has passed by the browser's clock, if not by the server's. */
function isPastByThisClock(line: SetCookieEntry, moment: ThreadMoment): boolean {
  if (line.predicted.reasons.length > 0 || line.parsed.maxAge !== undefined) return false;
  const text = expiresText(line);
  const expires = text === undefined ? undefined : expiresByItsZone(text);
  return expires !== undefined && expires <= moment.answered;
}

/** What the rules say of the line without its date. */
function withoutExpiry(view: SiteView, { line, moment }: LostLine): WhatIf | undefined {
  const undated = line.raw.replace(/;\s*(?:expires|max-age)=[^;]*/gi, '');
  const { outcome } = judgeSetCookie(undated, storeContextOf(view.trace, moment.entry));
  return outcome === 'stored' ? { outcome: 'kept', changes: [{ code: 'drop-expiry' }] } : undefined;
}

function expiredFinding(view: SiteView, lost: LostLine): FoundFinding {
  const { line, moment } = lost;
  const text = expiresText(line) ?? '';
  const zone = ZONE.exec(text)?.[0];
  const meant = expiresByItsZone(text);
  const date = Date.parse(headerValue(moment.entry.responseHeaders, 'date') ?? '');
  const skew = Number.isNaN(date) ? 0 : moment.answered - date;
  const expires = line.parsed.expiryTime ?? meant ?? moment.answered;
  const maxAge = line.parsed.attributes.findLast(({ known }) => known === 'max-age')?.value;
  const isMaxAge = line.parsed.maxAge !== undefined && maxAge !== undefined;
  const zoneMatters = !isMaxAge && zone !== undefined && meant !== undefined && meant > moment.answered;
  const clockMatters = !isMaxAge && !zoneMatters && Math.abs(skew) > CLOCKS_AGREE;
  const found = lossOf(view, lost, clockMatters ? 'fix-clock' : 'fix-expiry');
  const whatIf = withoutExpiry(view, lost);
  return {
    ...found,
    ...(whatIf !== undefined && { whatIf }),
    ...(isMaxAge
      ? { variant: 'max-age' }
      : zoneMatters
        ? { variant: 'zone' }
        : clockMatters
          ? { variant: 'clock' }
          : {}),
    params: {
      ...found.params,
      expires: code(text),
      at: day(expires),
      age: span(Math.max(0, moment.answered - (clockMatters ? (meant ?? expires) : expires))),
      zone: code(zone ?? ''),
      maxAge: code(`Max-Age=${maxAge ?? ''}`),
      skew: span(Math.abs(skew)),
      browser: code(view.trace.product ?? (view.trace.browser === 'firefox' ? 'Firefox' : 'Chrome')),
    },
  };
}

export const neverCameBack: Cause = {
  code: 'never-came-back',
  rank: 50,
  words: {
    title: 'findingNeverCameBack',
    args: ['cookie', 'step', 'next'],
    without: { param: 'next', title: 'findingNeverCameBackSilent', args: ['cookie', 'step'] },
    variants: {
      frame: { title: 'findingNeverCameBackFrame', args: ['cookie', 'step', 'times'] },
      embedded: { title: 'findingNeverCameBackEmbedded', args: ['cookie', 'step', 'times'] },
    },
  },
  find: (view) =>
    lostLines(
      view,
      (line, moment) => !isBornExpired(line) && line.predicted.reasons.length === 0 && !isPastByThisClock(line, moment),
    ).map((lost) => {
      const { line, moment } = lost;
      const isThirdParty = line.predicted.unknown.includes('third-party-blocking');
      const inFrame = moment.kind === 'frame';
      const found = lossOf(view, lost, isThirdParty ? 'third-party' : 'find-writer');
      const next = line.later?.entry;
      return {
        ...found,
        ...(isThirdParty && { variant: inFrame ? 'frame' : 'embedded' }),
        params: { ...found.params, ...(next !== undefined && { next: next.step }), at: clock(moment.answered) },
        evidence: inTime([...found.evidence, next && { entry: next, code: 'not-sent' }]),
      };
    }),
};
