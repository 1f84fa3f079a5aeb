import { hash } from 'node:crypto';
import { median, table } from '../statistics.ts';
import { type Contestant, newCookie } from './contestants.ts';
import { type LoadResult, load } from './load.ts';
import { settle } from './settle.ts';

const CONNECTIONS = [1, 32, 256] as const;
const ROUNDS = 7;
const WARM_UP_MS = 1_500;
const RUN_MS = 800;
/** Not measured: a server that slept while the others ran has a small heap and cold caches again. */
const LEAD_IN_MS = 300;
const BARE_EXPRESS = 'Express, hello world';
const SESSION_MEMORY = 'express-session, memory';

type Run = LoadResult & { readonly cpuUs: number };

/** Throughput and latency of every contestant, each round all of them in turn, so that a slow moment meets all alike. */
export async function throughput(contestants: readonly Contestant[]): Promise<string> {
  const cookies = new Map<Contestant, string[]>();
  for (const one of contestants) {
    const count = one.keepsSession ? Math.max(...CONNECTIONS) : 0;
    cookies.set(one, await Promise.all(Array.from({ length: count }, () => newCookie(one.server.port))));
  }
  const run = async (one: Contestant, connections: number, durationMs: number): Promise<Run> => {
    const own = cookies.get(one) ?? [];
    const before = one.server.cpuMs();
    const result = await load({ port: one.server.port, connections, durationMs, cookie: (index) => own[index] });
    return { ...result, cpuUs: ((one.server.cpuMs() - before) * 1_000) / result.answers };
  };
  for (const one of contestants) await run(one, 32, WARM_UP_MS);

  const parts: string[] = [];
  for (const connections of CONNECTIONS) {
    const runs = new Map<Contestant, Run[]>(contestants.map((one) => [one, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const one of inTurn(contestants, round)) {
        settle();
        await run(one, connections, LEAD_IN_MS);
        runs.get(one)?.push(await run(one, connections, RUN_MS));
      }
    }
    parts.push(`### ${connections} connection${connections === 1 ? '' : 's'}`, summary(runs));
  }
  return parts.join('\n\n');
}

/** In another order each round, the same on each run of the bench, so that nobody always follows the same neighbour. */
function inTurn(contestants: readonly Contestant[], round: number): readonly Contestant[] {
  const place = ({ name }: Contestant): string => hash('md5', `${round} ${name}`);
  return contestants.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
}

function summary(runs: ReadonlyMap<Contestant, readonly Run[]>): string {
  const of = (name: string): readonly Run[] => [...runs].find(([one]) => one.name === name)?.[1] ?? [];
  const ratio = (own: readonly Run[], other: readonly Run[], figure: (run: Run) => number): string =>
    median(own.map((run, round) => figure(run) / figure(other[round] ?? run))).toFixed(2);
  return table(
    [
      'server',
      'answers/s',
      `× ${BARE_EXPRESS}`,
      `× ${SESSION_MEMORY}`,
      'p99, ms',
      'p99 × Express',
      'CPU µs/answer',
      'CPU × Express',
      'failures',
    ],
    [...runs].map(([{ name }, own]) => [
      name,
      Math.round(median(own.map((run) => run.throughput))).toLocaleString('en'),
      ratio(own, of(BARE_EXPRESS), (run) => run.throughput),
      ratio(own, of(SESSION_MEMORY), (run) => run.throughput),
      median(own.map((run) => run.p99)).toFixed(2),
      ratio(own, of(BARE_EXPRESS), (run) => run.p99),
      median(own.map((run) => run.cpuUs)).toFixed(1),
      ratio(own, of(BARE_EXPRESS), (run) => run.cpuUs),
      own.reduce((sum, run) => sum + run.failures, 0),
    ]),
  );
}
