/** Expires texts to ask a browser about: well-formed dates in every way that servers write them, and odd ones. */

const DAY = 86_400_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A repeatable source of chance (mulberry32): the same seed makes the same cases. */
export function chanceOf(seed: number): <T>(of: readonly T[]) => T {
  let state = seed >>> 0;
  return (of) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const share = ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    return of[Math.floor(share * of.length)] as (typeof of)[number];
  };
}

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly monthNumber: string;
  readonly year: string;
  readonly hour: number;
  readonly minute: string;
  readonly second: string;
}

function partsOf(time: number): Parts {
  const date = new Date(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    day: two(date.getUTCDate()),
    month: MONTHS[date.getUTCMonth()] ?? '',
    monthNumber: two(date.getUTCMonth() + 1),
    year: String(date.getUTCFullYear()),
    hour: date.getUTCHours(),
    minute: two(date.getUTCMinutes()),
    second: two(date.getUTCSeconds()),
  };
}

const short = (name: string): string => name.slice(0, 3);
const two = (hour: number): string => String(hour).padStart(2, '0');
const twelve = (hour: number): string => String(hour % 12 === 0 ? 12 : hour % 12);
const half = (hour: number): string => (hour < 12 ? 'AM' : 'PM');

type Write = (parts: Parts) => string;

const DATES: readonly Write[] = [
  ({ weekday, day, month, year }) => `${short(weekday)}, ${day} ${short(month)} ${year}`,
  ({ weekday, day, month, year }) => `${short(weekday)}, ${day}-${short(month)}-${year}`,
  ({ weekday, day, month, year }) => `${weekday}, ${day}-${short(month)}-${year.slice(2)}`,
  ({ weekday, day, month, year }) => `${short(weekday)}, ${day} ${short(month)} ${year.slice(2)}`,
  ({ day, month, year }) => `${day} ${short(month)} ${year}`,
  ({ day, month, year }) => `${day} ${month} ${year}`,
  ({ day, month, year }) => `${Number(day)} ${month.toUpperCase()} ${year}`,
  ({ day, month, year }) => `${month} ${Number(day)}, ${year}`,
  ({ day, month, year }) => `${short(month)} ${day} ${year}`,
  ({ weekday, day, month, year }) => `${short(weekday)} ${short(month)} ${day} ${year}`,
  ({ day, month, year }) => `${day}-${short(month)}-${year}`,
  ({ day, month, year }) => `${day}-${month}-${year.slice(2)}`,
  ({ day, month, year }) => `${day}/${short(month)}/${year}`,
  ({ day, month, year }) => `${year} ${short(month)} ${day}`,
  ({ day, month, year }) => `${year}-${short(month)}-${day}`,
  ({ day, monthNumber, year }) => `${year}-${monthNumber}-${day}`,
  ({ day, monthNumber, year }) => `${year}/${monthNumber}/${day}`,
  ({ day, monthNumber, year }) => `${monthNumber}/${day}/${year}`,
  ({ day, monthNumber, year }) => `${day}/${monthNumber}/${year}`,
  ({ day, monthNumber, year }) => `${day}-${monthNumber}-${year.slice(2)}`,
  ({ day, monthNumber, year }) => `${day}.${monthNumber}.${year}`,
  ({ day, month, year }) => `${Number(day)}th ${short(month)} ${year}`,
  ({ day, month, year }) => `0${day} ${short(month)} ${year}`,
  ({ day, month, year }) => `${day} ${short(month)} 0${year}`,
  ({ day, month, year }) => `${day} ${short(month)} ${year.slice(1)}`,
  ({ day, month, year }) => `${day}${short(month)}${year}`,
  ({ day, month }) => `${day} ${short(month)}`,
  ({ month, year }) => `${short(month)} ${year}`,
  ({ day, monthNumber, year }) => `${year}${monthNumber}${day}`,
  ({ weekday, day, month, year }) => `${short(weekday)},${day}-${short(month)}-${year}`,
];

