import type { Readable, Writable } from 'node:stream';

interface Message {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** The DevTools protocol over the browser's file descriptors 3 and 4: JSON messages, each ended by a NUL. */
export class DevToolsPipe {
  readonly #input: Writable;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #lastId = 0;
  #received = '';

  constructor(input: Writable, output: Readable) {
    this.#input = input;
    // A browser that ends while it is written to: whoever waits learns it from the process.
    input.on('error', () => {});
    output.setEncoding('utf8');
    output.on('data', (chunk: string) => this.#read(chunk));
    output.on('error', () => {});
  }

  /** @throws What the browser answers when it refuses. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(id, resolve));
    this.#input.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  #read(chunk: string): void {
    const parts = (this.#received + chunk).split('\0');
    this.#received = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      if (message.id === undefined) continue;
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    }
  }
}
