import { hash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Logger, pino } from 'pino';
import { rememberEach } from '../fast/remember.ts';
import type { SentSession } from '../sessions/session-cookie.ts';
import { LogFile } from './log-file.ts';
import type { RotationLimits } from './rotation.ts';

export type LogOptions = {
  /** `stderr`, `stdout`, `none` or a file's path. */
  readonly to: string;
  /** pino's: fatal, error, warn, info, debug, trace. */
  readonly level: string;
  /** When a file is put aside; tests make it soon. */
  readonly limits?: RotationLimits;
};

/** Structured log lines, one JSON object each (https://getpino.io). */
export type Log = {
  readonly lines: Logger;
  /** How a session is named in the log: a salted hash of its id, never the id (ASVS 5.0 16.2.5). */
  readonly sessionTag: (id: string) => string;
  /** The name of the session that a request sent, if it sent one. */
  readonly sentTag: (sent: SentSession) => string | undefined;
  /** Writes out what is still in memory, and ends. */
  readonly close: () => Promise<void>;
};

/** With an id of 43 characters it is 55 bytes: the most that SHA-256 takes in one block. */
const SALT_LENGTH = 12;

/** Opens the log. Throws one sentence for people if the file cannot be opened. */
export function openLog(options: LogOptions, secret?: string): Log {
  const salt = hash('sha256', `log:${secret ?? randomBytes(16).toString('hex')}`, 'base64url').slice(0, SALT_LENGTH);
  const sessionTag = (id: string): string => hash('sha256', salt + id, 'base64url').slice(0, 12);
  const sentTag = rememberEach((sent: SentSession) => (sent.kind === 'id' ? sessionTag(sent.id) : undefined));
  if (options.to === 'none') return { lines: pino({ enabled: false }), sessionTag, sentTag, close: async () => {} };
  const file = openTarget(options);
  return {
    lines: pino({ level: options.level, base: { pid: process.pid } }, file),
    sessionTag,
    sentTag,
    close: () => file.close(),
  };
}

const DESCRIPTORS: Readonly<Record<string, number>> = { stdout: 1, stderr: 2 };

function openTarget({ to, limits }: LogOptions): LogFile {
  const descriptor = DESCRIPTORS[to];
  if (descriptor !== undefined) return new LogFile(descriptor);
  try {
    mkdirSync(path.dirname(path.resolve(to)), { recursive: true });
    return new LogFile(to, limits);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`--log ${to} cannot be written: ${detail}.`);
  }
}
