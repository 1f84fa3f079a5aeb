import type { Readable, Writable } from 'node:stream';
import { type CdpCommand, CdpConnection } from './cdp-connection.ts';

/** Each message ends with this byte. */
const END = 0;

/** The connection over the two pipes that Chromium is started with (--remote-debugging-pipe): JSON messages. */
export class CdpPipe extends CdpConnection {
  readonly #to: Writable;
  #parts: Buffer[] = [];

  constructor(to: Writable, from: Readable) {
    super();
    this.#to = to;
    from.on('data', (chunk: Buffer) => this.#read(chunk));
    from.on('close', () => this.end('Chromium has closed the connection.'));
    for (const stream of [to, from]) stream.on('error', (error) => this.end(error.message));
  }

  protected override transmit(command: CdpCommand): void {
    this.#to.write(`${JSON.stringify(command)}\0`);
  }

  #read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(END); end !== -1; end = chunk.indexOf(END, from)) {
      this.#parts.push(chunk.subarray(from, end));
      from = end + 1;
      const message = JSON.parse(Buffer.concat(this.#parts).toString());
      this.#parts = [];
      this.receive(message);
    }
    this.#parts.push(chunk.subarray(from));
  }
}
