import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server that sets and counts a session as the companion does, but waits before it answers.
 * @param takes How long each response takes, in ms.
 */
export async function slowServer(takes: number): Promise<{ port: number; close(): void }> {
  const server = createServer((request, response) => {
    setTimeout(() => {
      response.setHeader('Session-Count', '2');
      if (request.headers.cookie === undefined)
        response.setHeader('Set-Cookie', 'sid=aB3dEfGhIjKlMnOpQrStUvWx; Path=/; HttpOnly');
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Cache-Control', 'no-store');
      response.end('<!doctype html><title>Bench</title>Visit count: 2');
    }, takes);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
