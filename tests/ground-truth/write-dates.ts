import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BROWSERS } from '../../scripts/manifest.ts';
import { inOwnBrowser } from '../browser/harness/launch-browser.ts';
import { dateCases } from './date-cases.ts';
import { Ground } from './ground.ts';
import { type DateReading, runDates } from './run-dates.ts';
import { versionOf } from './versions.ts';

/** The table that the rules' own tests read, without a browser. */
export const DATES_TABLE = path.join(import.meta.dirname, '../cookies/measured/dates.tsv');
const AMOUNT = 2_500;

const inWords = (reading: DateReading): string =>
  typeof reading === 'number' ? new Date(reading).toISOString().slice(0, 19) : reading;

/** Asks both browsers the same dates, and writes what they made of them: one line each, text and readings. */
export async function writeDates(extension: string): Promise<void> {
  const measuredAt = Date.now();
  const texts = dateCases(measuredAt, AMOUNT);
  const readings: DateReading[][] = [];
  for (const browser of BROWSERS) {
    const folder = path.resolve(extension, browser);
    await inOwnBrowser(browser, folder, {}, async (browserUnderTest) => {
      const ground = await Ground.start(browserUnderTest, 'allowed');
      try {
        readings.push((await runDates(ground, texts)).map(({ truth }) => truth));
      } finally {
        await ground.close();
      }
    });
  }
  const head = [
    `# Expires as ${BROWSERS.map(versionOf).join(' and ')} read it; none: no date; past; late: beyond the cap of 400 days.`,
    `measured at\t${new Date(measuredAt).toISOString()}\t`,
  ];
  const lines = texts.map((text, at) => [text, ...readings.map((column) => inWords(column[at] ?? 'none'))].join('\t'));
  writeFileSync(DATES_TABLE, `${[...head, ...lines].join('\n')}\n`);
}
