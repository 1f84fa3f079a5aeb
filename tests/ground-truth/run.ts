import type { Browser } from '../../scripts/manifest.ts';
import type { BrowserUnderTest } from '../browser/harness/browser-under-test.ts';
import { CROSS_SITE_ROWS, type CrossSiteRow } from './cross-site-rows.ts';
import { dateCases } from './date-cases.ts';
import { Ground, type ThirdPartyCookies } from './ground.ts';
import { judgeLine } from './judge-set-cookie.ts';
import type { Judgement } from './judgement.ts';
import { lineCases } from './line-cases.ts';
import { judgeRow, runCrossSiteRow } from './run-cross-site.ts';
import { judgeDates, runDates } from './run-dates.ts';
import { runLines } from './run-lines.ts';
import { ORDER_CASES, type OrderCase, runOrder } from './run-order.ts';
import { runSetCookieCase } from './run-set-cookie.ts';
import { runTwoMinutes } from './run-two-minutes.ts';
import { SET_COOKIE_CASES, type SetCookieCase } from './set-cookie-cases.ts';

/** What a generator makes: the same seed makes the same. */
interface Generated {
  readonly amount: number;
  readonly seed: number;
}

/** What one start of a browser is asked. */
export interface Plan {
  readonly browser: Browser;
  readonly thirdPartyCookies: ThirdPartyCookies;
  readonly cases: readonly SetCookieCase[];
  readonly rows: readonly CrossSiteRow[];
  /** How many Expires texts, and which. */
  readonly dates: Generated;
  /** How many Set-Cookie lines made by chance, and which. */
  readonly lines: Generated;
  readonly orders: readonly OrderCase[];
  /** Whether cookies without SameSite are let grow older than two minutes, which takes as long. */
  readonly twoMinutes: boolean;
}

const NONE: Generated = { amount: 0, seed: 1 };

/** Another seed each day: in time, the browsers are asked far more than one run has. */
function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}

/** Everything, in this browser. Firefox is asked as it is by default: with third-party cookies in partitions. */
export function wholePlan(browser: Browser): Plan[] {
  const plan: Plan = {
    browser,
    thirdPartyCookies: 'allowed',
    cases: SET_COOKIE_CASES,
    rows: CROSS_SITE_ROWS,
    dates: { amount: 4_000, seed: today() },
    lines: { amount: 2_000, seed: today() },
    orders: ORDER_CASES,
    twoMinutes: browser === 'chrome',
  };
  if (browser === 'firefox') return [plan];
  const rowsAlone = { cases: [], dates: NONE, lines: NONE, orders: [], twoMinutes: false };
  return [plan, { ...plan, ...rowsAlone, thirdPartyCookies: 'blocked' }];
}

/** The pairs of origins of the short form: other site, same site, and the insecure sibling of one host. */
const SHORT_PAIRS = [
  'https://a.test https://b.test',
  'https://a.test https://sub.a.test',
  'http://a.test https://a.test',
];

/** Every fourth Set-Cookie case, and the rows of a few pairs. */
export function shortPlan(browser: Browser): Plan[] {
  const cases = SET_COOKIE_CASES.filter((_, at) => at % 4 === 0);
  const rows = CROSS_SITE_ROWS.filter(({ from, to }) => SHORT_PAIRS.includes(`${from} ${to}`));
  const orders = ORDER_CASES.slice(3, 6);
  const generated = { dates: { amount: 400, seed: 1 }, lines: { amount: 200, seed: 1 } };
  return [{ browser, thirdPartyCookies: 'allowed', cases, rows, orders, twoMinutes: false, ...generated }];
}

/** One thing to try; what it gives is judged when the browser reports nothing more. */
type Trial = (ground: Ground) => Promise<() => Judgement[]>;

function trialsOf({ cases, rows, orders, twoMinutes, dates, lines }: Plan): Trial[] {
  const texts = dateCases(Date.now(), dates.amount, dates.seed).slice(0, dates.amount);
  return [
    ...cases.map(
      (one): Trial =>
        async (ground) => {
          const { line, truth } = await runSetCookieCase(ground, one);
          return () => judgeLine(ground, line, truth);
        },
    ),
    ...rows.map(
      (row): Trial =>
        async (ground) => {
          const tried = await runCrossSiteRow(ground, row);
          return () => judgeRow(ground, tried);
        },
    ),
    ...orders.map(
      (one): Trial =>
        async (ground) => {
          const judgement = await runOrder(ground, one);
          return () => [judgement];
        },
    ),
    ...(twoMinutes ? [runTwoMinutes] : []),
    async (ground) => {
      const judgements = await runLines(ground, lineCases(lines.amount, lines.seed));
      return () => judgements;
    },
    async (ground) => {
      const tried = await runDates(ground, texts);
      return () => judgeDates(ground, tried);
    },
  ];
}

/**
 * Runs a plan in one browser with the extension, and holds what the extension says against what the browser does.
 * @param browserUnderTest As new, started as the plan says.
 * @param onProgress is called with how many of the plan's trials are done
 */
export async function runPlan(
  plan: Plan,
  browserUnderTest: BrowserUnderTest,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Judgement[]> {
  const ground = await Ground.start(browserUnderTest, plan.thirdPartyCookies);
  try {
    const trials = trialsOf(plan);
    const judges: (() => Judgement[])[] = [];
    for (const trial of trials) {
      judges.push(await trial(ground));
      onProgress(judges.length, trials.length);
    }
    // Only now is it sure that the browser reports nothing more.
    await ground.log.settle();
    return judges.flatMap((judge) => judge());
  } finally {
    await ground.close();
  }
}
