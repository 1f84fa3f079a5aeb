import path from 'node:path';
import { findBrowser } from '../../scripts/browsers.ts';
import { ROOT } from '../../scripts/run-command.ts';
import { Sentence } from '../../scripts/sentence.ts';
import type { BenchPart } from '../bench-report.ts';
import { cookieJar } from './cookie-jar.ts';
import { largeHar } from './large-har.ts';
import { popupPaint } from './popup-paint.ts';
import { requestCost } from './request-cost.ts';
import { requestTable } from './request-table.ts';
import { rowLatency } from './row-latency.ts';

/** Each section by its name, so that one can be measured alone: `npm run bench -- extension table`. */
const SECTIONS: Readonly<Record<string, (executable: string, sidtrail: string) => Promise<string>>> = {
  cost: requestCost,
  row: rowLatency,
  popup: popupPaint,
  table: requestTable,
  jar: cookieJar,
  har: largeHar,
};

/** What the extension costs, and how fast it shows. Needs Chromium and `npm run build`. */
export const bench: BenchPart = async (args) => {
  const found = findBrowser('chrome');
  if (found === undefined) throw new Sentence('No Chromium was found: install one, then measure again.');
  const sidtrail = path.join(ROOT, 'dist/chrome');
  const wanted = Object.keys(SECTIONS).filter((name) => args.length === 0 || args.includes(name));
  const parts: string[] = [];
  for (const name of wanted) {
    console.log(`   ${name} …`);
    const part = (await SECTIONS[name]?.(found.path, sidtrail)) ?? '';
    console.log(part);
    parts.push(part);
  }
  return { title: 'The extension: what it costs and how fast it shows', markdown: parts.join('\n\n') };
};
