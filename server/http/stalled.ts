import type { Socket } from 'node:net';

/** Looks at each connection this often within the time that it is given. */
const LOOKS = 4;

/**
 * Cuts connections whose client does not take what it is sent. One timer for all of them: a timer for each, which Node
 * would set again for every request, costs a hundredth of a visit.
 * @param sockets those that are open now, at any time
 * @param stalledMs how long bytes may wait without any of them going out
 * @returns ends the watch
 */
export function cutStalled(sockets: ReadonlySet<Socket>, stalledMs: number): () => void {
  const seen = new WeakMap<Socket, { readonly sentBytes: number; readonly since: number }>();
  const timer = setInterval(() => {
    const now = performance.now();
    for (const socket of sockets) {
      const sentBytes = socket.bytesWritten - socket.writableLength;
      const before = seen.get(socket);
      if (socket.writableLength === 0 || before?.sentBytes !== sentBytes) seen.set(socket, { sentBytes, since: now });
      else if (now - before.since >= stalledMs) socket.destroy();
    }
  }, stalledMs / LOOKS).unref();
  return () => clearInterval(timer);
}
