import { connect, type Socket } from 'node:net';

type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/**
 * Firefox's own remote protocol: JSON messages over TCP, each with its length in bytes and a colon before it; a command
 * is `[0, id, name, parameters]`, its answer `[1, id, error, result]`.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Settle>();
  #received = Buffer.alloc(0);
  #lastId = 0;

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

  send(command: string, parameters: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    });
  }

  /**
   * Runs the body of an async function in Firefox's own privileged world, with `args` as its parameters; what it
   * returns comes back as JSON.
   */
  async inChrome<T>(body: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    const result = (await this.send('WebDriver:ExecuteScript', {
      script: `return (async ({ ${Object.keys(args).join(', ')} }) => { ${body} })(arguments[0]);`,
      args: [args],
      sandbox: null,
      newSandbox: true,
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
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
  }

  #fail(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(why));
    this.#waiting.clear();
  }
}
