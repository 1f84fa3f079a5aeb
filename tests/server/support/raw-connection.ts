import { createConnection, type Socket } from 'node:net';
import { until } from './until.ts';

/** A client that speaks bytes, and keeps all that comes back. */
export class RawConnection {
  readonly socket: Socket;
  received = '';
  /** Whether the server has said that it says no more. */
  ended = false;
  closed = false;

  private constructor(port: number) {
    // It stays open after the server has closed its half, as a browser's connection does that has not looked at it yet.
    this.socket = createConnection({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => {
      this.received += chunk;
    });
    this.socket.on('error', () => {});
    this.socket.on('end', () => {
      this.ended = true;
    });
    this.socket.on('close', () => {
      this.closed = true;
    });
  }

  static async open(port: number): Promise<RawConnection> {
    const connection = new RawConnection(port);
    await until(() => !connection.socket.connecting);
    return connection;
  }

  /** Sends bytes; a connection that is gone takes them without complaint. */
  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** The status lines that have come, in order. */
  get statuses(): number[] {
    return [...this.received.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
  }

  /** The counts of the visits that have been answered, in order. */
  get counts(): number[] {
    return [...this.received.matchAll(/^Session-Count: (\d+)/gm)].map(([, count]) => Number(count));
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The bytes of a visit. */
export function visitBytes(cookie: string | undefined, ...headers: readonly string[]): string {
  const lines = [
    'GET / HTTP/1.1',
    'Host: localhost',
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
