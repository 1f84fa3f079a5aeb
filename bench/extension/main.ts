import path from 'node:path';
import { findBrowser } from '../../scripts/browsers.ts';
import { buildExtension, DIST } from '../../scripts/build-extension.ts';
import { ROOT } from '../../scripts/run-command.ts';
import { Sentence } from '../../scripts/sentence.ts';
import type { BenchPart } from '../bench-report.ts';
import { Quiet } from '../quiet.ts';
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
  row: rowLatency,
  popup: popupPaint,
  table: requestTable,
  jar: cookieJar,
  har: largeHar,
};

/** What the extension costs, and how fast it shows. Needs Chromium; it builds the extension first. */
export const bench: BenchPart = async (args) => {
  const found = findBrowser('chrome');
  if (found === undefined) throw new Sentence('No Chromium was found: install one, then measure again.');
  await buildExtension({ browsers: ['chrome'] });
  const sidtrail = path.join(ROOT, DIST, 'chrome');
  const wanted = Object.keys(SECTIONS).filter((name) => args.length === 0 || args.includes(name));
  const parts: string[] = [];
  for (const name of wanted) {
    console.log(`   ${name} …`);
    const quiet = new Quiet();
    const measured = (await SECTIONS[name]?.({ executable: found.path, sidtrail, quiet })) ?? '';
    const part = `${measured}\n\n${quiet.describe()}`;
    console.log(part);
    parts.push(part);
  }
  return { title: 'The extension: what it costs and how fast it shows', markdown: parts.join('\n\n') };
};
