import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { SetCookieEntry } from '../../extension/trace/model/entry.ts';
import type { Ground } from './ground.ts';
import type { Judgement } from './judgement.ts';

/** How a browser read an Expires: no date, one in the past, one beyond the cap of 400 days, or this time (ms since 1970). */
export type DateReading = 'none' | 'past' | 'late' | number;

/** An Expires text as the browser and as the extension read it. */
export interface TriedDate {
  readonly text: string;
  readonly truth: DateReading;
  readonly said: DateReading;
}

/** Fewer than the 180 cookies that a host may have. */
const AT_ONCE = 100;
/** Whatever is later than this was capped: 400 days but for the time that a run takes. */
const CAPPED_FROM = 399.9 * 86_400_000;

/** What an expiry of a cookie in the jar, or its absence from there, says. */
export function dateReading(expires: number | undefined, kept: boolean, now: number): DateReading {
  if (!kept) return 'past';
  if (expires === undefined) return 'none';
  return expires > now + CAPPED_FROM ? 'late' : Math.round(expires / 1000) * 1000;
}

/** Sends each text as the Expires of a cookie of its own and reads from the jar what the browser made of it. */
export async function runDates(ground: Ground, texts: readonly string[]): Promise<TriedDate[]> {
  const tried: TriedDate[] = [];
  const tab = await ground.tabAt('http://a.test');
  for (let from = 0; from < texts.length; from += AT_ONCE) {
    const batch = texts.slice(from, from + AT_ONCE);
    await ground.clearCookies();
    const id = ground.newId();
    const url = ground.server.url('http://a.test/dates', id);
    ground.server.answer(id, { setCookie: batch.map((text, at) => Buffer.from(`d${at}=1; Expires=${text}`)) });
    await tab.evaluate((address) => fetch(address, { cache: 'no-store' }).then((answer) => answer.text()), url);
    const { setCookies } = await ground.log.entry(url);
    const jar = new Map([...(await ground.readJar()).values()].map((cookie) => [cookie.name, cookie]));
    const now = Date.now();
    tried.push(
      ...batch.map((text, at) => ({
        text,
        truth: inJar(jar.get(`d${at}`), now),
        said: asSaid(setCookies[at], now),
      })),
    );
  }
  return tried;
}

function inJar(cookie: BrowserCookie | undefined, now: number): DateReading {
  const expires = cookie?.expirationDate;
  return dateReading(expires === undefined ? undefined : expires * 1000, cookie !== undefined, now);
}

function asSaid(line: SetCookieEntry | undefined, now: number): DateReading {
  const { outcome, parsed } = line?.predicted ?? {};
  return dateReading(parsed?.expiryTime, outcome === 'stored', now);
}

/** Holds what the extension says of each text against what the browser did. */
export function judgeDates(ground: Ground, tried: readonly TriedDate[]): Judgement[] {
  const inWords = (reading: DateReading): string =>
    typeof reading === 'number' ? new Date(reading).toISOString() : reading;
  return tried.map(({ text, truth, said }) => ({
    browser: ground.browser,
    question: 'the date as read',
    basis: 'predicted',
    note: JSON.stringify(text),
    truth: inWords(truth),
    said: inWords(said),
    agrees: truth === said,
  }));
}
