import type { Socket } from 'node:net';
import { afterAnswers, type Turns } from './turns.ts';

/** What the HTTP parser refuses, by its error code: status and sentence. */
const ANSWERS: Readonly<Record<string, readonly [string, string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'The request headers are larger than 16 kB: delete cookies of this host.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request was not complete in time.'],
};
const BAD_REQUEST = ['400 Bad Request', 'This is no well-formed HTTP request.'] as const;

/** How long an answer may take whose request has turned out unreadable in its body, ms. */
const ANSWER_PATIENCE_MS = 1_000;
/** How long a client may take to read the final answer before the connection is cut, ms. */
const LINGER_MS = 1_000;

/**
 * The listener for 'clientError': ends a connection on which no request can be read any more. Pending answers
 * go first, then a final answer says what is wrong. From then on nothing is read as a request: a request that the client
 * sends meanwhile would be processed and get the final answer as its own, and browsers send such a request again. For
 * the same reason a connection on which nothing has been sent, such as a browser's spare one, is closed silently.
 */
export function unreadableListener(turns: Turns): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    const connection = turns.of(socket);
    if (connection.over) return;
    connection.over = true;
    if (!socket.writable || error.code === 'ECONNRESET' || hasSentNothing(socket)) {
      socket.destroy();
      return;
    }
    const { answering } = connection;
    const isAnswered = answering === undefined || answering.writableFinished;
    const isOwnBody = answering !== undefined && !answering.req.complete;
    const last = (): void => {
      if (answering?.headersSent && isOwnBody) socket.destroy();
      else sayLast(socket, error.code ?? '');
    };
    if (isAnswered) last();
    else if (!isOwnBody) afterAnswers(connection, last);
    else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') last();
    else {
      // Most answers need no body, and this one may have been worked out already.
      const patience = setTimeout(last, ANSWER_PATIENCE_MS);
      afterAnswers(connection, () => {
        clearTimeout(patience);
        socket.destroySoon();
      });
    }
  };
}

/** Bytes that had been read when a connection was ready for its first request: those of the TLS handshake. */
const readBefore = new WeakMap<Socket, number>();

/** The listener for 'secureConnection'. */
export function noteHandshake(socket: Socket): void {
  readBefore.set(socket, socket.bytesRead);
}

function hasSentNothing(socket: Socket): boolean {
  return socket.bytesRead === (readBefore.get(socket) ?? 0);
}

function sayLast(socket: Socket, code: string): void {
  if (!socket.writable) return;
  const [status, sentence] = ANSWERS[code] ?? BAD_REQUEST;
  const body = `${sentence}\n`;
  // The first takes what comes away from Node's parser, the second throws it away. It is read, though: a connection that
  // is cut with bytes unread is reset, and the client may then never see the final answer.
  socket.on('data', () => {}).removeAllListeners('data');
  socket.resume();
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${body.length}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
