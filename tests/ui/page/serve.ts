import type { AddressInfo } from 'node:net';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { createServer } from 'vite';

/** The plain page that mounts the UI over a told trace, served until it is closed. */
export interface TestPage {
  /** Its address, with a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page on a free port. */
export async function servePage(): Promise<TestPage> {
  const server = await createServer({
    root: path.resolve(import.meta.dirname, '../../..'),
    configFile: false,
    logLevel: 'error',
    cacheDir: 'node_modules/.vite-ui-page',
    plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['preact', 'preact/hooks', 'preact/jsx-runtime', '@preact/signals'] },
  });
  await server.listen();
  const address = server.httpServer?.address() as AddressInfo | null | undefined;
  if (address == null) throw new Error('Vite serves the page on no port.');
  return { url: `http://127.0.0.1:${address.port}/tests/ui/page/`, close: () => server.close() };
}
