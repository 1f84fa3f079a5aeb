import { parseArgs } from 'node:util';
import type { Browser } from '../manifest.ts';
import { Sentence } from '../sentence.ts';

export interface StartOptions {
  /** 0: any free port. */
  readonly port: number;
  /** `any`: the first that is found, or none. */
  readonly browser: Browser | 'none' | 'any';
}

const CHOICES = ['firefox', 'chrome', 'none'] as const;

/** Reads the options of `npm start`. @throws A sentence for what cannot be read. */
export function readStartOptions(args: readonly string[]): StartOptions {
  let values: { port?: string; browser?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { port: { type: 'string' }, browser: { type: 'string' } },
    }));
  } catch (error) {
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new Sentence(`${what}: npm start takes --port N and --browser ${CHOICES.join('|')}, after a "--".`);
  }
  const { port = '3000', browser = 'any' } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new Sentence(`--port ${port} is no port: give a number from 0 (any free port) to 65535.`);
  }
  const choice = CHOICES.find((known) => known === browser);
  if (!choice && browser !== 'any') {
    throw new Sentence(`--browser ${browser} is not known: choose ${CHOICES.join(', ')}.`);
  }
  return { port: Number(port), browser: choice ?? 'any' };
}
