import path from 'node:path';
import { RedisForBench } from './redis-for-bench.ts';
import { ServerProcess } from './server-process.ts';

/** A server that takes part, and whether it keeps a session. */
export type Contestant = {
  readonly name: string;
  readonly keepsSession: boolean;
  readonly server: ServerProcess;
};

/** Everything on: sessions, security headers, limits, and the log, which goes to a file. */
const companion = (folder: string, store: string, log: string): Promise<ServerProcess> =>
  ServerProcess.companion('--store', store, '--log', path.join(folder, `${log}.ndjson`));

/** Starts all of them, each in a process of its own; `stop` ends them. Redis takes part where it is installed. */
export async function startContestants(
  folder: string,
): Promise<{ readonly all: readonly Contestant[]; readonly stop: () => Promise<void> }> {
  const redis = await RedisForBench.start(folder);
  const all: Contestant[] = [
    { name: 'node:http, hello world', keepsSession: false, server: await ServerProcess.peer('bare-http') },
    { name: 'Express, hello world', keepsSession: false, server: await ServerProcess.peer('bare-express') },
    { name: 'express-session, memory', keepsSession: true, server: await ServerProcess.peer('session-memory') },
    {
      name: 'express-session, SQLite',
      keepsSession: true,
      server: await ServerProcess.peer('session-sqlite', path.join(folder, 'express-session.sqlite')),
    },
    {
      name: 'companion, SQLite',
      keepsSession: true,
      server: await companion(folder, `sqlite:${path.join(folder, 'companion.sqlite')}`, 'sqlite'),
    },
    { name: 'companion, memory', keepsSession: true, server: await companion(folder, 'memory', 'memory') },
  ];
  if (redis !== undefined) {
    all.push({ name: 'companion, Redis', keepsSession: true, server: await companion(folder, redis.url, 'redis') });
  }
  return {
    all,
    stop: async () => {
      await Promise.all(all.map(({ server }) => server.stop()));
      await redis?.stop();
    },
  };
}

/** Begins a session; answers its cookie-pair. */
export async function newCookie(port: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  await response.arrayBuffer();
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
