// Real servers of other frameworks, asked by real browsers: their cookies go through the browser's jar.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Trace } from '../../extension/trace/model/trace.ts';
import {
  type CountingServer,
  RUNTIMES,
  type Runtime,
  skipWithout,
  startDjango,
  startExpress,
  startFlask,
  startPhp,
} from '../servers/counting-server.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { untilRecorded } from './recorded-trace.ts';

/** What the lesson's table shows of each document: the number of the session that was sent, the action, the count. */
function table(trace: Trace): { sent: number | undefined; action: string | undefined; count: number | undefined }[] {
  return trace.entries
    .filter((entry) => entry.type === 'main_frame')
    .map((entry) => {
      const effect = entry.effects[0];
      return { sent: effect?.before?.number, action: effect?.action, count: entry.counts[0]?.count };
    });
}

const lesson = [
  { sent: undefined, action: 'created', count: 1 },
  ...Array.from({ length: 10 }, (_, at) => ({ sent: 1, action: 'resumed', count: at + 2 })),
];

test("the lesson's eleven visits on Django's unmodified view, and a new session after its cookie expired", async ({
  browserUnderTest,
}) => {
  const why = skipWithout(RUNTIMES.django);
  test.skip(why !== false, String(why));
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-lesson-'));
  const database = path.join(folder, 'lesson.sqlite3');
  let django = await startDjango({ database });
  try {
    const tab = await browserUnderTest.openTab(django.url);
    for (let visit = 2; visit <= 11; visit++) await tab.goto(django.url);
    const trace = await untilRecorded(
      browserUnderTest,
      (recorded) => table(recorded).length >= 11 && table(recorded)[10]?.count !== undefined && recorded,
      'the eleventh count',
    );
    expect(table(trace)).toEqual(lesson);
    expect(trace.sessions).toHaveLength(1);
    expect(trace.sessions[0]?.thread.name).toBe('sessionid');
    const [reading] = trace.entries[0]?.counts ?? [];
    expect(reading).toMatchObject({
      source: browserUnderTest.name === 'firefox' ? 'body' : 'page',
      text: 'Visit count: 1',
    });

    // The same server, on the same database and port, now gives the cookie one second.
    await django.stop();
    django = await startDjango({ database, port: django.port, env: { SESSION_COOKIE_AGE: '1' } });
    await tab.goto(django.url);
    await until(
      () =>
        browserUnderTest.inBackground(async () => {
          const [held] = await browser.cookies.getAll({ name: 'sessionid' });
          return held === undefined || (held.expirationDate ?? Infinity) * 1000 < Date.now();
        }),
      "the expiry of Django's cookie",
    );
    await tab.goto(django.url);
    const after = await untilRecorded(
      browserUnderTest,
      (recorded) => table(recorded)[12]?.count !== undefined && recorded,
      'the count of the visit after the expiry',
    );
    expect(table(after).slice(11)).toEqual([
      { sent: 1, action: 'resumed', count: 12 },
      { sent: undefined, action: 'created', count: 1 },
    ]);
    expect(after.sessions[0]?.end?.cause).toBe('expired');
  } finally {
    await django.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

const OTHERS: Readonly<
  Record<string, { runtime?: Runtime; start: () => Promise<CountingServer>; cookie: string; sessions: number }>
> = {
  'express-session': { start: startExpress, cookie: 'connect.sid', sessions: 1 },
  Flask: { runtime: RUNTIMES.flask, start: startFlask, cookie: 'session', sessions: 1 },
  PHP: { runtime: RUNTIMES.php, start: startPhp, cookie: 'PHPSESSID', sessions: 1 },
};

for (const [name, { runtime, start, cookie, sessions }] of Object.entries(OTHERS)) {
  test(`the lesson's eleven visits on ${name}, unmodified`, async ({ browserUnderTest }) => {
    const why = runtime === undefined ? false : skipWithout(runtime);
    test.skip(why !== false, String(why));
    const server = await start();
    try {
      const tab = await browserUnderTest.openTab(server.url);
      for (let visit = 2; visit <= 11; visit++) await tab.goto(server.url);
      const trace = await untilRecorded(
        browserUnderTest,
        (recorded) => table(recorded).length >= 11 && table(recorded)[10]?.count !== undefined && recorded,
        'the eleventh count',
      );
      expect(table(trace)).toEqual(lesson);
      expect(trace.sessions).toHaveLength(sessions);
      expect(trace.sessions[0]?.thread.name).toBe(cookie);
    } finally {
      await server.stop();
    }
  });
}
