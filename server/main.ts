import cluster from 'node:cluster';
import { helpText, readCommandLine, UsageError } from './cli-options.ts';
import { type Companion, startCompanion } from './companion.ts';
import { cookieWarnings } from './cookie-warnings.ts';
import { avoidPretenuring } from './fast/garbage-collection.ts';
import { type FromWorker, startFleet, workerOptions } from './fleet.ts';
import { PortTaken } from './http/listener.ts';
import { type CompanionOptions, cookieSettings, withDefaults } from './options.ts';
import { storeKind } from './stores/store-kinds.ts';

/** What can be stopped: a companion in this process, or a fleet of workers. */
type Running = Pick<Companion, 'close' | 'url'>;

/** `npm run server -- …`: starts the companion and prints its URL. Exits 1 with one sentence when it cannot start. */
export async function main(args: readonly string[]): Promise<void> {
  avoidPretenuring();
  try {
    const given = readCommandLine(args);
    if (given === 'help') {
      console.log(helpText());
      return;
    }
    await (cluster.isWorker ? runWorker(given) : runPrimary(given));
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    const code = error instanceof UsageError ? 2 : 1;
    // A worker lets its primary print the error: otherwise it would be printed once for each worker.
    if (cluster.isWorker && process.send !== undefined) {
      const message: FromWorker = { failed: sentence, portTaken: error instanceof PortTaken };
      process.send(message, () => process.exit(code));
      return;
    }
    console.error(sentence);
    process.exit(code);
  }
}

async function runPrimary(given: Partial<CompanionOptions>): Promise<void> {
  const options = withDefaults({ secret: process.env['SIDTRAIL_SECRET'], ...given });
  for (const warning of cookieWarnings(cookieSettings(options))) console.error(`Warning: ${warning}`);
  if (options.workers > 1 && !storeKind(options.store).shared) {
    throw new UsageError(`--store ${options.store} keeps sessions in one process: use another one with --workers.`);
  }
  const running = options.workers > 1 ? await startFleet(options) : await startCompanion(options);
  // Before the address is known: whoever reads it may send a signal at once.
  stopOnSignal(running);
  console.log(`Sidtrail companion: ${running.url}`);
}

async function runWorker(given: Partial<CompanionOptions>): Promise<void> {
  const companion = await startCompanion({ ...given, ...workerOptions() });
  stopOnSignal(companion);
  process.send?.({ url: companion.url } satisfies FromWorker);
}

function stopOnSignal(running: Running): void {
  const stop = async (): Promise<void> => {
    await running.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // A worker whose primary was killed has nobody to stop it later.
  process.on('disconnect', () => void stop());
}
