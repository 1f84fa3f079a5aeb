import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How far a connection is. */
type Connection = {
  /** The answer that is written now, or the last one that was. */
  answering: ServerResponse | undefined;
  /** Requests that have been read and wait for their turn. */
  waiting: number;
  /** Whether the last request has been taken from it. */
  over: boolean;
};

/**
 * Lets the requests of a connection take turns. A client may pipeline (RFC 9112 section 9.3.2). Node then hands on
 * every request that it reads, a thousand at once, without waiting for answers. Here a request begins when the answer
 * before it is written, and nothing more is read from a connection while one waits.
 *
 * So a client that does not read its answers costs no more than what it sent in one piece. No connection keeps the
 * others waiting. A request is never carried out once its connection has ended.
 */
export class Turns {
  readonly #handler: RequestListener;
  readonly #connections = new WeakMap<Socket, Connection>();
  #closing = false;

  constructor(handler: RequestListener) {
    this.#handler = handler;
  }

  /** The listener for 'request'. */
  readonly take: RequestListener = (request, response) => {
    const { socket } = request;
    const connection = this.of(socket);
    if (connection.over) return;
    // Node gives a response its socket when the one before it has been written.
    if (response.socket !== null) {
      this.#begin(connection, request, response);
      return;
    }
    if (connection.waiting === 0) socket.pause().on('resume', pauseAgain);
    connection.waiting += 1;
    response.once('socket', () => {
      connection.waiting -= 1;
      if (connection.waiting === 0) socket.off('resume', pauseAgain).resume();
      if (this.#closing) socket.destroySoon();
      else this.#begin(connection, request, response);
    });
  };

  /** From now on no request gets its turn after another one: the answer under way is the last of its connection. */
  close(): void {
    this.#closing = true;
  }

  of(socket: Socket): Connection {
    const known = this.#connections.get(socket);
    if (known !== undefined) return known;
    const connection = { answering: undefined, waiting: 0, over: false };
    this.#connections.set(socket, connection);
    return connection;
  }

  #begin(connection: Connection, request: IncomingMessage, response: ServerResponse): void {
    connection.answering = response;
    if (this.#closing) response.setHeader('Connection', 'close');
    this.#handler(request, response);
  }
}

/** Node resumes a socket when a request of it has been read to its end; this one is to stand still. */
function pauseAgain(this: Socket): void {
  this.pause();
}

/** Calls `then` when the answer that is written now, and those that wait behind it, have been written. */
export function afterAnswers(connection: Connection, then: () => void): void {
  const { answering } = connection;
  answering?.once('finish', () => {
    if (connection.answering === answering) then();
    else afterAnswers(connection, then);
  });
}
