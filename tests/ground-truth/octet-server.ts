import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { selfSignedCertificate } from './certificate.ts';

/** What the server answers to the requests that name it by `?id=…`. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set-Cookie lines, octet by octet. */
  readonly setCookie?: readonly Uint8Array[];
  /** HTML. */
  readonly body?: string;
  /** The answer waits for it. */
  readonly after?: Promise<unknown>;
}

/** What the server got of one request. */
export interface Received {
  readonly method: string;
  /** The Cookie header's octets, one character each; undefined: it had none. */
  readonly cookie: string | undefined;
}

/** Serves any octets as Set-Cookie, over http and https, to whatever host leads here. */
export class OctetServer {
  readonly #servers: readonly Server[];
  readonly #ports: { readonly http: number; readonly https: number };
  readonly #answers = new Map<string, Answer>();
  readonly #received = new Map<string, Received[]>();
  readonly #paths = new Map<string, number>();

  private constructor(servers: readonly Server[], ports: { http: number; https: number }) {
    this.#servers = servers;
    this.#ports = ports;
  }

  /** @param hosts The DNS names of its certificate. */
  static async start(hosts: readonly string[]): Promise<OctetServer> {
    const handler = (request: IncomingMessage, response: ServerResponse): void => octets.#answer(request, response);
    const servers = [createHttpServer(handler), createHttpsServer(selfSignedCertificate(hosts), handler)];
    const ports: number[] = [];
    for (const server of servers) {
      await new Promise<void>((resolve) => server.listen(0, resolve));
      ports.push((server.address() as AddressInfo).port);
    }
    const octets = new OctetServer(servers, { http: ports[0] ?? 0, https: ports[1] ?? 0 });
    return octets;
  }

  /** The URL with the port that it is served on, and the id of the answer to it. */
  url(portless: string, id: string): string {
    const url = new URL(portless);
    url.port = String(url.protocol === 'https:' ? this.#ports.https : this.#ports.http);
    url.searchParams.set('id', id);
    return url.href;
  }

  origin(portless: string): string {
    return new URL(this.url(portless, '')).origin;
  }

  answer(id: string, answer: Answer): void {
    this.#answers.set(id, answer);
  }

  /** The requests that named this id, in order. */
  received(id: string): readonly Received[] {
    return this.#received.get(id) ?? [];
  }

  /** How many requests have come for these paths. */
  requests(...paths: readonly string[]): number {
    return paths.reduce((sum, path) => sum + (this.#paths.get(path) ?? 0), 0);
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      const closed = new Promise((resolve) => server.close(resolve));
      (server as ReturnType<typeof createHttpServer>).closeAllConnections();
      await closed;
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    const id = searchParams.get('id') ?? '';
    this.#paths.set(pathname, (this.#paths.get(pathname) ?? 0) + 1);
    const seen = this.#received.get(id) ?? [];
    this.#received.set(id, [...seen, { method: request.method ?? '', cookie: request.headers.cookie }]);
    const {
      status = 200,
      headers = {},
      setCookie = [],
      body = '<!doctype html>',
      after,
    }: Answer = this.#answers.get(id) ?? {
      status: 404,
    };
    const isPreflight = request.method === 'OPTIONS';
    const fields = { 'Content-Type': 'text/html', 'Cache-Control': 'no-store', Connection: 'close', ...headers };
    const head = Object.entries(fields).map(([name, value]) => Buffer.from(`${name}: ${value}\r\n`));
    const lines = setCookie.map((line) => Buffer.concat([Buffer.from('Set-Cookie: '), line, Buffer.from('\r\n')]));
    const content = Buffer.from(isPreflight ? '' : body);
    const octets = Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status} Answer\r\n`),
      ...head,
      ...lines,
      Buffer.from(`Content-Length: ${content.length}\r\n\r\n`),
      content,
    ]);
    // Past Node's own writer: it refuses most of the octets that are to be tried.
    if (after === undefined) response.socket?.end(octets);
    else void after.then(() => response.socket?.end(octets));
  }
}
