import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { selfSignedCertificate } from '../ground-truth/certificate.ts';
import type { Ask, Handler, Reply } from './ask.ts';

/** Servers by the origin that scenes write: `https://shop.test`, `http://localhost:8000`. */
export type Servers = Readonly<Record<string, Handler>>;

/** What stands behind one origin. */
interface Place {
  readonly handler: Handler;
  readonly now: () => number;
}

/** Headers of answers that hold a URL. */
const URLS_IN: ReadonlySet<string> = new Set(['location', 'access-control-allow-origin']);

/**
 * Many hosts on one machine. Scenes write URLs as they would stand in the world; the ports that the system gives are put
 * in where a browser needs them, and taken out where a server reads. Cookies know no port.
 */
export class Network {
  readonly #servers: Server[] = [];
  readonly #places = new Map<string, Place>();
  /** The port of each `scheme:written port`. */
  readonly #ports = new Map<string, number>();
  readonly #written = new Map<number, string>();

  /** @param origins every origin that will be served: the certificate names their hosts */
  static async start(origins: readonly string[]): Promise<Network> {
    const network = new Network();
    const urls = origins.map((origin) => new URL(origin));
    const hosts = [...new Set(urls.map(({ hostname }) => hostname))];
    const certificate = selfSignedCertificate(hosts);
    for (const { protocol, port } of urls) {
      const key = `${protocol}${port}`;
      if (network.#ports.has(key)) continue;
      const handler = (request: IncomingMessage, response: ServerResponse): void => {
        void network.#answer(key, request, response);
      };
      const server = protocol === 'https:' ? createHttpsServer(certificate, handler) : createHttpServer(handler);
      await new Promise<void>((resolve) => server.listen(0, resolve));
      network.#servers.push(server);
      const real = (server.address() as AddressInfo).port;
      network.#ports.set(key, real);
      network.#written.set(real, port);
    }
    return network;
  }

  /** From now on these answer. @param now their clock */
  serve(servers: Servers, now: () => number): void {
    for (const [origin, handler] of Object.entries(servers)) this.#places.set(new URL(origin).origin, { handler, now });
  }

  /** A URL with the port that it is served on. */
  real(written: string): string {
    const url = new URL(written);
    const port = this.#ports.get(`${url.protocol}${url.port}`);
    if (port !== undefined) url.port = String(port);
    return url.href;
  }

  /** A URL as the scenes write it. */
  written(real: string): string {
    const url = new URL(real);
    const port = this.#written.get(Number(url.port));
    if (port !== undefined) url.port = port;
    return url.href;
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      const closed = new Promise((resolve) => server.close(resolve));
      (server as ReturnType<typeof createHttpServer>).closeAllConnections();
      await closed;
    }
  }

  async #answer(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [scheme = '', port = ''] = key.split(':');
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const url = new URL(request.url ?? '/', `${scheme}://${host}${port === '' ? '' : `:${port}`}`);
    const place = this.#places.get(url.origin);
    const isBrowsers = /^\/(?:favicon\.ico|\.well-known\/)/.test(url.pathname);
    const reply =
      place === undefined || isBrowsers ? { status: 404 } : await place.handler(await readAsk(request, url, place));
    if (response.destroyed) return;
    this.#write(response, reply, place?.now() ?? Date.now());
  }

  #write(
    response: ServerResponse,
    { status = 200, headers = {}, setCookie = [], body = '' }: Reply,
    now: number,
  ): void {
    const fields: Record<string, string> = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      date: new Date(now).toUTCString(),
    };
    for (const [name, value] of Object.entries(headers)) {
      fields[name] = URLS_IN.has(name) && URL.canParse(value) ? this.#realHeader(name, value) : value;
    }
    response.writeHead(status, [
      ...Object.entries(fields).flat(),
      ...setCookie.flatMap((line) => ['set-cookie', line]),
    ]);
    response.end(isHtml(fields) ? `<!doctype html><title>${status}</title><p>${body}` : body);
  }

  #realHeader(name: string, value: string): string {
    const url = this.real(value);
    return name === 'location' ? url : new URL(url).origin;
  }
}

function isHtml(fields: Readonly<Record<string, string>>): boolean {
  return fields['content-type']?.startsWith('text/html') === true;
}

/** Longest body that is read, in bytes: forms of scenes are short. */
const LONGEST_BODY = 100_000;

async function readAsk(request: IncomingMessage, url: URL, { now }: Place): Promise<Ask> {
  let body = '';
  for await (const piece of request) if (body.length < LONGEST_BODY) body += String(piece);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  const cookies = new Map<string, string>();
  for (const pair of (request.headers.cookie ?? '').split('; ')) {
    const at = pair.indexOf('=');
    if (at > 0 && !cookies.has(pair.slice(0, at))) cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return {
    method: request.method ?? 'GET',
    url,
    path: url.pathname,
    cookies,
    headers,
    form: new URLSearchParams(body),
    body,
    now: now(),
  };
}
