import type { Readable, Writable } from 'node:stream';

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Something that the protocol reports: of the browser, or of the session that is named. */
export interface CdpEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

/** What commands go through and events come from. */
export interface CdpConnection {
  /** @throws What Chromium says is wrong; where it does not answer, or the session or the browser ends before it has. */
  send(method: string, params?: object, sessionId?: string): Promise<Record<string, unknown>>;
  /** @returns Stops listening. */
  listen(listener: (event: CdpEvent) => void): () => void;
}

/** Each message ends with this byte. */
const END = 0;

/** How long one answer may take, in ms: what a page is asked to wait for takes less, and what hangs shall be named. */
const LONGEST = 60_000;

/**
 * Chromium's own remote protocol over the two pipes that it is started with (--remote-debugging-pipe): JSON messages, of
 * the browser itself or of a session with one target.
 * https://chromedevtools.github.io/devtools-protocol/
 */
export class CdpPipe implements CdpConnection {
  readonly #to: Writable;
  readonly #waiting = new Map<number, { readonly sessionId: string | undefined; settle(reply: Reply): void }>();
  readonly #listeners = new Set<(event: CdpEvent) => void>();
  #parts: Buffer[] = [];
  #lastId = 0;
  #ended: string | undefined;

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    from.on('data', (chunk: Buffer) => this.#read(chunk));
    from.on('close', () => this.#end('Chromium has closed the connection.'));
    for (const stream of [to, from]) stream.on('error', (error) => this.#end(error.message));
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    if (this.#ended !== undefined) throw new Error(`${method}: ${this.#ended}`);
    this.#lastId += 1;
    const id = this.#lastId;
    const late = setTimeout(
      () => this.#settle(id, { error: { message: `no answer in ${LONGEST / 1000} s` } }),
      LONGEST,
    );
    const { result, error } = await new Promise<Reply>((settle) => {
      this.#waiting.set(id, { sessionId, settle });
      this.#to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
    clearTimeout(late);
    // Made here, the error says who asked.
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  listen(listener: (event: CdpEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #read(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(END); end !== -1; end = chunk.indexOf(END, from)) {
      this.#parts.push(chunk.subarray(from, end));
      from = end + 1;
      const message = JSON.parse(Buffer.concat(this.#parts).toString()) as Reply & CdpEvent;
      this.#parts = [];
      if (message.id === undefined) this.#hear(message);
      else this.#settle(message.id, message);
    }
    this.#parts.push(chunk.subarray(from));
  }

  #hear(event: CdpEvent): void {
    if (event.method === 'Target.detachedFromTarget') this.#endSession(String(event.params['sessionId']));
    for (const listener of this.#listeners) listener(event);
  }

  #settle(id: number, reply: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.settle(reply);
  }

  /** What a session was asked is not answered any more. */
  #endSession(sessionId: string): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.sessionId === sessionId) this.#settle(id, { error: { message: 'The target is gone.' } });
    }
  }

  #end(why: string): void {
    this.#ended ??= why;
    for (const id of this.#waiting.keys()) this.#settle(id, { error: { message: this.#ended } });
  }
}
