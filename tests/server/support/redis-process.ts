import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const BINARY = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);

/**
 * Why the Redis tests cannot run here, or false. With REQUIRE_REDIS=1 they run in any case, and fail where there is no
 * Redis. The value is what node:test's `skip` takes.
 */
export const noRedis: string | false =
  BINARY === undefined && process.env['REQUIRE_REDIS'] !== '1'
    ? 'SKIPPED: no redis-server or valkey-server on this machine. Install one (apt-get install redis-server).'
    : false;

/** A Redis of the test's own, on a free port, with its append-only file in a folder of its own. */
export class RedisProcess {
  readonly port: number;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-redis-'));
  readonly #flags: readonly string[];
  #child: ChildProcess | undefined;

  private constructor(port: number, flags: readonly string[]) {
    this.port = port;
    this.#flags = flags;
  }

  static async start(...flags: readonly string[]): Promise<RedisProcess> {
    const redis = new RedisProcess(await freePort(), flags);
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Starts it (again), on the same port with the same data. */
  async start(): Promise<void> {
    if (BINARY === undefined) throw new Error('REQUIRE_REDIS=1 is set, but there is no redis-server on this machine.');
    const flags = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder, '--save', ''];
    const child = spawn(BINARY, [...flags, '--appendonly', 'yes', ...this.#flags], { stdio: 'ignore' });
    this.#child = child;
    await until(async () => (await command(this.port, 'PING')).startsWith('+PONG'));
  }

  /** kill -9: no goodbye, no last write. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Stands still with its connections open, until `thaw`. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  /** One command without arguments' quoting, for setting up; answers the raw reply. */
  command(text: string): Promise<string> {
    return command(this.port, text);
  }

  async stop(): Promise<void> {
    this.thaw();
    await this.#end('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }
}

function command(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write(`${text}\r\n`));
    socket.once('data', (data) => {
      resolve(String(data));
      socket.destroy();
    });
    socket.once('error', (error) => resolve(error.message));
  });
}
