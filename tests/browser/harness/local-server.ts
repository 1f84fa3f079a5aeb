import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** A plain HTTP server on this machine that a test makes for itself. */
export interface LocalServer {
  readonly port: number;
  /** `http://localhost:PORT/`; other hosts that lead here (`*.test`) need the port alone. */
  readonly url: string;
  close(): Promise<void>;
}

/** @param log is given a line for each response, and for each request that was given up. */
export async function serve(handler: RequestHandler, log: string[] = []): Promise<LocalServer> {
  // Browsers send more than the 16 kB that Node takes by default.
  const server = createServer({ maxHeaderSize: 1_000_000 }, (incoming, response) => {
    const { method, url, headers } = incoming;
    const came = new Date().toISOString();
    response.once('close', () => {
      const status = response.writableFinished ? response.statusCode : 'given up';
      log.push(`${came} ${method} ${headers.host}${url} ${status}, Cookie: ${headers.cookie ?? 'none'}`);
    });
    handler(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://localhost:${port}/`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Holds a response back until the test lets it go. */
export interface Gate {
  readonly handler: RequestHandler;
  /** The next request's response waits. */
  hold(): void;
  /** Settles when the held request has reached the server and its response lies ready. */
  readonly arrived: () => Promise<void>;
  release(): void;
}

/** A pass-through to another server that can hold a response back. */
export function gateTo(upstream: string): Gate {
  let held: { open: () => void; opened: Promise<void>; arrive: () => void; arrived: Promise<void> } | undefined;
  return {
    hold() {
      const opened = Promise.withResolvers<void>();
      const arrived = Promise.withResolvers<void>();
      held = {
        open: opened.resolve,
        opened: opened.promise,
        arrive: arrived.resolve,
        arrived: arrived.promise,
      };
    },
    arrived: () => held?.arrived ?? Promise.resolve(),
    release: () => held?.open(),
    handler(incoming, response) {
      const { method, headers, url } = incoming;
      const forward = request(new URL(url ?? '/', upstream), { method, headers }, async (answer) => {
        const gate = held;
        gate?.arrive();
        await gate?.opened;
        if (held === gate) held = undefined;
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(response);
      });
      forward.on('error', () => response.destroy());
      incoming.pipe(forward);
    },
  };
}
