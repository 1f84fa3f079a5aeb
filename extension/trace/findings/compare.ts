import { redirectOf } from '../model/answer-class.ts';
import type { RequestEntry, SetCookieEntry } from '../model/entry.ts';
import type { Trace } from '../model/trace.ts';
import { setCookieVerdict } from '../verdicts/set-cookie-verdict.ts';
import { code } from '../words/phrase.ts';
import { answersOf, mainAnswer } from './answer.ts';
import type { FindingParam } from './finding.ts';
import { type Moment, viewSite } from './site-view.ts';

/** One of two traces to be compared: a good and a bad visit, two browsers, two sessions. */
export interface Side {
  readonly trace: Trace;
  readonly site: string;
  readonly storeId: string;
}

/** The side of a trace that its answer speaks of. */
export function sideOf(trace: Trace): Side {
  const answer = mainAnswer(answersOf(trace));
  return { trace, site: answer?.site ?? '', storeId: answer?.storeId ?? '' };
}

/** What is different between two requests that do the same, or between two visits. */
export type DifferenceCode =
  | 'origin'
  | 'method'
  | 'cookie-missing'
  | 'cookie-extra'
  | 'not-kept'
  | 'attributes'
  | 'status'
  | 'redirect'
  | 'only-good'
  | 'only-bad';

/** One difference, with the requests that show it. */
export interface Difference {
  readonly code: DifferenceCode;
  readonly good?: RequestEntry;
  readonly bad?: RequestEntry;
  readonly params: Readonly<Record<string, FindingParam>>;
}

/** Two traces, side by side. */
export interface Comparison {
  /** In the order of the requests. */
  readonly differences: readonly Difference[];
  /** The first one that can have caused the others, or else the first one. */
  readonly first?: Difference;
  /** Whether `first` can have caused the others: a status differs because something before it did. */
  readonly isCause: boolean;
  /** How many requests stand in both: without any, these are not two of the same visit. */
  readonly inCommon: number;
}

/** More requests than this are not aligned: the table that it takes grows with the square. */
const MAX_MOMENTS = 600;

/** Consequences: a status or a redirect differs because something before it did. */
const CAUSES: ReadonlySet<DifferenceCode> = new Set(['origin', 'method', 'cookie-missing', 'not-kept', 'attributes']);

type Pair = readonly [good: Moment | undefined, bad: Moment | undefined];

/** The longest common sequence of paths, and what stands between. */
function align(good: readonly Moment[], bad: readonly Moment[]): Pair[] {
  const width = bad.length + 1;
  const lengths = new Uint16Array((good.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = good.length - 1; i >= 0; i--) {
    for (let j = bad.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        good[i]?.path === bad[j]?.path ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < good.length || j < bad.length) {
    const [one, other] = [good[i], bad[j]];
    if (one !== undefined && other !== undefined && one.path === other.path) {
      pairs.push([one, other]);
      i += 1;
      j += 1;
    } else if (other === undefined || (one !== undefined && lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      pairs.push([one, undefined]);
      i += 1;
    } else {
      pairs.push([undefined, other]);
      j += 1;
    }
  }
  return pairs;
}

function cookieNames({ entry }: Moment): ReadonlySet<string> {
  return new Set(entry.cookies.map(({ name }) => name));
}

/** The attributes of a line, values and dates aside: what a server's settings decide. */
function attributesOf({ parsed, identity }: SetCookieEntry): string {
  const parts = [
    `Path=${identity.path}`,
    ...(parsed.domain === undefined ? [] : [`Domain=${parsed.domain}`]),
    ...(parsed.secure ? ['Secure'] : []),
    ...(parsed.httpOnly ? ['HttpOnly'] : []),
    parsed.sameSite === undefined ? '' : `SameSite=${parsed.sameSite}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function differencesOf(good: Moment, bad: Moment, followed: ReadonlySet<string>): Difference[] {
  const found: Difference[] = [];
  const add = (name: DifferenceCode, params: Difference['params']): void => {
    found.push({ code: name, good: good.entry, bad: bad.entry, params });
  };
  if (good.origin !== bad.origin) add('origin', { good: code(good.origin), bad: code(bad.origin) });
  if (good.entry.method !== bad.entry.method)
    add('method', { path: code(bad.path), good: code(good.entry.method), bad: code(bad.entry.method) });
  const [goodNames, badNames] = [cookieNames(good), cookieNames(bad)];
  for (const name of goodNames)
    if (followed.has(name) && !badNames.has(name)) add('cookie-missing', { cookie: code(name) });
  for (const name of badNames)
    if (followed.has(name) && !goodNames.has(name)) add('cookie-extra', { cookie: code(name) });
  for (const line of good.entry.setCookies) {
    const other = bad.entry.setCookies.findLast(({ identity }) => identity.name === line.identity.name);
    if (other === undefined) continue;
    const [kept, keptToo] = [setCookieVerdict(line).outcome, setCookieVerdict(other).outcome];
    const params = { cookie: code(line.identity.name), good: code(attributesOf(line)), bad: code(attributesOf(other)) };
    if (kept !== keptToo) add('not-kept', params);
    else if (attributesOf(line) !== attributesOf(other)) add('attributes', params);
  }
  if (good.entry.status !== bad.entry.status) {
    add('status', { good: good.entry.status ?? 0, bad: bad.entry.status ?? 0 });
  } else {
    const [to, toOther] = [redirectOf(good.entry)?.pathname, redirectOf(bad.entry)?.pathname];
    if (to !== toOther) add('redirect', { good: code(to ?? '–'), bad: code(toOther ?? '–') });
  }
  return found;
}

function momentsOf({ trace, site, storeId }: Side): { readonly moments: Moment[]; readonly names: string[] } {
  const view = viewSite(trace, site, storeId);
  return {
    moments: view.moments.slice(0, MAX_MOMENTS),
    names: [...view.threads, ...view.companions].map(({ thread }) => thread.name),
  };
}

/** Compares a good visit with a bad one: what differs, in order, and the first difference that can be the cause. */
export function compareTraces(good: Side, bad: Side): Comparison {
  const [one, other] = [momentsOf(good), momentsOf(bad)];
  const followed = new Set([...one.names, ...other.names]);
  const pairs = align(one.moments, other.moments);
  const differences = pairs.flatMap(([here, there]): Difference[] => {
    if (here !== undefined && there !== undefined) return differencesOf(here, there, followed);
    const request = (moment: Moment): FindingParam => code(`${moment.entry.method} ${moment.path}`);
    if (here !== undefined) return [{ code: 'only-good', good: here.entry, params: { request: request(here) } }];
    if (there !== undefined) return [{ code: 'only-bad', bad: there.entry, params: { request: request(there) } }];
    return [];
  });
  const cause = differences.find(({ code: name }) => CAUSES.has(name));
  const first = cause ?? differences[0];
  return {
    differences,
    ...(first !== undefined && { first }),
    isCause: cause !== undefined,
    inCommon: pairs.filter(([here, there]) => here !== undefined && there !== undefined).length,
  };
}
