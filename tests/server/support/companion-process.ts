import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/server.ts', import.meta.url));

/** The companion as its users start it: a process of its own. */
export class CompanionProcess {
  readonly child: ChildProcess;
  output = '';
  errors = '';

  constructor(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, [SCRIPT, '--log', 'none', ...args], {
      cwd: path.dirname(path.dirname(SCRIPT)),
      env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment },
      // By the channel it knows that its parent has ended, and ends.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    // One that a failed test leaves behind must not keep the file from ending.
    this.child.unref();
    this.child.channel?.unref();
    for (const stream of [this.child.stdout, this.child.stderr]) (stream as Socket | null)?.unref();
    this.child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
  }

  static async start(...args: readonly string[]): Promise<CompanionProcess> {
    const started = new CompanionProcess(args);
    // Workers start one after the other on a busy machine.
    await until(() => started.output.includes('companion: ') || started.child.exitCode !== null, 120_000);
    if (started.child.exitCode !== null) throw new Error(`it did not start: ${started.errors}`);
    return started;
  }

  get url(): string {
    return /companion: (\S+)/.exec(this.output)?.[1] ?? '';
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Waits for the end; answers the exit code, or the signal. */
  async ended(): Promise<number | string | null> {
    const { child } = this;
    child.ref();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode;
  }

  async end(signal: NodeJS.Signals): Promise<number | string | null> {
    this.child.kill(signal);
    return this.ended();
  }
}
