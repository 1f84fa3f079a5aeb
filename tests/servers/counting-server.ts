import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import express from 'express';
import session from 'express-session';
import { freePort } from '../server/support/free-port.ts';

const fixtures = path.join(import.meta.dirname, 'fixtures');

/** A real server whose one page counts the visits of a session. */
export interface CountingServer {
  /** `http://localhost:PORT/` */
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  /** Set for the server's process beside the environment of the test. */
  readonly env?: Readonly<Record<string, string>>;
  /** Folders whose modules come before the fixture's own (Python). */
  readonly modules?: readonly string[];
}

/** A program that a server needs and that this machine may lack. */
export interface Runtime {
  readonly label: string;
  /** How it comes to a Debian or Ubuntu machine. */
  readonly install: string;
  readonly present: () => boolean;
}

/** Debian's packages belong to the system's own Python. */
export const PYTHON = process.platform === 'linux' ? '/usr/bin/python3' : 'python3';

/** Where Debian puts Go's packages. */
const GOPATH = '/usr/share/gocode';

function succeeds(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function python(module: string, install: string): Runtime {
  return { label: `Python with ${module}`, install, present: () => succeeds(PYTHON, '-c', `import ${module}`) };
}

export const RUNTIMES = {
  django: python('django', 'apt-get install python3-django'),
  flask: python('flask', 'apt-get install python3-flask'),
  fastapi: python(
    'fastapi, uvicorn, itsdangerous',
    'apt-get install python3-fastapi python3-uvicorn python3-itsdangerous',
  ),
  php: { label: 'PHP', install: 'apt-get install php-cli', present: () => succeeds('php', '--version') },
  laravel: {
    label: "PHP with Laravel's framework",
    install: 'apt-get install php-cli php-laravel-framework',
    present: () =>
      succeeds('php', '-r', "exit(file_exists('/usr/share/php/Illuminate/Session/autoload.php') ? 0 : 1);"),
  },
  rails: {
    label: 'Ruby with Rails',
    install: 'apt-get install ruby-railties ruby-actionpack ruby-webrick',
    present: () => succeeds('ruby', '-e', 'require "action_controller/railtie"; require "webrick"'),
  },
  go: {
    label: 'Go with gorilla/sessions',
    install: 'apt-get install golang-go golang-github-gorilla-sessions-dev',
    present: () => succeeds('go', 'version') && existsSync(`${GOPATH}/src/github.com/gorilla/sessions`),
  },
} as const satisfies Record<string, Runtime>;

/**
 * Why a test that needs this runtime is skipped; false where it is there.
 * @throws where it is missing and REQUIRE_RUNTIMES=1
 */
export function skipWithout(runtime: Runtime): string | false {
  if (runtime.present()) return false;
  const why = `${runtime.label} was not found on this machine (${runtime.install}).`;
  if (process.env['REQUIRE_RUNTIMES'] === '1') throw new Error(`${why} REQUIRE_RUNTIMES=1 asks for it.`);
  console.warn(`SKIPPED: ${why}`);
  return why;
}

/** Starts a program that prints `listening on PORT`, and waits for that. */
export async function startProgram(
  command: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
): Promise<CountingServer> {
  const child = spawn(command, args, {
    env: { ...process.env, ...options.env },
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): Promise<void> => stopChild(child);
  try {
    return { ...(await whenListening(child, command)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function whenListening(child: ChildProcess, command: string): Promise<{ url: string; port: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface(stream).on('line', (line) => {
      said += `${line}\n`;
      // PHP: "PHP 8.2 Development Server (http://127.0.0.1:PORT) started"; uvicorn: "Uvicorn running on http://…".
      const port = /listening on (\d+)|https?:\/\/(?:127\.0\.0\.1|localhost):(\d+)\S*(?: \(|\) started)/.exec(line);
      if (port !== null) resolve(Number(port[1] ?? port[2]));
    });
  }
  child.once('error', reject);
  child.once('exit', () => reject(new Error(`${command} ended before it listened. It said:\n${said}`)));
  const port = await promise;
  return { url: `http://localhost:${port}/`, port };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** A folder that is removed when the server stops. */
function withFolder(server: CountingServer, folder: string): CountingServer {
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Django with the lesson's view, unmodified; its sessions lie in the SQLite database at `database`. */
export async function startDjango(
  options: StartOptions & { readonly database?: string } = {},
): Promise<CountingServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-django-'));
  const env = { DATABASE: options.database ?? path.join(folder, 'lesson.sqlite3'), ...options.env };
  const args = [path.join(fixtures, 'django/serve.py'), String(options.port ?? 0), ...(options.modules ?? [])];
  return withFolder(await startProgram(PYTHON, args, { env }), folder);
}

/** Flask: the session itself lies in the cookie, signed. */
export function startFlask(options: StartOptions = {}): Promise<CountingServer> {
  const args = [path.join(fixtures, 'flask/serve.py'), String(options.port ?? 0), ...(options.modules ?? [])];
  return startProgram(PYTHON, args, options);
}

/** PHP's own server and sessions, in a folder of their own. @param root the folder with index.php */
export async function startPhp(root = path.join(fixtures, 'php')): Promise<CountingServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-php-'));
  const port = await freePort();
  const args = ['-S', `127.0.0.1:${port}`, '-d', `session.save_path=${folder}`, path.join(root, 'index.php')];
  return withFolder(await startProgram('php', args, { cwd: root }), folder);
}

/** FastAPI under uvicorn. @param folder holds `main.py` with `app` */
export async function startFastApi(folder: string): Promise<CountingServer> {
  const args = ['-m', 'uvicorn', 'main:app', '--host', '127.0.0.1', '--port', String(await freePort())];
  return startProgram(PYTHON, args, { cwd: folder, env: { PYTHONDONTWRITEBYTECODE: '1' } });
}

/** Laravel's sessions under PHP's own server. @param folder holds `SessionCount.php` */
export async function startLaravel(folder: string): Promise<CountingServer> {
  const root = path.join(fixtures, 'laravel');
  const env = { SESSION_COUNT: path.join(folder, 'SessionCount.php'), SESSIONS: folder };
  const args = ['-S', `127.0.0.1:${await freePort()}`, path.join(root, 'index.php')];
  return startProgram('php', args, { cwd: root, env });
}

/** Rails with its cookie store. @param controller the file with ApplicationController */
export function startRails(controller: string): Promise<CountingServer> {
  return startProgram('ruby', [path.join(fixtures, 'rails/serve.rb'), controller]);
}

/** A Go program of one file, with Debian's packages alone. */
export function startGo(file: string): Promise<CountingServer> {
  // Built first: `go run` would leave the program running when it is ended itself.
  const program = file.replace(/\.go$/, '');
  const built = spawnSync('go', ['build', '-o', program, file], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '' },
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`go build failed: ${built.stderr}`);
  return startProgram(program, []);
}

/** Express with express-session in memory. @param prepare adds middleware before the view */
export async function startExpress(prepare: (app: express.Express) => void = () => {}): Promise<CountingServer> {
  const app = express();
  app.use(session({ secret: 'only-for-tests', resave: false, saveUninitialized: false }));
  prepare(app);
  app.get('/', (request, response) => {
    const counted = request.session as typeof request.session & { visits?: number };
    counted.visits = (counted.visits ?? 0) + 1;
    response.type('html').send(`Visit count: ${counted.visits}`);
  });
  return startListening(app);
}

/** Lets an Express app listen on a free port. */
export async function startListening(app: express.Express): Promise<CountingServer> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Express took no port.');
  return {
    url: `http://localhost:${address.port}/`,
    port: address.port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
