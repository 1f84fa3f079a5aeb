import { open, stat } from 'node:fs/promises';
import type { ByteSource } from '../extension/trace/files/byte-source.ts';
import { readHar } from '../extension/trace/files/har/read-har.ts';
import { DEFAULT_HAR_OPTIONS } from '../extension/trace/files/har/read-har-text.ts';
import { readTraceFile } from '../extension/trace/files/trace-file/read-trace-file.ts';
import { createFold } from '../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../extension/trace/model/event.ts';
import type { FileNotice } from '../extension/trace/model/file-codes.ts';
import type { Trace } from '../extension/trace/model/trace.ts';

/** How much of a file is read at once, in bytes. */
const PIECE = 1024 * 1024;

/** How long after the last event silence is conclusive, in ms. */
const SETTLED = 10_000;

/** Where a trace file says what it is. */
const TRACE_MARK = '"sidtrail-trace"';

async function* piecesOf(path: string): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(PIECE) });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Where a file's bytes come from; each call reads them from the beginning. */
interface Input {
  readonly size: number;
  pieces(): AsyncIterable<Uint8Array>;
}

async function fileInput(path: string): Promise<Input> {
  const found = await stat(path);
  // A pipe, such as the shell's <(…), gives its bytes once.
  if (!found.isFile()) return streamInput(piecesOf(path));
  return { size: found.size, pieces: () => piecesOf(path) };
}

/** What another program writes comes once: it is kept. */
async function streamInput(stream: AsyncIterable<Uint8Array>): Promise<Input> {
  const kept: Uint8Array[] = [];
  for await (const piece of stream) kept.push(piece);
  return {
    size: kept.reduce((bytes, piece) => bytes + piece.length, 0),
    pieces: async function* () {
      yield* kept;
    },
  };
}

async function headOf(input: Input): Promise<string> {
  for await (const piece of input.pieces()) return new TextDecoder().decode(piece.subarray(0, 4_096));
  return '';
}

/** The value that a reader returns at its end. */
async function resultOf<T>(reader: AsyncGenerator<unknown, T, void>): Promise<T> {
  for (;;) {
    const next = await reader.next();
    if (next.done === true) return next.value;
  }
}

/** A trace from a file, folded. */
export interface FoldedFile {
  readonly trace: Trace;
  readonly events: readonly TraceEvent[];
  /** What must be known to judge it: what was left out or cut off, what its tool does not write. */
  readonly notices: readonly FileNotice[];
}

/**
 * Reads and folds a HAR or a trace file. Rejects with a FileError that names what is wrong with it.
 *
 * @param from its path, or its bytes
 */
export async function readTrace(from: string | AsyncIterable<Uint8Array>): Promise<FoldedFile> {
  const input = await (typeof from === 'string' ? fileInput(from) : streamInput(from));
  const source: ByteSource = { chunks: input.pieces(), size: input.size };
  const isTrace = (await headOf(input)).includes(TRACE_MARK);
  const read = isTrace ? await resultOf(readTraceFile(source)) : await resultOf(readHar(source, DEFAULT_HAR_OPTIONS));
  const chosenNames = 'sessionCookies' in read ? read.sessionCookies : {};
  const fold = createFold({ chosenNames });
  fold.apply(read.events);
  fold.settle((read.events.at(-1)?.time ?? 0) + SETTLED);
  const notices = read.cut === undefined ? read.notices : [read.cut, ...read.notices];
  return { trace: fold.trace, events: read.events, notices };
}
