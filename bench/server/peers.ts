// The servers that the companion is measured against, each started as a process of its own:
// node bench/server/peers.ts NAME [FILE]. Prints its port.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
import { SqliteSessionStore } from './sqlite-session-store.ts';

declare module 'express-session' {
  interface SessionData {
    count: number;
  }
}

const PEERS: Readonly<Record<string, (file: string) => RequestListener>> = {
  'bare-http': () => (_request, response) => {
    response.end('Hello World!');
  },
  'bare-express': () => {
    const app = express();
    app.get('/', (_request, response) => {
      response.send('Hello World!');
    });
    return app;
  },
  'session-memory': () => counter(new session.MemoryStore()),
  'session-sqlite': (file) => counter(new SqliteSessionStore(file)),
};

/** The visit counter as express-session's README writes it. */
function counter(store: session.Store): RequestListener {
  const app = express();
  app.use(session({ secret: 'bench', resave: false, saveUninitialized: false, store }));
  app.get('/', (request, response) => {
    request.session.count = (request.session.count ?? 0) + 1;
    response.send(`Visit count: ${request.session.count}`);
  });
  return app;
}

const [name = '', file = ''] = process.argv.slice(2);
const peer = PEERS[name];
if (peer === undefined) throw new Error(`no peer "${name}": one of ${Object.keys(PEERS).join(', ')}`);
const server = createServer(peer(file)).listen(0, '127.0.0.1', () => {
  console.log(`port ${(server.address() as AddressInfo).port}`);
});
