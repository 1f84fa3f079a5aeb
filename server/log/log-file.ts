import { closeSync, fstatSync, openSync, write } from 'node:fs';
import { isFull, LIMITS, type Rotation, type RotationLimits, rotate } from './rotation.ts';

const FLUSH_EVERY_MS = 250;
/** Bytes written at a time: large, since each write wakes another thread. */
const BLOCK_BYTES = 262_144;
/** Blocks kept while the disk is busy; beyond that, lines are dropped rather than memory filled. */
const MAX_WAITING_BLOCKS = 64;
/** A UTF-16 unit takes three bytes of UTF-8 at the most. */
const MAX_BYTES_PER_UNIT = 3;
/** How long a pipe that is full gets to be read, ms. Node makes its own standard output one that does not wait. */
const FULL_PIPE_MS = 10;
/** How long the end waits for each block, ms: nobody may read the other end of a pipe. */
const CLOSE_PATIENCE_MS = 500;

type Block = { readonly bytes: Buffer; used: number };

/**
 * Where log lines go: collected, and written in large blocks without waiting, one block at a time. A slow disk or a
 * full one costs log lines, never a request. It is the destination of pino, which calls `write` for each line. Lines
 * are turned into bytes at once: kept as strings, they would outlive many a garbage collection.
 *
 * Pino's own sonic-boom (4.2) costs a visit 4 % more in its text mode and 1 to 2 % in its buffer mode. At the end of a
 * process its `flushSync` never stops trying to write to a full disk.
 *
 * Between two blocks, a file that has grown too large is renamed and a new one is started.
 */
export class LogFile {
  #descriptor: number;
  readonly #rotation: Rotation | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #closePatienceMs: number;
  /** Full blocks, oldest first. */
  readonly #waiting: Block[] = [];
  #filling = newBlock(BLOCK_BYTES);
  #spare: Block | undefined;
  #writing = false;
  /** Once it is closed: what to do when a block has been written. */
  #onWritten: (() => void) | undefined;

  /**
   * @param target a path to append to, or a file descriptor
   * @param limits when and how a file is put aside; what is no file (a pipe, a terminal) is never
   * @param closePatienceMs how long the end waits for each block, ms
   * @throws what `open` throws
   */
  constructor(target: string | number, limits: RotationLimits = LIMITS, closePatienceMs = CLOSE_PATIENCE_MS) {
    this.#closePatienceMs = closePatienceMs;
    this.#descriptor = typeof target === 'number' ? target : openSync(target, 'a');
    const isFile = typeof target === 'string' && fstatSync(this.#descriptor).isFile();
    this.#rotation = isFile ? { file: target, ...limits } : undefined;
    this.#timer = setInterval(() => this.#writeBlock(), FLUSH_EVERY_MS).unref();
  }

  write(line: string): void {
    const room = line.length * MAX_BYTES_PER_UNIT;
    if (this.#filling.used + room > this.#filling.bytes.length) {
      if (this.#waiting.length >= MAX_WAITING_BLOCKS) return;
      this.#turnPage(room);
      this.#writeBlock();
    }
    const { bytes, used } = this.#filling;
    this.#filling.used = used + bytes.write(line, used);
  }

  /**
   * Writes out what is still waiting, and ends: block by block, or lines would change places, and be lost where the process
   * ends at once. What takes none for half a second gets no more.
   */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    while (this.#writing || this.#waiting.length > 0 || this.#filling.used > 0) {
      this.#writeBlock();
      if (!(await this.#isWritten())) return;
    }
  }

  /** Whether the block on its way arrives in time. */
  #isWritten(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), this.#closePatienceMs);
      this.#onWritten = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  #turnPage(room: number): void {
    this.#waiting.push(this.#filling);
    const spare = this.#spare;
    this.#spare = undefined;
    this.#filling = spare !== undefined && spare.bytes.length >= room ? spare : newBlock(Math.max(room, BLOCK_BYTES));
  }

  #writeBlock(): void {
    if (this.#writing) return;
    if (this.#waiting.length === 0 && this.#filling.used > 0) this.#turnPage(0);
    const block = this.#waiting.shift();
    if (block === undefined) return;
    this.#rotate();
    this.#writing = true;
    this.#writeFrom(block, 0);
  }

  /** Only between two blocks: none is on its way to the old file then. */
  #rotate(): void {
    const rotation = this.#rotation;
    if (rotation === undefined) return;
    try {
      if (!isFull(this.#descriptor, rotation)) return;
      const old = this.#descriptor;
      this.#descriptor = rotate(old, rotation);
      closeSync(old);
    } catch {
      // Not now, so the file goes on growing; the next block tries again.
    }
  }

  /** A pipe may take a part of a block at a time, or nothing of it now. */
  #writeFrom(block: Block, from: number): void {
    write(this.#descriptor, block.bytes, from, block.used - from, null, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(() => this.#writeFrom(block, from), FULL_PIPE_MS).unref();
      else if (error === null && from + written < block.used) this.#writeFrom(block, from + written);
      else this.#written(block);
    });
  }

  #written(block: Block): void {
    this.#writing = false;
    block.used = 0;
    this.#spare = block;
    if (this.#onWritten !== undefined) this.#onWritten();
    else if (this.#waiting.length > 0) this.#writeBlock();
  }
}

function newBlock(bytes: number): Block {
  return { bytes: Buffer.allocUnsafeSlow(bytes), used: 0 };
}
