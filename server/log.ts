import { hash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import type { LogOptions } from './options.ts';
import type { SentSession } from './sessions/session-cookie.ts';

/** Structured log lines, one JSON object each (https://getpino.io). */
export type Log = {
  readonly lines: Logger;
  /** How a session is named in the log: a salted hash of its id, never the id (ASVS 5.0 16.2.5). */
  readonly sessionTag: (id: string) => string;
  /** Writes out what is still in memory. */
  readonly flush: () => void;
};

const FLUSH_EVERY_MS = 250;
const BUFFER_BYTES = 8_192;

/**
 * Opens the log. Lines are written in blocks, four times a second, since a write per request would cost more than the
 * visit. Throws one sentence for people if the file cannot be opened.
 */
export function openLog(options: LogOptions, secret?: string): Log {
  const salt = secret ?? randomBytes(16).toString('hex');
  const sessionTag = (id: string): string => hash('sha256', `log:${salt}:${id}`, 'base64url').slice(0, 12);
  if (options.to === 'none') return { lines: pino({ enabled: false }), sessionTag, flush: () => {} };
  const dest = options.to === 'stdout' ? 1 : options.to === 'stderr' ? 2 : options.to;
  if (typeof dest === 'string') tryFile(dest);
  const destination = pino.destination({
    dest,
    sync: true,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_EVERY_MS,
  });
  // A full disk or a closed pipe costs log lines, not the server.
  destination.on('error', () => {});
  const lines = pino({ level: options.level, base: { pid: process.pid } }, destination);
  return { lines, sessionTag, flush: () => flushNow(destination) };
}

/** Finds out now whether the file can be written: later, nobody would hear of it. */
function tryFile(file: string): void {
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    appendFileSync(file, '');
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`--log ${file} cannot be written: ${detail}.`);
  }
}

function flushNow(destination: ReturnType<typeof pino.destination>): void {
  try {
    destination.flushSync();
  } catch {
    // Not open yet, or not to be written to: nothing that could be done about it on the way out.
  }
}

/** The session of a request, as the log names it. */
export function logSession(log: Log, sent: SentSession): string | undefined {
  return sent.kind === 'id' ? log.sessionTag(sent.id) : undefined;
}
