import type { Browser } from '../../scripts/manifest.ts';
import { CROSS_SITE_ROWS, type CrossSiteRow } from './cross-site-rows.ts';
import { dateCases } from './date-cases.ts';
import { Ground, type GroundOptions } from './ground.ts';
import { judgeLine } from './judge-set-cookie.ts';
import type { Judgement } from './judgement.ts';
import { judgeRow, runCrossSiteRow } from './run-cross-site.ts';
import { judgeDates, runDates } from './run-dates.ts';
import { runSetCookieCase } from './run-set-cookie.ts';
import { SET_COOKIE_CASES, type SetCookieCase } from './set-cookie-cases.ts';

/** What one start of a browser is asked. */
export interface Plan {
  readonly browser: Browser;
  readonly thirdPartyCookies: GroundOptions['thirdPartyCookies'];
  readonly cases: readonly SetCookieCase[];
  readonly rows: readonly CrossSiteRow[];
  /** How many Expires texts, and which. */
  readonly dates: { readonly amount: number; readonly seed: number };
}

const NO_DATES = { amount: 0, seed: 1 };

/** Another seed each day: in time, the browsers are asked far more dates than one run has. */
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
  };
  if (browser === 'firefox') return [plan];
  return [plan, { ...plan, thirdPartyCookies: 'blocked', cases: [], dates: NO_DATES }];
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
  return [{ browser, thirdPartyCookies: 'allowed', cases, rows, dates: { amount: 400, seed: 1 } }];
}

/**
 * Runs a plan in one browser with the extension, and holds what the extension says against what the browser does.
 * @param extension The folder of the built extension.
 * @param onProgress is told how many of the plan's cases and rows are done
 */
export async function runPlan(
  { browser, thirdPartyCookies, cases, rows, dates }: Plan,
  extension: string,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Judgement[]> {
  const ground = await Ground.start({ browser, extension, thirdPartyCookies });
  try {
    let done = 0;
    const judges: (() => Judgement[])[] = [];
    const progress = (): void => {
      done += 1;
      onProgress(done, cases.length + rows.length);
    };
    for (const one of cases) {
      const { line, truth } = await runSetCookieCase(ground, one);
      judges.push(() => judgeLine(ground, line, truth));
      progress();
    }
    for (const row of rows) {
      const tried = await runCrossSiteRow(ground, row);
      judges.push(() => judgeRow(ground, tried));
      progress();
    }
    const tried = await runDates(ground, dateCases(Date.now(), dates.amount, dates.seed).slice(0, dates.amount));
    judges.push(() => judgeDates(ground, tried));
    // Only now is it sure that the browser will not tell more.
    await ground.log.settle();
    return judges.flatMap((judge) => judge());
  } finally {
    await ground.close();
  }
}