const TIMES: readonly Write[] = [
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}`,
  ({ hour, minute, second }) => `${hour}:${minute}:${second}`,
  ({ hour, minute, second }) => `${hour}:${Number(minute)}:${Number(second)}`,
  ({ hour, minute }) => `${two(hour)}:${minute}`,
  ({ hour, minute, second }) => `${twelve(hour)}:${minute}:${second} ${half(hour)}`,
  ({ hour, minute, second }) => `${twelve(hour)}:${minute}:${second}${half(hour).toLowerCase()}`,
  ({ hour, minute }) => `${twelve(hour)}:${minute} ${half(hour)}`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second} ${half(hour)}`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}.123`,
  ({ hour, minute, second }) => `T${two(hour)}:${minute}:${second}`,
  ({ hour, minute, second }) => `0${two(hour)}:${minute}:${second}`,
  ({ hour, minute, second }) => `${two(hour)}:0${minute}:${second}`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:0${second}`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}:00`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}x`,
  ({ hour, minute, second }) => `${two(hour)}:${minute}:${second}:`,
  ({ hour, minute, second }) => `:${two(hour)}:${minute}:${second}`,
  ({ hour, minute, second }) => `${two(hour)}.${minute}.${second}`,
  ({ hour, minute, second }) => `${two(hour)}-${minute}-${second}`,
  ({ hour, minute, second }) => `${two(hour)}${minute}${second}`,
  ({ hour, minute }) => `${two(hour)}:${minute}:60`,
  ({ hour, second }) => `${two(hour)}:60:${second}`,
  ({ minute, second }) => `24:${minute}:${second}`,
  ({ minute, second }) => `25:${minute}:${second}`,
  ({ minute, second }) => `99:${minute}:${second}`,
  ({ hour }) => `${two(hour)}::`,
  ({ hour, second }) => `${two(hour)}::${second}`,
  () => '',
];

/** The first of each list are the usual ones. */
const USUAL_DATES = 14;
const USUAL_TIMES = 4;

const ZONES: readonly string[] = [
  ...[
    'GMT',
    'GMT',
    'GMT',
    '',
    '',
    'UTC',
    'UT',
    'Z',
    'gmt',
    'utc',
    '+0000',
    '-0000',
    '+0100',
    '-0500',
    '+0530',
    '-0330',
  ],
  ...['GMT+0100', 'GMT-0500', 'UTC+0100', 'UT+0100', 'GMT+1', 'GMT-05', 'GMT+01:00', 'GMT-05:00', 'GMT +0100', 'UTC-5'],
  ...['EST', 'EDT', 'CST', 'CDT', 'MST', 'MDT', 'PST', 'PDT', 'AST', 'NST', 'BST', 'MET', 'EET', 'JST', 'est', 'Pst'],
  ...['CET', 'CEST', 'EEST', 'WET', 'IST', 'MSK', 'AEST', 'NZST', 'HST', 'AKST', 'MEST', 'SAST', 'KST', 'SGT'],
  ...['-05:00', '+01:00', '-05', '+5', '+12345', '-123', '+', '-', '+-0100', '--0500', '+0100 -0500', 'EST-0500'],
  ...['(GMT)', '(UTC)', '[GMT]', '(Pacific Standard Time)', 'GMT+0100 (Central European Standard Time)', '(EST)'],
  ...[
    'GMT-0500 (Eastern Standard Time)',
    '+0200 (EET)',
    'Etc/GMT',
    'Europe/Berlin',
    'America/New_York',
    'ZULU',
    'UTCX',
  ],
];

const SEPARATORS = [' ', ' ', ' ', ' ', ', ', '  ', '-', '_', '/', ',', '.', '+', '|'];

