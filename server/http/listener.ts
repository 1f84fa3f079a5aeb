import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, isIPv6, type Socket } from 'node:net';
import { cutStalled } from './stalled.ts';
import { Turns } from './turns.ts';
import { noteHandshake, unreadableListener } from './unreadable.ts';

/** How long a connection may take, ms. */
export type Timeouts = {
  /** Over the TLS handshake, and over the headers of a request. */
  readonly headersMs: number;
  /** Over a whole request. */
  readonly requestMs: number;
  /** From an answer to the next request. */
  readonly keepAliveMs: number;
  /** Over reading anything of what it is sent. */
  readonly stalledMs: number;
};

export const TIMEOUTS: Timeouts = { headersMs: 10_000, requestMs: 20_000, keepAliveMs: 5_000, stalledMs: 30_000 };

export type ListenSettings = {
  /** 0: any free port. */
  readonly port: number;
  /** Without it: this machine alone, by IPv4 and, where there is IPv6, by that too (`localhost` may mean either). */
  readonly host?: string | undefined;
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined;
  /** How Node makes requests and responses. */
  readonly messages?: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse' | 'optimizeEmptyRequests'>;
  readonly timeouts?: Timeouts | undefined;
};

export type Listener = {
  readonly port: number;
  /** Takes no new connection, waits for the requests in flight, and cuts off what is still open after `boundMs`. */
  close(boundMs: number): Promise<void>;
};

const SLOW_CHECK_MS = 1_000;
const LARGEST_HEADERS_BYTES = 16_384;
const PORT_TRIES = 20;

/** Starts to listen. Rejects with one sentence for people when the port or the address cannot be had. */
export async function listen(handler: RequestListener, settings: ListenSettings): Promise<Listener> {
  const make = (): OpenServer => openServer(handler, settings);
  if (settings.host !== undefined) {
    const server = make();
    return listenerOver([server], await bind(server, settings.port, settings.host));
  }
  for (let tries = 1; ; tries += 1) {
    const [four, six] = [make(), make()];
    const port = await bind(four, settings.port, '127.0.0.1');
    try {
      await bind(six, port, '::1');
      return listenerOver([four, six], port);
    } catch (error) {
      if (!(error instanceof PortTaken)) return listenerOver([four], port);
      // Another program has the port on IPv6 only: a browser that tries IPv6 first would reach that one.
      await four.close(0);
      if (settings.port !== 0 || tries === PORT_TRIES) throw error;
    }
  }
}

/** The port is somebody else's. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken';
}

type OpenServer = { readonly server: Server; readonly close: (boundMs: number) => Promise<void> };

function openServer(handler: RequestListener, { tls, messages, timeouts = TIMEOUTS }: ListenSettings): OpenServer {
  const turns = new Turns(handler);
  const settings = {
    ...messages,
    maxHeaderSize: LARGEST_HEADERS_BYTES,
    headersTimeout: timeouts.headersMs,
    handshakeTimeout: timeouts.headersMs,
    requestTimeout: timeouts.requestMs,
    keepAliveTimeout: timeouts.keepAliveMs,
    connectionsCheckingInterval: Math.min(SLOW_CHECK_MS, timeouts.headersMs / 2),
    allowHalfOpen: true,
  };
  const server = tls === undefined ? createServer(settings) : createTlsServer({ ...settings, ...tls });
  // A client that has sent all may close its half of the connection and still wait for its answer.
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on('request', turns.take);
  // Before Node's own listener, which makes a 'clientError' of it: without a handshake nothing can be said.
  server.prependListener('tlsClientError', (_error: Error, socket: Socket) => socket.destroy());
  server.on('secureConnection', noteHandshake);
  server.on('clientError', unreadableListener(turns));
  const sockets = openSockets(server, 'connection');
  const readySockets = tls === undefined ? sockets : openSockets(server, 'secureConnection');
  server.once('close', cutStalled(readySockets, timeouts.stalledMs));
  return { server, close: (boundMs) => closeServer(server, turns, sockets, boundMs) };
}

/** The connections that are open, at any time; `secureConnection` for those whose TLS handshake is done. */
function openSockets(server: Server, event: 'connection' | 'secureConnection'): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on(event, (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

function bind({ server }: OpenServer, port: number, host: string): Promise<number> {
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

const SWEEP_IDLE_MS = 20;

async function closeServer(server: Server, turns: Turns, sockets: ReadonlySet<Socket>, boundMs: number): Promise<void> {
  turns.close();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Node takes a connection on which nothing has been sent for one with a request under way.
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
  // A connection that was busy when the close began becomes idle with its response, and is then let go.
  const idle = setInterval(() => server.closeIdleConnections(), SWEEP_IDLE_MS);
  const bound = setTimeout(() => {
    // Those in the middle of a TLS handshake too, of which the HTTP server does not know yet.
    for (const socket of sockets) socket.destroy();
  }, boundMs);
  await closed;
  clearInterval(idle);
  clearTimeout(bound);
}

function listenerOver(servers: readonly OpenServer[], port: number): Listener {
  return {
    port,
    close: async (boundMs) => {
      await Promise.all(servers.map((one) => one.close(boundMs)));
    },
  };
}
