import { parseArgs } from 'node:util';
import { startCompanion } from './companion.ts';

/** `npm run server -- …`: starts the companion and prints its URL. Sets a non-zero exit code when it cannot start. */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '3000' },
      store: { type: 'string', default: 'sqlite:data/sessions.sqlite' },
    },
  });
  try {
    const companion = await startCompanion({ port: Number(values.port), store: values.store });
    console.log(`Sidtrail companion: ${companion.url}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void companion.close());
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
