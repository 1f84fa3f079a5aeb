import { type DateDialect, parseCookieDate } from './cookie-date.ts';
import { asciiLowerCase } from './whitespace.ts';

/** Minutes ahead of UTC of the zone names that servers write. Browsers know fewer of them, or none. */
const NAMED_ZONES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ hst: -600, akst: -540, akdt: -480, pst: -480, pdt: -420, mst: -420, mdt: -360, cst: -360, cdt: -300 },
    ...{ est: -300, edt: -240, ast: -240, adt: -180, nst: -210, ndt: -150, brt: -180, art: -180 },
    ...{ bst: 60, cet: 60, met: 60, cest: 120, mest: 120, eet: 120, sast: 120, eest: 180, msk: 180, gst: 240 },
    ...{
      ist: 330,
      wib: 420,
      sgt: 480,
      hkt: 480,
      awst: 480,
      jst: 540,
      kst: 540,
      aest: 600,
      aedt: 660,
      nzst: 720,
      nzdt: 780,
    },
  }),
);

/** A distance from UTC behind a time of day, with or without `GMT` before it: `07:28:00 GMT-0500`, `07:28:00 +01:00`. */
const OFFSET = /(\d:\d\d?(?::\d\d?)?(?: ?[AP]M)?)( ?(?:GMT|UTC?)?[ ]?([-+])(\d\d?)(?::?(\d\d))?)(?![\d:])/i;
const WORD = /(^|[\s,(])([A-Za-z]{3,4})(?=$|[\s,)])/g;

/** A time zone other than UTC that a date names, and what the browser makes of it. */
export interface ZoneReading {
  /** As it stands in the date. */
  readonly zone: string;
  /** Minutes ahead of UTC, as a person reads it. */
  readonly minutes: number;
  readonly honoured: boolean;
  /** No browser honours it: CET and IST. */
  readonly byNone: boolean;
}

const DIALECTS: readonly DateDialect[] = ['fields', 'nspr'];

/**
 * The time zone that a date names, and whether this browser honours it: it does where the date says another time without.
 * @returns undefined where the date names none, or UTC, or is no date at all
 */
export function readZone(text: string, dialect: DateDialect): ZoneReading | undefined {
  // As nearly all servers write it: nothing to look for.
  if (text === '' || text.endsWith('GMT')) return undefined;
  const found = findZone(text);
  if (found === undefined || found.minutes === 0) return undefined;
  if (parseCookieDate(text, dialect) === null) return undefined;
  const without = text.slice(0, found.from) + text.slice(found.from + found.zone.length);
  const isHonouredBy = (by: DateDialect): boolean => parseCookieDate(text, by) !== parseCookieDate(without, by);
  return {
    zone: found.zone.trim(),
    minutes: found.minutes,
    honoured: isHonouredBy(dialect),
    byNone: !DIALECTS.some(isHonouredBy),
  };
}

function findZone(text: string): { zone: string; minutes: number; from: number } | undefined {
  const offset = OFFSET.exec(text);
  if (offset !== null) {
    const [, clock = '', zone = '', sign, hours, minutes = '0'] = offset;
    const distance = Number(hours) * 60 + Number(minutes);
    return { zone, minutes: sign === '-' ? -distance : distance, from: offset.index + clock.length };
  }
  for (const { index, 1: before = '', 2: word = '' } of text.matchAll(WORD)) {
    const minutes = NAMED_ZONES.get(asciiLowerCase(word));
    if (minutes !== undefined) return { zone: word, minutes, from: index + before.length };
  }
  return undefined;
}
