import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchPart } from '../bench-report.ts';
import { type Contestant, startContestants } from './contestants.ts';
import { liveSessions, sweeping } from './live-sessions.ts';
import { lostUpdates } from './lost-updates.ts';
import { throughput } from './throughput.ts';

type Section = {
  readonly title: string;
  readonly about: string;
  readonly run: (folder: string, contestants: readonly Contestant[]) => Promise<string>;
};

/** Each section by its name, so that one can be measured alone: `npm run bench -- server lost`. */
const SECTIONS: Readonly<Record<string, Section>> = {
  throughput: {
    title: 'Throughput and latency',
    about:
      'Medians of seven rounds; ratios are medians of the ratios within a round. Every connection has a session of its own. To reach at 32 connections, with SQLite: 0.95 of Express’s hello world and 2.2 times express-session in memory, with a p99 of at most 1.5 times Express’s. On a machine that is busy with other things, throughput and p99 tell mostly of these; the CPU time per answer tells of the server (with its threads for the disk).',
    run: (_folder, contestants) => throughput(contestants),
  },
  lost: {
    title: 'Lost updates',
    about: '64 parallel clients on one session for a second. To reach: none lost.',
    run: (_folder, contestants) => lostUpdates(contestants),
  },
  live: {
    title: 'Live sessions',
    about:
      'The companion with SQLite, 32 connections, every request of another session. To reach: the same within a tenth.',
    run: (folder) => liveSessions(folder),
  },
  sweep: {
    title: 'Sweeping',
    about:
      'The companion with SQLite, four connections, while it sweeps what has expired. To reach: no answer held up by more than 20 ms.',
    run: (folder) => sweeping(folder),
  },
};

/** The companion against bare servers and against express-session. */
export const bench: BenchPart = async (args) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-bench-'));
  const { all, stop } = await startContestants(folder);
  const parts: string[] = [
    'All servers run one process each on the same machine as the load, which comes from raw keep-alive sockets of one more process (bench/server/load.ts). They are measured in turn, in rounds. The companion runs with everything on: sessions, security headers, limits, and a log line for each request. Express-session runs as its README says; its SQLite store is bench/server/sqlite-session-store.ts.',
  ];
  try {
    for (const [name, { title, about, run }] of Object.entries(SECTIONS)) {
      if (args.length > 0 && !args.includes(name)) continue;
      console.log(`   ${name} …`);
      const measured = await run(folder, all);
      console.log(measured);
      parts.push(`## ${title}`, about, measured);
    }
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const load = loadavg().map((value) => value.toFixed(1));
  parts.push(`Load average of the machine when this was over (1, 5, 15 minutes): ${load.join(', ')}.`);
  return { title: 'The companion server: how fast, how exact', markdown: parts.join('\n\n') };
};
