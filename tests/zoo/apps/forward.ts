import { request } from 'node:http';
import type { Ask, Reply } from '../ask.ts';

/** Longest answer that is passed on, in bytes. */
const LONGEST_BODY = 200_000;

/** What a proxy leaves to the connection that it has itself. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'transfer-encoding',
  'content-length',
  'keep-alive',
  'date',
]);

/** Passes a request on to a program on this machine, as a proxy that ends TLS does. @param port where it listens */
export function forwardTo(port: number, { method, url, headers, body }: Ask): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const forwarded = request({
    host: '127.0.0.1',
    port,
    method,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, 'x-forwarded-proto': url.protocol.slice(0, -1), connection: 'close' },
  });
  forwarded.on('error', reject);
  forwarded.on('response', async (answer) => {
    let text = '';
    for await (const piece of answer) if (text.length < LONGEST_BODY) text += String(piece);
    const fields: Record<string, string> = {};
    for (const [name, value] of Object.entries(answer.headers)) {
      if (name !== 'set-cookie' && !OF_THE_CONNECTION.has(name)) fields[name] = String(value);
    }
    resolve({
      status: answer.statusCode ?? 502,
      headers: fields,
      setCookie: answer.headers['set-cookie'] ?? [],
      body: text,
    });
  });
  forwarded.end(body);
  return promise;
}
