import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
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
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk) => {
      this.output += chunk;
    });
    this.child.stderr?.on('data', (chunk) => {
      this.errors += chunk;
    });
  }

  static async start(...args: readonly string[]): Promise<CompanionProcess> {
    const started = new CompanionProcess(args);
    await until(() => started.output.includes('companion: ') || started.child.exitCode !== null);
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
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode ?? child.signalCode;
  }

  async end(signal: NodeJS.Signals): Promise<number | string | null> {
    this.child.kill(signal);
    return this.ended();
  }
}
