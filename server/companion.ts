import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeApp } from './app.ts';
import { type CompanionOptions, withDefaults } from './options.ts';
import { SessionManager } from './sessions/session-manager.ts';
import { openStore } from './stores/open-store.ts';

/** A running companion server. */
export type Companion = {
  /** Where it answers, with a slash at the end: `http://localhost:3000/`. */
  readonly url: string;
  readonly port: number;
  /** Finishes what is in flight, commits, and frees the port. */
  close(): Promise<void>;
};

/**
 * Starts the companion in this process. Rejects with one sentence for people: port taken, store not to be opened.
 * `startCompanion({ port: 0, store: 'memory' })` is what a test wants.
 */
export async function startCompanion(given: Partial<CompanionOptions> = {}): Promise<Companion> {
  const options = withDefaults(given);
  const store = await openStore(options.store, options.policy);
  const server = createServer(makeApp({ sessions: new SessionManager(store), cookie: options.cookie }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${options.port} is taken: choose another one with --port N.`) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    port,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      });
      await store.close();
    },
  };
}
