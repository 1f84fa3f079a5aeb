import type { CurlRequest } from './curl-command.ts';

/** Headers that fetch makes itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'keep-alive',
]);

/** A field name of RFC 9110 section 5.1; fetch throws at any other. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * A call of fetch that repeats a request, its cookies included. In Node it sends the Cookie header; a page may not set
 * that header (Fetch section 2.2.2), and sends its own cookies.
 */
export function fetchCall({ url, method, headers, body }: CurlRequest): string {
  const sent = headers
    .filter(({ name }) => TOKEN.test(name) && !OWN_HEADERS.has(name.toLowerCase()))
    .map(({ name, value }): readonly [string, string] => [name, value.replace(/[\0\r\n]/g, ' ')]);
  // An object has each name once, and takes `__proto__` for something else.
  const names = new Set(sent.map(([name]) => name.toLowerCase()));
  const named = names.size === sent.length && !names.has('__proto__');
  const options = {
    method,
    headers: named ? Object.fromEntries(sent) : sent,
    ...(body !== undefined && { body }),
    credentials: 'include',
    // The answer of this request, not of where it leads.
    redirect: 'manual',
  };
  return `await fetch(${JSON.stringify(url)}, ${JSON.stringify(options, null, 2)});`;
}
