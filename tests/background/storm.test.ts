// The whole background under storms, over a storage as strict as the browsers': what was sent is recorded, or its loss is
// said; and whatever happened, the next request is recorded.

import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { turns } from '../protocol/log-kit.ts';
import { FakeBrowser } from './fake/fake-browser.ts';
import { View } from './fake/view.ts';

const { startBackground } = await import('../../extension/background/start.ts');

interface Storm {
  readonly name: string;
  readonly visits: number;
  /** Cookies of 4 kB that every request carries. */
  readonly large: number;
  /** Cookies in the jar that no request carries. */
  readonly jar: number;
  readonly jarValue?: number;
  /** The background is killed after each so many visits. */
  readonly killEach?: number;
  /** Bytes of memory that something else takes. */
  readonly hog?: number;
  readonly diskIsFull?: boolean;
  /** Requests of which nothing may be known: those that were under way at a kill. */
  readonly unsaid?: number;
  /** Requests that may be lost if it is said. */
  readonly said?: number;
}

const STORMS: readonly Storm[] = [
  { name: '40 cookies of 4 kB', visits: 450, large: 40, jar: 0 },
  { name: '40 cookies of 4 kB and a jar of 3,000', visits: 150, large: 40, jar: 3_000, jarValue: 100 },
  { name: 'a jar of 3,000, its values of 4 kB', visits: 60, large: 0, jar: 3_000, jarValue: 4_000 },
  {
    name: 'a jar of 3,000 and a background that is killed',
    visits: 300,
    large: 9,
    jar: 3_000,
    killEach: 30,
    unsaid: 60,
  },
  { name: 'memory that something else has filled', visits: 450, large: 9, jar: 1_500, hog: 9_900_000 },
  { name: 'a disk that is full', visits: 3_000, large: 9, jar: 100, diskIsFull: true, said: 2_900 },
  {
    name: 'a disk and a memory that are full',
    ...{ visits: 450, large: 9, jar: 1_500, hog: 9_900_000, diskIsFull: true, said: 449 },
  },
];

function value(seed: number, length: number): string {
  return String(seed)
    .repeat(Math.ceil(length / String(seed).length))
    .slice(0, length);
}

async function run(storm: Storm) {
  const browser = new FakeBrowser(({ options }) => startBackground(options));
  browser.spill.broken = storm.diskIsFull === true;
  if (storm.hog !== undefined) await browser.session.set({ hog: 'x'.repeat(storm.hog) });
  browser.fillJar(storm.jar, storm.jarValue ?? 100);
  for (let at = 0; at < storm.large; at += 1) browser.setCookie(`large-${at}`, value(at + 10, 4_000));
  const tab = browser.openTab();
  for (let at = 1; at <= storm.visits; at += 1) {
    browser.visit({ tab, path: `/${at}`, sets: { sid: value(at + 1_000, 43) } });
    if (at % 3 === 0) await turns(4);
    if (storm.killEach !== undefined && at % storm.killEach === 0) browser.kill();
  }
  await turns(300);
  // What the background before had not stored yet is lost; the next one says so, or has nothing to say.
  browser.visit({ tab, path: '/after' });
  await turns(300);
  const view = new View(browser);
  await turns(300);
  view.close();
  const losses = view.events.filter((event) => event.kind === 'lost' || event.kind === 'dropped');
  const said =
    losses.reduce((sum, event) => (event.kind === 'lost' ? sum + event.entries : sum), 0) + view.trace.dropped;
  return { browser, view, sent: storm.visits + 1, recorded: view.entries.length, said };
}

describe('a storm of requests', () => {
  for (const storm of STORMS) {
    test(`with ${storm.name}`, async (context) => {
      const { browser, view, sent, recorded, said } = await run(storm);
      context.diagnostic(`sent ${sent}, recorded ${recorded}, said to be lost ${said}`);
      context.diagnostic(`at most ${browser.session.peak} bytes in memory, ${browser.session.refusals} sets refused`);
      const unknown = sent - recorded - said;
      assert.ok(unknown >= 0 && unknown <= (storm.unsaid ?? 0), `nothing is known of ${unknown} requests`);
      assert.ok(said <= (storm.said ?? 0), `${said} are said to be lost`);
      assert.equal(view.paths.at(-1), '/after', 'what comes after the storm is recorded');
      const marks = view.trace.rows.filter((row) => row.kind === 'mark' && /lost|dropped/.test(row.mark.what));
      assert.equal(marks.length > 0, said > 0, 'a loss is said on screen, and nothing else is');
    });
  }
});
