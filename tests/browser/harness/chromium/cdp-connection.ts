/** Something that the protocol reports: of the browser, or of the session that is named. */
export interface CdpEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
}

/** What is asked of the browser, or of the session that is named. */
export interface CdpCommand {
  readonly id: number;
  readonly method: string;
  readonly params: object;
  readonly sessionId: string | undefined;
}

interface Reply {
  readonly id: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** How long one answer may take, in ms: what a page is asked to wait for takes less, and what hangs shall be named. */
const LONGEST = 60_000;

/**
 * Chromium's own remote protocol: commands with their answers, and events, of the browser itself or of a session with one
 * target. How they travel is left to what extends it.
 * https://chromedevtools.github.io/devtools-protocol/
 */
export abstract class CdpConnection {
  readonly #waiting = new Map<number, { readonly sessionId: string | undefined; settle(reply: Reply): void }>();
  readonly #listeners = new Set<(event: CdpEvent) => void>();
  #lastId = 0;
  #ended: string | undefined;

  /** Sends a command on its way; its answer is to be given to `receive`. */
  protected abstract transmit(command: CdpCommand): void;

  /** @throws What Chromium says is wrong; where it does not answer, or the session or the browser ends before it has. */
  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    if (this.#ended !== undefined) throw new Error(`${method}: ${this.#ended}`);
    this.#lastId += 1;
    const id = this.#lastId;
    const late = setTimeout(() => this.#fail(id, `no answer in ${LONGEST / 1000} s`), LONGEST);
    const { result, error } = await new Promise<Reply>((settle) => {
      this.#waiting.set(id, { sessionId, settle });
      this.transmit({ id, method, params, sessionId });
    });
    clearTimeout(late);
    // Made here, the error says who asked.
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** @returns Stops listening. */
  listen(listener: (event: CdpEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  protected receive(message: Reply | CdpEvent): void {
    if ('id' in message) this.#settle(message);
    else this.#hear(message);
  }

  /** Nothing is answered any more. */
  protected end(why: string): void {
    this.#ended ??= why;
    for (const id of this.#waiting.keys()) this.#fail(id, this.#ended);
  }

  #hear(event: CdpEvent): void {
    if (event.method === 'Target.detachedFromTarget') this.#endSession(event.params['sessionId']);
    for (const listener of this.#listeners) listener(event);
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    waiting?.settle(reply);
  }

  #fail(id: number, message: string): void {
    this.#settle({ id, error: { message } });
  }

  /** What a session was asked is not answered any more. */
  #endSession(sessionId: unknown): void {
    for (const [id, waiting] of this.#waiting) {
      if (waiting.sessionId === sessionId) this.#fail(id, 'The target is gone.');
    }
  }
}
