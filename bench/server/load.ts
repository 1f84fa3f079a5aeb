import { createConnection } from 'node:net';

/** What a run of parallel keep-alive connections saw. */
export type LoadResult = {
  /** Answers per second. */
  readonly throughput: number;
  /** Latency in ms at the 50th and 99th percentile. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly answers: number;
  /** Answers other than 200, and broken connections. */
  readonly failures: number;
};

export type LoadSettings = {
  readonly port: number;
  readonly connections: number;
  readonly durationMs: number;
  /** The Cookie header of each connection's next request; undefined for none. */
  readonly cookie?: ((connection: number) => string | undefined) | undefined;
};

const HEADERS_END = Buffer.from('\r\n\r\n');
const CONTENT_LENGTH = Buffer.from('ontent-');
const OK = Buffer.from('HTTP/1.1 200');

/**
 * Loads `GET /` from raw sockets: each sends its next request when it has the whole answer. A full HTTP client costs more
 * than the servers that are measured here, and would measure itself; this one only looks for the end of the answer.
 */
export async function load(settings: LoadSettings): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  const startedAt = performance.now();
  const endAt = startedAt + settings.durationMs;
  const one = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const fixed = request(settings.port, undefined);
      const socket = createConnection({ port: settings.port, host: '127.0.0.1', noDelay: true });
      let pending: Buffer | undefined;
      let sentAt = 0;
      const send = () => {
        sentAt = performance.now();
        const cookie = settings.cookie?.(index);
        socket.write(cookie === undefined ? fixed : request(settings.port, cookie));
      };
      const stop = () => {
        socket.destroy();
        resolve();
      };
      socket.on('connect', send);
      socket.on('error', () => {
        failures += 1;
        stop();
      });
      socket.on('data', (chunk: Buffer) => {
        pending = pending === undefined ? chunk : Buffer.concat([pending, chunk]);
        if (!isComplete(pending)) return;
        const now = performance.now();
        latencies.push(now - sentAt);
        if (pending.compare(OK, 0, OK.length, 0, OK.length) !== 0) failures += 1;
        pending = undefined;
        if (now < endAt) send();
        else stop();
      });
      socket.on('close', () => resolve());
    });
  await Promise.all(Array.from({ length: settings.connections }, (_, index) => one(index)));
  const seconds = (performance.now() - startedAt) / 1_000;
  latencies.sort((a, b) => a - b);
  const at = (part: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  return {
    throughput: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    answers: latencies.length,
    failures,
  };
}

function request(port: number, cookie: string | undefined): string {
  return `GET / HTTP/1.1\r\nHost: localhost:${port}\r\n${cookie === undefined ? '' : `Cookie: ${cookie}\r\n`}\r\n`;
}

/** Whether a buffer holds one whole answer; every server here sends Content-Length. */
function isComplete(answer: Buffer): boolean {
  const end = answer.indexOf(HEADERS_END);
  if (end === -1) return false;
  let at = answer.indexOf(CONTENT_LENGTH);
  while (at !== -1 && at < end) {
    // "ontent-" also begins Content-Type and Content-Security-Policy; with the C, it may be of either case.
    const rest = answer.toString('latin1', at + 7, at + 24).toLowerCase();
    if (rest.startsWith('length:')) return answer.length >= end + 4 + Number.parseInt(rest.slice(7), 10);
    at = answer.indexOf(CONTENT_LENGTH, at + 7);
  }
  return false;
}
