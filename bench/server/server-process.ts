import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A server under measurement, in a process of its own. */
export class ServerProcess {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** One of peers.ts. */
  static peer(name: string, databaseFile = ''): Promise<ServerProcess> {
    return ServerProcess.#start([file('peers.ts'), name, databaseFile], /port (\d+)/);
  }

  /** The companion, with everything on. */
  static companion(...args: readonly string[]): Promise<ServerProcess> {
    return ServerProcess.#start([file('../../scripts/server.ts'), '--port', '0', ...args], /localhost:(\d+)/);
  }

  static async #start(args: readonly string[], pattern: RegExp): Promise<ServerProcess> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    for await (const chunk of child.stdout) {
      output += chunk;
      const port = pattern.exec(output)?.[1];
      if (port !== undefined) return new ServerProcess(child, Number(port));
    }
    throw new Error(`a server ended before it was ready: ${args.join(' ')}`);
  }

  /** CPU time used so far, ms; NaN where the system does not say. */
  cpuMs(): number {
    try {
      const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // utime and stime, in ticks of 10 ms.
      return (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return Number.NaN;
    }
  }

  async stop(): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
  }
}
