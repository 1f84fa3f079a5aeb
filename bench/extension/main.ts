import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from '../../scripts/browsers.ts';
import { buildExtension, DIST } from '../../scripts/build-extension.ts';
import { ROOT } from '../../scripts/run-command.ts';
import { Sentence } from '../../scripts/sentence.ts';
import type { BenchPart } from '../bench-report.ts';
import { Quiet } from '../quiet.ts';
import { burst } from './burst.ts';
import { cookieJar } from './cookie-jar.ts';
import { largeHar } from './large-har.ts';
import { popupPaint } from './popup-paint.ts';
import { requestCost } from './request-cost.ts';
import { requestTable } from './request-table.ts';
import { rowLatency } from './row-latency.ts';
import type { Section } from './section.ts';

/** Each section by its name, so that one can be measured alone: `npm run bench -- extension table`. */
const SECTIONS: Readonly<Record<string, Section>> = {
  cost: requestCost,
  burst,
  row: rowLatency,
  popup: popupPaint,
  table: requestTable,
  jar: cookieJar,
  har: largeHar,
};

/** How long the repeats of a section may take, in ms: on a busy machine, too, all sections end in twelve minutes. */
const REPEATS = 20_000;

/** What the extension costs, and how fast it shows. Needs Chromium; it builds the extension first. */
export const bench: BenchPart = async (args) => {
  const found = findBrowser('chrome');
  if (found === undefined) throw new Sentence('No Chromium was found: install one, then measure again.');
  await buildExtension({ browsers: ['chrome'] });
  const sidtrail = path.join(ROOT, DIST, 'chrome');
  const wanted = Object.keys(SECTIONS).filter((name) => args.length === 0 || args.includes(name));
  const page = readSections();
  for (const name of wanted) {
    console.log(`   ${name} …`);
    const quiet = new Quiet(REPEATS);
    const measured = (await SECTIONS[name]?.({ executable: found.path, sidtrail, quiet })) ?? '';
    const part = `${measured}\n\nMeasured on ${new Date().toISOString().slice(0, 10)}. ${quiet.describe()}`;
    console.log(part);
    page.set(headingOf(part), part);
  }
  return {
    title: 'The extension: what it costs and how fast it shows',
    markdown: [...page.values()].join('\n\n'),
    isDated: true,
  };
};

function headingOf(section: string): string {
  return section.split('\n', 1)[0] ?? '';
}

/** The page's sections by their headings: what is not measured this time stays. */
function readSections(): Map<string, string> {
  const file = path.join(ROOT, 'docs/bench/extension.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const sections = text.split(/^(?=## )/m).slice(1);
  return new Map(sections.map((section) => [headingOf(section), section.trim()]));
}