/** Written by hand: what field reports, other test suites' kinds and the grammars' corners bring up. `{Y}`: a year to come. */
const BY_HAND: readonly string[] = [
  ...['', ' ', '0', '-1', 'now', 'never', 'Session', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01-Jan-70 00:00:01 GMT'],
  ...['Mon, 01 Jan 1601 00:00:00 GMT', 'Sun, 31 Dec 1600 23:59:59 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT'],
  ...['Fri, 31 Dec 99999 23:59:59 GMT', 'Fri, 31 Dec 32767 23:59:59 GMT', 'Fri, 31 Dec 32768 23:59:59 GMT'],
  ...[
    '01 Jan 0001 00:00:00',
    '01 Jan 00001 00:00:00',
    '01 Jan 100 00:00:00',
    '01 Jan 104 00:00:00',
    '01 Jan 1 00:00:00',
  ],
  ...['01 Jan 69 00:00:00', '01 Jan 70 00:00:00', '01 Jan 99 00:00:00', '01 Jan 00 00:00:00', '6-Nov-0 00:00:00'],
  ...['06 Nov 026 00:00:00', '00 Nov {Y} 00:00:00', '0 Nov {Y} 00:00:00', '32 Nov {Y} 00:00:00', '99 Nov {Y} 00:00:00'],
  ...[
    '31 Feb {Y} 00:00:00',
    '29 Feb {Y} 00:00:00',
    '30 Feb {Y} 00:00:00',
    '31 Apr {Y} 00:00:00',
    '31 Jun {Y} 12:00:00',
  ],
  ...[
    '"Wed, 21 Oct {Y} 07:28:00 GMT"',
    '"21 Oct {Y} 07:28:00 GMT"',
    "'21 Oct {Y} 07:28:00 GMT'",
    '19/Apr\\{Y} 07:28:00',
  ],
  ...[
    '09e9 Nov {Y} 00:00:00',
    '9e Nov {Y} 00:00:00',
    '09 Nov {Y}e9 00:00:00',
    '09 Nov {Y}x 00:00:00',
    '09x Nov {Y} 00:00:00',
  ],
  ...[
    'July 31st {Y} 08:49:37',
    '31st July {Y} 08:49:37',
    '31 Juli {Y} 08:49:37',
    '31 Mai {Y} 08:49:37',
    '31 Mär {Y} 08:49:37',
  ],
  ...[
    '10 Nov {Y} 10:18:14e9',
    '10 Nov {Y} 008:09:37',
    '10 Nov {Y} 00:00:010',
    '10 Nov {Y} 00:0000:00',
    '10 Nov {Y} 1:2:3',
  ],
  ...[
    '10 Nov {Y} 10:18:',
    '10 Nov {Y} :10:18',
    '10 Nov {Y} 10::18',
    '10 Nov {Y} 10:18:14:15',
    '10 Nov {Y} 10:18:14 11:11:11',
  ],
  ...[
    '10 Nov {Y} 10:18 11:11:11',
    '10 Nov {Y} 99:99:99',
    '10 Nov {Y} 23:59:59',
    '10 Nov {Y} 23:59:60',
    '10 Nov {Y} 24:00:00',
  ],
  ...[
    '10 Nov {Y} 12:00:00 AM',
    '10 Nov {Y} 12:00:00 PM',
    '10 Nov {Y} 13:00:00 PM',
    '10 Nov {Y} 0:30:00 PM',
    '10 Nov {Y} 12:00am',
  ],
  ...[
    '10 Nov {Y} 7:51:30 P.M.',
    '11/20/{Y}, 7:51:30 PM',
    '20/11/{Y}, 19:51:30',
    '{Y}-11-20T19:51:30Z',
    '{Y}-11-20T19:51:30.000Z',
  ],
  ...[
    '{Y}-11-20 19:51:30',
    '{Y}-11-20',
    '20-11-{Y} 19:51:30',
    '11-20-{Y} 19:51:30',
    '1/2/3 04:05:06',
    '13/14/15 00:00:00',
  ],
  ...[
    '31/12/{Y}',
    '12/31/{Y}',
    '0/1/{Y}',
    '32/12/31',
    '99/12/31',
    '1/31/{Y}x',
    '1/31/{Y}1',
    '1/31/{Y}123',
    '1/31/123',
    '13/13/{Y}',
  ],
  ...['10 Nov {Y}', '10-Nov-{Y}', 'Nov 10 {Y} 10:18', '10Nov{Y} 10:18:14', '10 Nov{Y} 10:18:14', 'Nov10 {Y} 10:18:14'],
  ...[
    '{Y} 10 Nov 10:18:14',
    '10 {Y} Nov 10:18:14',
    '10:18:14 10 Nov {Y}',
    '10:18:14 Nov {Y} 10',
    'Nov 10:18:14 {Y} 10',
  ],
  ...['10 Nov {Y} 10:18:14 GMT Nov 11 {Y}', '10 11 Nov {Y} 10:18:14', '10 11 12 Nov 10:18:14', '10 Nov 26 27 10:18:14'],
  ...[
    '10 Nov Dec {Y} 10:18:14',
    '10 Mon Nov {Y} 10:18:14',
    '10 Monday {Y} 10:18:14',
    'Sun Mon 10 Nov {Y} 10:18:14',
    '10 Sept {Y} 1:1:1',
  ],
  ...[
    '10 Novem-ber {Y} 10:18:14',
    '10 NOV {Y} 10:18:14',
    '10 nOv {Y} 10:18:14',
    '10 No {Y} 10:18:14',
    '10 xNov {Y} 10:18:14',
  ],
  ...[
    '10 Nov {Y} 10:18:14 GMT-0500',
    '10 Nov {Y} 10:18:14 GMT -0500',
    '10 Nov {Y} 10:18:14 -0500 GMT',
    '10 Nov {Y} 10:18:14-0500',
  ],
  ...[
    '10 Nov {Y} 10:18:14+0530',
    '10 Nov {Y} 10:18:14 +05:30',
    '10 Nov {Y} +0530 10:18:14',
    '-0500 10 Nov {Y} 10:18:14',
  ],
  ...[
    '10-Nov-{Y}-10:18:14',
    '10-Nov-{Y}-10:18:14-GMT',
    '10-Nov-{Y} 10-18-14',
    'Wed,10-Nov-{Y} 10:18:14 GMT',
    'Wed-10-Nov-{Y}-10:18:14',
  ],
  ...[
    '10 Nov {Y} 10:18:14 EST',
    '10 Nov {Y} 10:18:14 EST5EDT',
    '10 Nov {Y} EST 10:18:14',
    'EST 10 Nov {Y} 10:18:14',
    '10 Nov {Y} 10:18:14 Easter',
  ],
  ...[
    '10 Nov {Y} 10:18:14 Pacific',
    '10 Nov {Y} 10:18:14 Master',
    '10 Nov {Y} 10:18:14 Metro',
    '10 Nov {Y} 10:18:14 Astra',
  ],
  ...[
    '10 Nov {Y} 10:18:14 (PST)',
    '10 Nov {Y} 10:18:14 [PST]',
    '10 Nov {Y} 10:18:14 {PST}',
    '10 Nov {Y} 10:18:14 "PST"',
    '10 Nov {Y} 10:18:14,PST',
  ],
  ...[
    '{Y}1110101814',
    '1797000000',
    '1797000000000',
    '10 November {Y} 10:18:14 Uhr',
    'dimanche 10 novembre {Y} 10:18:14',
    '10. Nov {Y} 10:18:14',
  ],
];

/** Firefox gives up after so many words; each plus is one. */
const AT_THE_BOUND: readonly string[] = [997, 998].map((words) => `10 Nov {Y} +0100${'+'.repeat(words)}`);

/** What a slip of the hand or a broken program does to a text. */
const LETTERS = [...' ,-+/:()[]"\'\\_.|@#%=~^`{}<>?!&*$', ...'0123456789', ...'aempstzAGMPSTZxé\u00a0'];
type Spoil = (text: string, chance: <T>(of: readonly T[]) => T) => string;
const indexes = (text: string): number[] => Array.from(text, (_, at) => at);
const SPOILS: readonly Spoil[] = [
  (text, chance) => {
    const at = chance(indexes(text)) ?? 0;
    return text.slice(0, at) + text.slice(at + 1);
  },
  (text, chance) => {
    const at = chance(indexes(text)) ?? 0;
    return text.slice(0, at) + chance(LETTERS) + text.slice(at);
  },
  (text, chance) => {
    const at = chance(indexes(text)) ?? 0;
    return text.slice(0, at) + chance(LETTERS) + text.slice(at + 1);
  },
  (text, chance) => {
    const words = text.split(' ');
    const [a, b] = [chance(indexes(words.join(''))) % words.length, chance(indexes(words.join(''))) % words.length];
    [words[a], words[b]] = [words[b] ?? '', words[a] ?? ''];
    return words.join(' ');
  },
  (text, chance) => {
    const words = text.split(' ');
    words.splice(chance([0, 1, 2, 3]), 0, chance(words));
    return words.join(' ');
  },
  (text) => text.toLowerCase(),
  (text) => text.replaceAll(' ', '-'),
  (text) => text.replaceAll('-', ' '),
];

/**
 * Generates distinct Expires texts. Most say a time between 2 and 390 days from `now`, so that a jar that caps at 400
 * days shows it to the second.
 * @param now ms since 1970
 */
export function dateCases(now: number, amount: number, seed = 1): string[] {
  const chance = chanceOf(seed);
  const days = Array.from({ length: 389 }, (_, at) => at + 2);
  const seconds = Array.from({ length: 86_400 }, (_, at) => at);
  // Halfway through the window, so that a day and a month of that year lie within it.
  const year = String(new Date(now + 200 * DAY).getUTCFullYear());
  const found = new Set([...BY_HAND, ...AT_THE_BOUND].map((text) => text.replaceAll('{Y}', year)));
  while (found.size < amount) {
    const parts = partsOf(Math.floor(now / DAY) * DAY + chance(days) * DAY + chance(seconds) * 1000);
    // Half of them in the ways that most servers write: elsewhere a browser would mostly find no date at all.
    const usual = chance([true, false]);
    const date = chance(usual ? DATES.slice(0, USUAL_DATES) : DATES)(parts);
    const time = chance(usual ? TIMES.slice(0, USUAL_TIMES) : TIMES)(parts);
    const zone = chance(ZONES);
    const order = chance([
      [date, time, zone],
      [date, time, zone],
      [date, time, zone],
      [date, time, zone],
      [time, date, zone],
      [date, zone, time],
      [zone, date, time],
      [time, zone, date],
    ]);
    let text = order.filter((part) => part !== '').join(chance(SEPARATORS));
    for (let spoils = chance([0, 0, 0, 0, 1, 1, 1, 2]); spoils > 0; spoils--) text = chance(SPOILS)(text, chance);
    if (!/[;\r\n\0]/.test(text) && text.length <= 80) found.add(text.trim());
  }
  return [...found];
}
