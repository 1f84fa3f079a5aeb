import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, isIPv6, type Socket } from 'node:net';

export type ListenSettings = {
  /** 0: any free port. */
  readonly port: number;
  /** Without it: this machine alone, by IPv4 and, where there is IPv6, by that too (`localhost` may mean either). */
  readonly host?: string | undefined;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** What requests and responses are made as; Node's own without it. */
  readonly classes?: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>;
  /** How long a client may take over its headers, then over its whole request, before it is answered 408. */
  readonly patienceMs?: { readonly headers: number; readonly request: number };
};

export type Listener = {
  readonly port: number;
  /** Takes no new connection, waits for the requests in flight, and cuts off what is still open after `boundMs`. */
  close(boundMs: number): Promise<void>;
};

const PATIENCE_MS = { headers: 10_000, request: 20_000 };
const SLOW_CHECK_MS = 1_000;
const LARGEST_HEADERS_BYTES = 16_384;
const PORT_TRIES = 20;

/** Starts to listen. Rejects with one sentence for people when the port or the address cannot be had. */
export async function listen(handler: RequestListener, settings: ListenSettings): Promise<Listener> {
  if (settings.host !== undefined) {
    const server = makeServer(handler, settings);
    return listenerOver([server], await bind(server, settings.port, settings.host));
  }
  for (let tries = 1; ; tries += 1) {
    const [four, six] = [makeServer(handler, settings), makeServer(handler, settings)];
    const port = await bind(four, settings.port, '127.0.0.1');
    try {
      await bind(six, port, '::1');
      return listenerOver([four, six], port);
    } catch (error) {
      if (!(error instanceof PortTaken)) return listenerOver([four], port);
      // Another program has the port on IPv6 only: a browser that tries IPv6 first would reach that one.
      await new Promise<void>((resolve) => four.close(() => resolve()));
      if (settings.port !== 0 || tries === PORT_TRIES) throw error;
    }
  }
}

/** The port is somebody else's. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

function makeServer(handler: RequestListener, { tls, classes, patienceMs = PATIENCE_MS }: ListenSettings): Server {
  const settings = {
    ...classes,
    maxHeaderSize: LARGEST_HEADERS_BYTES,
    headersTimeout: patienceMs.headers,
    requestTimeout: patienceMs.request,
    connectionsCheckingInterval: Math.min(SLOW_CHECK_MS, patienceMs.headers / 2),
  };
  const server =
    tls === undefined ? createServer(settings, handler) : createTlsServer({ ...settings, ...tls }, handler);
  server.on('clientError', answerUnreadable);
  return server;
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenTrouble(error, port, host)));
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function listenTrouble(error: NodeJS.ErrnoException, port: number, host: string): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortTaken(`Port ${port} is taken by another program: choose another one with --port N.`);
    case 'EACCES':
      return new Error(`Port ${port} may not be used by this user: choose one above 1023 with --port N.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`The address ${isIPv6(host) ? `[${host}]` : host} is not one of this machine's: see --host.`);
    default:
      return new Error(`The server cannot listen on ${host}, port ${port}: ${error.message}.`);
  }
}

/** What the HTTP parser refuses, by its error code: status and sentence. */
const UNREADABLE: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The request headers are larger than 16 kB: delete cookies of this host.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request was not complete in time.'],
};
const BAD_REQUEST = ['400 Bad Request', 'This is no well-formed HTTP request.'] as const;

/** Answers what is no readable request, and closes the connection. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const [status, sentence] = UNREADABLE[error.code ?? ''] ?? BAD_REQUEST;
  const body = `${sentence}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
}

const SWEEP_IDLE_MS = 20;

function listenerOver(servers: readonly Server[], port: number): Listener {
  return {
    port,
    close: async (boundMs) => {
      const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
      // A connection that was busy when the close began becomes idle with its response, and is then let go.
      const idle = setInterval(() => {
        for (const server of servers) server.closeIdleConnections();
      }, SWEEP_IDLE_MS);
      const bound = setTimeout(() => {
        for (const server of servers) server.closeAllConnections();
      }, boundMs);
      await Promise.all(closed);
      clearInterval(idle);
      clearTimeout(bound);
    },
  };
}
