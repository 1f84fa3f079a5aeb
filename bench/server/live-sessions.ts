import { hash } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newSessionId, sessionKey } from '../../server/sessions/session-id.ts';
import { prepareDatabase, rowNumber } from '../../server/stores/sqlite/sqlite-schema.ts';
import { median, quantile, table } from '../statistics.ts';
import { newCookie } from './contestants.ts';
import { load } from './load.ts';
import { ServerProcess } from './server-process.ts';
import { settle } from './settle.ts';

const FEW = 1_000;
const MANY = 1_000_000;
const ROUNDS = 7;
const RUN_MS = 1_000;
/** So long that nearly all pages of a million sessions have been read once and stand in the server's cache. */
const WARM_UP_MS = 12_000;
const CONNECTIONS = 32;
const HOUR_MS = 3_600_000;

/** Fills a database with sessions that live, or are over; answers their cookie-pairs. */
function fill(file: string, count: number, endsAt: number): string[] {
  const database = new DatabaseSync(file);
  prepareDatabase(database);
  const now = Date.now();
  const insert = database.prepare(`INSERT INTO sessions (id, key, count, created_at, last_seen_at, idle_ms, expires_at,
    absolute_expires_at, provisional, user, sweep_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?, 0, NULL, ?)`);
  const cookies: string[] = [];
  database.exec('BEGIN');
  for (let index = 0; index < count; index += 1) {
    const id = newSessionId();
    cookies.push(`sid=${id}`);
    const key = sessionKey(id);
    insert.run(rowNumber(key), key, now, now, HOUR_MS, endsAt, endsAt + HOUR_MS, endsAt);
  }
  database.exec('COMMIT');
  database.close();
  return cookies;
}

/** More than are sent in a run, and in the warm-up. */
const CHOSEN = 60_000;
const CHOSEN_TO_WARM_UP = 600_000;

/**
 * Sessions in an order that is the same on each run of the bench and another one in each round. They are chosen and copied
 * before the clock starts: to reach into a million strings would cost the load, which is not what is measured.
 */
function chosenAtRandom(cookies: readonly string[], round: number): () => string | undefined {
  const chosen = Array.from({ length: round < 0 ? CHOSEN_TO_WARM_UP : CHOSEN }, (_, turn) => {
    const number = hash('md5', `${round} ${turn}`, 'buffer').readUInt32LE();
    return Buffer.from(cookies[number % cookies.length] ?? '').toString('latin1');
  });
  let turn = 0;
  return () => chosen[turn++ % chosen.length];
}

/** Throughput with a thousand and with a million live sessions; every request is of another one, chosen at random. */
export async function liveSessions(folder: string): Promise<string> {
  const sides = [];
  for (const count of [FEW, MANY]) {
    const file = path.join(folder, `live-${count}.sqlite`);
    const cookies = fill(file, count, Date.now() + HOUR_MS);
    const server = await ServerProcess.companion(
      '--store',
      `sqlite:${file}`,
      '--log',
      path.join(folder, 'live.ndjson'),
    );
    sides.push({ count, server, cookies, throughput: [] as number[], p99: [] as number[], cpuUs: [] as number[] });
  }
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const side of sides) {
      const cookie = chosenAtRandom(side.cookies, round);
      settle();
      const before = side.server.cpuMs();
      const result = await load({
        port: side.server.port,
        connections: CONNECTIONS,
        durationMs: round < 0 ? WARM_UP_MS : RUN_MS,
        cookie,
      });
      // The first round warms up.
      if (round < 0) continue;
      side.throughput.push(result.throughput);
      side.p99.push(result.p99);
      side.cpuUs.push(((side.server.cpuMs() - before) * 1_000) / result.answers);
    }
  }
  await Promise.all(sides.map(({ server }) => server.stop()));
  const [few] = sides;
  return table(
    ['live sessions', 'answers/s', `× ${FEW.toLocaleString('en')}`, 'p99, ms', 'CPU µs/answer'],
    sides.map((side) => [
      side.count.toLocaleString('en'),
      Math.round(median(side.throughput)).toLocaleString('en'),
      median(side.throughput.map((value, round) => value / (few?.throughput[round] ?? value))).toFixed(2),
      median(side.p99).toFixed(2),
      median(side.cpuUs).toFixed(1),
    ]),
  );
}

const EXPIRED = 100_000;
/** As many as the sweeping takes, so that the longest answer of both is one of as many. */
const LEAST_RUNS = 20;

/** The longest answers while 100,000 expired sessions are swept, and while there is nothing to sweep. */
export async function sweeping(folder: string): Promise<string> {
  const rows: string[][] = [];
  for (const count of [0, EXPIRED]) {
    const file = path.join(folder, `expired-${count}.sqlite`);
    fill(file, count, Date.now() - 1_000);
    settle();
    const server = await ServerProcess.companion(
      '--store',
      `sqlite:${file}`,
      '--log',
      path.join(folder, 'sweep.ndjson'),
    );
    const cookie = await newCookie(server.port);
    const worst: number[] = [];
    const typical: number[] = [];
    const left = (): number => {
      const database = new DatabaseSync(file, { readOnly: true });
      const rest = Number(database.prepare('SELECT count(*) AS n FROM sessions').get()?.['n']);
      database.close();
      return rest;
    };
    const began = performance.now();
    let runs = 0;
    do {
      const result = await load({ port: server.port, connections: 4, durationMs: 500, cookie: () => cookie });
      worst.push(result.max);
      typical.push(result.p99);
      runs += 1;
    } while (left() > 10 || runs < LEAST_RUNS);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    rows.push([
      count.toLocaleString('en'),
      count === 0 ? '–' : `${seconds} s`,
      median(typical).toFixed(2),
      median(worst).toFixed(1),
      quantile(worst, 1).toFixed(1),
    ]);
    await server.stop();
  }
  return table(
    [
      'expired sessions',
      'swept within',
      'p99, ms',
      'longest answer of half a second (median), ms',
      'longest of all, ms',
    ],
    rows,
  );
}
