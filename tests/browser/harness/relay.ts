import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Passes bytes between a browser and a server, each end when it comes, and sees who says the last word. */
export interface Relay {
  readonly port: number;
  /** Connections that the browser has opened. */
  readonly opened: number;
  /** Those of them on which the server has not said its last word. */
  readonly served: number;
  close(): Promise<void>;
}

export async function relayTo(port: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  let opened = 0;
  let served = 0;
  // Each half is closed when the other side closes its own: as between the two without a relay.
  const server = createServer({ allowHalfOpen: true }, (browser) => {
    const upstream = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    opened += 1;
    served += 1;
    let isServed = true;
    const over = (): void => {
      if (isServed) served -= 1;
      isServed = false;
    };
    upstream.on('end', over).on('close', over);
    for (const [from, to] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.resetAndDestroy());
      from.on('close', () => sockets.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get opened() {
      return opened;
    },
    get served() {
      return served;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
