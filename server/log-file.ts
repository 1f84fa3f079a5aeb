import { openSync, write, writeSync } from 'node:fs';

const FLUSH_EVERY_MS = 250;
const BLOCK_LINES = 512;
/** Lines kept while the disk is busy; beyond that, lines are dropped rather than memory filled. */
const MOST_WAITING_LINES = 100_000;

/**
 * Where log lines go: collected, and written in blocks of some hundred lines without waiting, one block at a time. A slow
 * disk or a full one costs log lines, never a request. It is the destination of pino, which calls `write` for each line.
 */
export class LogFile {
  readonly #descriptor: number;
  readonly #timer: NodeJS.Timeout;
  #waiting: string[] = [];
  #writing = false;

  /** @param target a path to append to, or a file descriptor. Throws what `open` throws. */
  constructor(target: string | number) {
    this.#descriptor = typeof target === 'number' ? target : openSync(target, 'a');
    this.#timer = setInterval(() => this.#writeBlock(), FLUSH_EVERY_MS).unref();
  }

  write(line: string): void {
    if (this.#waiting.length >= MOST_WAITING_LINES) return;
    this.#waiting.push(line);
    if (this.#waiting.length >= BLOCK_LINES) this.#writeBlock();
  }

  /** Writes out what is still waiting, now, and ends. */
  close(): void {
    clearInterval(this.#timer);
    try {
      writeSync(this.#descriptor, this.#take());
    } catch {
      // Nothing that could be done about it on the way out.
    }
  }

  #writeBlock(): void {
    if (this.#writing || this.#waiting.length === 0) return;
    this.#writing = true;
    this.#writeRest(this.#take());
  }

  /** A pipe may take a part of a block at a time. */
  #writeRest(block: Buffer): void {
    write(this.#descriptor, block, 0, block.length, null, (error, written) => {
      if (error === null && written < block.length) {
        this.#writeRest(block.subarray(written));
        return;
      }
      this.#writing = false;
      if (this.#waiting.length >= BLOCK_LINES) this.#writeBlock();
    });
  }

  #take(): Buffer {
    const block = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    return block;
  }
}
