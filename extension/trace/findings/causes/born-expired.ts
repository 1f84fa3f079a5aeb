import { judgeSetCookie } from '../../../cookies/store-cookie.ts';
import { headerValue } from '../../model/headers.ts';
import { code, day, span } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import type { WhatIf } from '../finding.ts';
import type { RemedyCode } from '../remedies.ts';
import { storeContextOf } from '../rules-context.ts';
import type { SiteView } from '../site-view.ts';
import { expiresByItsZone, expiresText, isPastByThisClock, wordReadAsMonth } from './expires-date.ts';
import { isBornExpired, type LostLine, lossOf, lostLines } from './lost-lines.ts';

/** A numeric or named zone behind the time of day, which a browser may ignore. */
const ZONE = /\b(?:GMT|UTC)?[+-]\d{1,2}:?\d{2}\b|\b(?:EST|EDT|CST|CDT|MST|MDT|PST|PDT|BST|CET|CEST|MET|EET|JST|IST)\b/;

/** A clock that is off by less, in ms, is no cause. */
const CLOCKS_AGREE = 90_000;

/** A date so soon after 1970 began, in ms, is a duration: PHP's setcookie takes a time, and is given 3600. */
const LONGEST_DURATION = 2 * 365 * 24 * 60 * 60 * 1000;

/** Dates up to this one, in ms after 1970 began, delete a cookie: PHP takes the second after. */
const DELETES = 1_000;

const REMEDY: Readonly<Record<string, RemedyCode>> = {
  clock: 'fix-clock',
  'max-age': 'longer-age',
  language: 'english-date',
};

export const bornExpired = {
  code: 'born-expired',
  rank: 62,
  words: {
    title: 'findingBornExpired',
    args: ['cookie', 'step', 'expires', 'age'],
    variants: {
      zone: { title: 'findingBornExpiredZone', args: ['cookie', 'step', 'zone', 'browser'] },
      clock: { title: 'findingBornExpiredClock', args: ['cookie', 'step', 'expires', 'skew'] },
      epoch: { title: 'findingBornExpiredEpoch', args: ['cookie', 'step', 'expires'] },
      duration: { title: 'findingBornExpiredDuration', args: ['cookie', 'step', 'expires', 'sinceEpoch'] },
      'max-age': { title: 'findingBornExpiredMaxAge', args: ['cookie', 'step', 'maxAge'] },
      language: { title: 'findingBornExpiredLanguage', args: ['cookie', 'step', 'expires', 'browser', 'word', 'at'] },
    },
  },
  find: (view) =>
    [
      ...lostLines(view, isBornExpired),
      ...lostLines(view, (line, moment) => !isBornExpired(line) && isPastByThisClock(line, moment)),
    ]
      .map((lost) => expiredFinding(view, lost))
      // Beside a session that lives, an expiry in the past is how a cookie is cleared, whatever its value.
      .filter(({ kind }) => kind !== 'hint'),
} as const satisfies Cause;

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
  const written = meant ?? expires;
  const isEpoch = text !== '' && written >= 0 && written <= DELETES;
  const isDuration = text !== '' && written > DELETES && written < LONGEST_DURATION;
  const zoneMatters = !isMaxAge && zone !== undefined && meant !== undefined && meant > moment.answered;
  const word = isMaxAge || line.parsed.expiryTime === undefined ? undefined : wordReadAsMonth(text);
  const clockMatters =
    !isMaxAge && !isEpoch && !isDuration && !zoneMatters && word === undefined && Math.abs(skew) > CLOCKS_AGREE;
  // The first that holds is told.
  const cases = {
    duration: isDuration,
    'max-age': isMaxAge,
    epoch: isEpoch,
    language: word !== undefined,
    zone: zoneMatters,
    clock: clockMatters,
  };
  const variant = Object.entries(cases).find(([, is]) => is)?.[0];
  const remedy = REMEDY[variant ?? ''] ?? 'fix-expiry';
  const found = lossOf(view, lost, remedy);
  // What would be without Max-Age, its own sentence says.
  const whatIf = variant === 'max-age' ? undefined : withoutExpiry(view, lost);
  return {
    ...found,
    ...(whatIf !== undefined && { whatIf }),
    ...(variant !== undefined && { variant }),
    params: {
      ...found.params,
      expires: code(text),
      at: day(expires),
      age: span(Math.max(0, moment.answered - (clockMatters ? (meant ?? expires) : expires))),
      zone: code(zone ?? ''),
      word: code(word ?? ''),
      maxAge: code(`Max-Age=${maxAge ?? ''}`),
      sinceEpoch: span(written),
      skew: span(Math.abs(skew)),
      browser: code(view.trace.product ?? (view.trace.browser === 'firefox' ? 'Firefox' : 'Chrome')),
    },
  };
}
