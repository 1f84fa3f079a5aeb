import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS, type Browser } from '../../scripts/manifest.ts';
import { runTask, Sentence } from '../../scripts/sentence.ts';
import type { BrowserUnderTest } from '../browser/harness/browser-under-test.ts';
import { inOwnBrowser } from '../browser/harness/launch-browser.ts';
import { countAgreement, isReached, type Judgement } from './judgement.ts';
import { describeAgreement, figuresInMarkdown } from './report.ts';
import { runPlan, shortPlan, wholePlan } from './run.ts';
import { versionOf } from './versions.ts';
import { writeDates } from './write-dates.ts';

// npm run ground-truth -- --browser chromium|firefox|both --short --write-dates: see docs/ground-truth.md.

const CHOICES: Readonly<Record<string, readonly Browser[]>> = {
  both: BROWSERS,
  chromium: ['chrome'],
  firefox: ['firefox'],
};
const DOCUMENT = path.join(import.meta.dirname, '../../docs/ground-truth.md');
const FIGURES = /(?<=<!-- figures -->\n)[\s\S]*(?=<!-- end of figures -->)/;

interface Options {
  readonly browsers: readonly Browser[];
  readonly short: boolean;
  readonly extension: string;
  readonly writeDates: boolean;
}

function readOptions(): Options {
  const choices = Object.keys(CHOICES).join(', ');
  let values: { browser?: string; short?: boolean; extension?: string; 'write-dates'?: boolean };
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const;
    const options = { browser: text, extension: text, short: flag, 'write-dates': flag };
    ({ values } = parseArgs({ options }));
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : error} Use --browser (${choices}) and --short.`);
  }
  const browsers = CHOICES[values.browser ?? 'both'];
  if (browsers === undefined) throw new Sentence(`There is no browser "${values.browser}": choose ${choices}.`);
  return {
    browsers,
    short: values.short ?? false,
    extension: values.extension ?? 'dist',
    writeDates: values['write-dates'] ?? false,
  };
}

await runTask(async () => {
  const { browsers, short, extension, ...options } = readOptions();
  if (options.writeDates) return writeDates(extension);
  const began = performance.now();
  const judgements: Judgement[] = [];
  for (const browser of browsers) {
    for (const plan of short ? shortPlan(browser) : wholePlan(browser)) {
      console.log(
        `${browser}, third-party cookies ${plan.thirdPartyCookies}: ${plan.cases.length} Set-Cookie lines, ${plan.rows.length} rows across sites, ${plan.dates.amount} dates, ${plan.lines.amount} lines made by chance`,
      );
      const run = (browserUnderTest: BrowserUnderTest) => runPlan(plan, browserUnderTest);
      judgements.push(...(await inOwnBrowser(browser, path.resolve(extension, browser), plan, run)));
    }
  }
  const seconds = (performance.now() - began) / 1000;
  console.log(`\n${describeAgreement(judgements)}\n\n${seconds.toFixed(0)} s`);
  if (!short && browsers.length === BROWSERS.length) {
    const facts = { date: new Date().toISOString().slice(0, 10), versions: browsers.map(versionOf), seconds };
    const document = readFileSync(DOCUMENT, 'utf8');
    writeFileSync(
      DOCUMENT,
      document.replace(FIGURES, () => `\n${figuresInMarkdown(judgements, facts)}\n\n`),
    );
  }
  if (!countAgreement(judgements).every(isReached)) process.exitCode = 1;
});
