import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import session, { type SessionOptions } from 'express-session';
import {
  type CountingServer,
  PYTHON,
  RUNTIMES,
  type Runtime,
  startPhp,
  startProgram,
} from '../../servers/counting-server.ts';
import type { Handler } from '../ask.ts';
import { forwardTo } from './forward.ts';

const here = import.meta.dirname;

/** Starts each framework that scenes run on. */
const PROGRAMS: Readonly<Record<string, { readonly runtime: Runtime; readonly start: () => Promise<CountingServer> }>> =
  {
    Django: { runtime: RUNTIMES.django, start: () => startDjangoApp({}) },
    'Django, SESSION_COOKIE_SECURE': {
      runtime: RUNTIMES.django,
      start: () => startDjangoApp({ SESSION_COOKIE_SECURE: '1' }),
    },
    Flask: { runtime: RUNTIMES.flask, start: () => startProgram(PYTHON, [path.join(here, 'flask/serve.py')]) },
    PHP: { runtime: RUNTIMES.php, start: () => startPhp(path.join(here, 'php')) },
  };

async function startDjangoApp(env: Readonly<Record<string, string>>): Promise<CountingServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-zoo-'));
  const database = path.join(folder, 'zoo.sqlite3');
  const server = await startProgram(PYTHON, [path.join(here, 'django/serve.py')], {
    env: { DATABASE: database, ...env },
  });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Real frameworks, each started when the first scene asks for it; what they answer depends on the host. */
export class Apps {
  readonly #running = new Map<string, Promise<CountingServer>>();
  readonly #stops: (() => Promise<void>)[] = [];

  /** What a framework needs of this machine; undefined for what runs in Node alone. */
  static runtimeOf(on: string): Runtime | undefined {
    return PROGRAMS[on]?.runtime;
  }

  /** Starts those that are named, without waiting for them. */
  warm(names: readonly string[]): void {
    for (const name of names) if (PROGRAMS[name] !== undefined) this.#start(name).catch(() => undefined);
  }

  /** An application on one of the frameworks. */
  on(name: string): Handler {
    return async (ask) => forwardTo((await this.#start(name)).port, ask);
  }

  /** An Express application with express-session and, unless one is handed in, a store of its own in memory. */
  express(options: Partial<SessionOptions>, routes: (app: express.Express) => void): Handler {
    const app = express();
    app.set('trust proxy', 1);
    app.use(session({ secret: 'only-for-tests', resave: false, saveUninitialized: false, ...options }));
    app.use(express.urlencoded({ extended: false }));
    routes(app);
    const listening = new Promise<number>((resolve) => {
      const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      this.#stops.push(async () => {
        const closed = new Promise((done) => server.close(done));
        server.closeAllConnections();
        await closed;
      });
    });
    return async (ask) => forwardTo(await listening, ask);
  }

  async stop(): Promise<void> {
    for (const server of this.#running.values()) await (await server.catch(() => undefined))?.stop();
    for (const stop of this.#stops) await stop();
  }

  #start(name: string): Promise<CountingServer> {
    const program = PROGRAMS[name];
    if (program === undefined) throw new Error(`There is no application on ${name}.`);
    const running = this.#running.get(name) ?? program.start();
    this.#running.set(name, running);
    return running;
  }
}
