import { connect, type Socket } from 'node:net';

type Context = 'chrome' | 'content';

type Outcome = { readonly result: unknown } | { readonly error: string };

/**
 * Firefox's own remote protocol: JSON messages over TCP, each with its length in bytes and a colon before it; a command
 * is `[0, id, name, parameters]`, its answer `[1, id, error, result]`.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  #received = Buffer.alloc(0);
  #lastId = 0;
  #context: Context | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('close', () => this.#fail('Firefox has closed the connection.'));
    socket.on('error', (error) => this.#fail(error.message));
  }

  /** Connects and begins a session. */
  static async connect(port: number): Promise<Marionette> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    const marionette = new Marionette(socket);
    await marionette.send('WebDriver:NewSession', {});
    return marionette;
  }

  /** @throws What Firefox says is wrong, and where it closes the connection. */
  async send(command: string, parameters: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
    const outcome = await new Promise<Outcome>((settle) => {
      this.#waiting.set(id, settle);
      this.#socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    });
    // Made here, the error says who asked.
    if ('error' in outcome) throw new Error(outcome.error);
    return outcome.result;
  }

  /** What the commands that follow are about: the browser itself, or the page of its tab. */
  async setContext(context: Context): Promise<void> {
    if (context === this.#context) return;
    await this.send('Marionette:SetContext', { value: context });
    this.#context = context;
  }

  /**
   * Runs the body of an async function in Firefox's own privileged world, with `args` as its parameters; what it
   * returns comes back as JSON.
   */
  async inChrome<T>(body: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    await this.setContext('chrome');
    const result = (await this.send('WebDriver:ExecuteScript', {
      script: `return (async ({ ${Object.keys(args).join(', ')} }) => { ${body} })(arguments[0]);`,
      args: [args],
      // One for all: to make another for each costs a quarter of the call.
      sandbox: 'sidtrail',
      newSandbox: false,
    })) as { value: T };
    return result.value;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const length = Number(this.#received.subarray(0, colon));
      const end = colon + 1 + length;
      if (this.#received.length < end) return;
      this.#settle(JSON.parse(this.#received.subarray(colon + 1, end).toString()));
      this.#received = this.#received.subarray(end);
    }
  }

  #settle(message: unknown): void {
    // The first message greets: {applicationType, marionetteProtocol}.
    if (!Array.isArray(message)) return;
    const [, id, error, result] = message as [number, number, { error: string; message: string } | null, unknown];
    const settle = this.#waiting.get(id);
    this.#waiting.delete(id);
    settle?.(error ? { error: `${error.error}: ${error.message}` } : { result });
  }

  #fail(why: string): void {
    for (const settle of this.#waiting.values()) settle({ error: why });
    this.#waiting.clear();
  }
}
