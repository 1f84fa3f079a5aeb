import { after, before } from 'node:test';
import { type Companion, startCompanion } from '../../../server/companion.ts';
import type { CompanionOptions } from '../../../server/options.ts';

/** Starts a companion for the tests of this suite, in this process, and stops it afterwards. */
export function withCompanion(options: Partial<CompanionOptions> = {}): {
  readonly url: string;
  readonly labPort: number;
} {
  let companion: Companion | undefined;
  before(async () => {
    companion = await startCompanion({ port: 0, store: 'sqlite::memory:', rateLimit: 0, ...options });
  });
  after(() => companion?.close());
  const running = (): Companion => {
    if (companion === undefined) throw new Error('the companion is not running yet');
    return companion;
  };
  return {
    get url() {
      return running().url;
    },
    get labPort() {
      return running().labPort;
    },
  };
}
