import cluster, { type Worker } from 'node:cluster';
import { randomBytes } from 'node:crypto';
import type { Companion } from './companion.ts';
import { listen, PortTaken } from './http/listener.ts';
import type { CompanionOptions } from './options.ts';
import { steadyClock } from './sessions/clock.ts';

/** A worker that dies this soon, this often in a row, will not do better the next time. */
const YOUNG_MS = 2_000;
const MAX_YOUNG_DEATHS = 5;

export type FromWorker = { readonly url: string } | { readonly failed: string; readonly portTaken: boolean };

/** How often a port is chosen again where another program took it before the workers did. */
const MAX_TRIES = 5;

/** Finds a port that is free now. */
export type FindPort = (options: CompanionOptions) => Promise<number>;

/**
 * Several processes on one port (node:cluster), each with its own connection to the one store. A worker that dies is
 * replaced; its requests in flight are the only ones that notice. Rejects with the sentence of the first worker that
 * cannot start.
 */
export async function startFleet(
  options: CompanionOptions,
  findPort: FindPort = findFreePort,
): Promise<Pick<Companion, 'url' | 'close'>> {
  const chosenHere = options.port === 0 || options.labPort === undefined;
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOnPorts(options, findPort);
    } catch (error) {
      if (!(error instanceof PortTaken) || !chosenHere || tries === MAX_TRIES) throw error;
    }
  }
}

async function startOnPorts(options: CompanionOptions, findPort: FindPort): Promise<Pick<Companion, 'url' | 'close'>> {
  const port = options.port === 0 ? await findPort(options) : options.port;
  // A fleet shares the lab's port too, so it is one that was free a moment ago, not one that each worker finds.
  const labPort = options.labPort ?? (await findPort(options));
  const secret = options.secret ?? randomBytes(32).toString('base64url');
  const environment = {
    SIDTRAIL_WORKER_PORT: String(port),
    SIDTRAIL_WORKER_LAB_PORT: String(labPort),
    SIDTRAIL_SECRET: secret,
  };
  let stopping = false;
  let youngDeaths = 0;

  const now = steadyClock();
  const fork = (): Promise<string> => {
    const worker = cluster.fork({ ...environment, SIDTRAIL_WORKER_NOW: String(now()) });
    const bornAt = performance.now();
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if ('url' in message) resolve(message.url);
        else reject(message.portTaken ? new PortTaken(message.failed) : new Error(message.failed));
      });
      worker.on('exit', () => {
        reject(new Error('A worker ended before it was ready.'));
        if (stopping) return;
        youngDeaths = performance.now() - bornAt < YOUNG_MS ? youngDeaths + 1 : 0;
        if (youngDeaths < MAX_YOUNG_DEATHS) fork().catch(() => {});
        else {
          console.error('Workers keep dying as soon as they start; the log says why. Stopping.');
          process.exit(1);
        }
      });
    });
  };

  try {
    const [url = ''] = await Promise.all(Array.from({ length: options.workers }, fork));
    return {
      url,
      close: async () => {
        stopping = true;
        await Promise.all(liveWorkers().map(stopWorker));
      },
    };
  } catch (error) {
    stopping = true;
    await Promise.all(liveWorkers().map(stopWorker));
    throw error;
  }
}

/** What a worker has from its primary instead of from the command line. */
export function workerOptions(): Pick<CompanionOptions, 'port' | 'labPort' | 'secret' | 'notBefore'> {
  const { env } = process;
  return {
    port: Number(env['SIDTRAIL_WORKER_PORT']),
    labPort: Number(env['SIDTRAIL_WORKER_LAB_PORT']),
    secret: env['SIDTRAIL_SECRET'],
    notBefore: Number(env['SIDTRAIL_WORKER_NOW']),
  };
}

const liveWorkers = (): Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);

function stopWorker(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    if (worker.isDead()) {
      resolve();
      return;
    }
    worker.once('exit', () => resolve());
    worker.process.kill('SIGTERM');
  });
}

/** All workers must share one port, so a free one is found before they start. */
async function findFreePort({ host }: CompanionOptions): Promise<number> {
  const probe = await listen(() => {}, { port: 0, host });
  await probe.close(0);
  return probe.port;
}
