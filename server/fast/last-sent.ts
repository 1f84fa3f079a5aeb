import type { IncomingMessage } from 'node:http';
import type { SentSession } from '../sessions/session-cookie.ts';

/**
 * Reads what requests send, and remembers it for each connection: the next request on it most likely brings the same
 * Cookie header, which would be read and hashed once more, a tenth of the cost of a visit. What a header says depends on
 * nothing but the header, and whether its session lives is asked of the store each time.
 * @param read of a Cookie header
 */
export function lastSent(read: (header: string | undefined) => SentSession): (request: IncomingMessage) => SentSession {
  const last = new WeakMap<object, { readonly header: string; readonly sent: SentSession }>();
  return ({ headers: { cookie }, socket }) => {
    if (cookie === undefined) return read(cookie);
    const before = last.get(socket);
    if (before !== undefined && before.header === cookie) return before.sent;
    const sent = read(cookie);
    last.set(socket, { header: cookie, sent });
    return sent;
  };
}
