import { table } from '../statistics.ts';
import { type Contestant, newCookie } from './contestants.ts';
import { load } from './load.ts';

const CLIENTS = 64;
const DURATION_MS = 1_000;

/** 64 parallel clients on one session: how many of the visits that were answered the count at the end knows of. */
export async function lostUpdates(contestants: readonly Contestant[]): Promise<string> {
  const rows: string[][] = [];
  for (const { name, server, keepsSession } of contestants) {
    if (!keepsSession) continue;
    const cookie = await newCookie(server.port);
    const { answers, failures } = await load({
      port: server.port,
      connections: CLIENTS,
      durationMs: DURATION_MS,
      cookie: () => cookie,
    });
    const last = await fetch(`http://127.0.0.1:${server.port}/`, { headers: { cookie } });
    const count = Number(/Visit count: (\d+)/.exec(await last.text())?.[1]);
    const visits = answers - failures + 2;
    rows.push([name, visits.toLocaleString('en'), count.toLocaleString('en'), (visits - count).toLocaleString('en')]);
  }
  return table(['server', 'visits answered', 'count at the end', 'lost'], rows);
}
