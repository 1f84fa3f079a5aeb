import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { listen, TIMEOUTS, type Timeouts } from '../../../server/http/listener.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';

async function serve(context: TestContext, handler: RequestListener, timeouts: Timeouts = TIMEOUTS): Promise<number> {
  const listener = await listen(handler, { port: 0, timeouts });
  context.after(() => listener.close(0));
  return listener.port;
}

async function connect(context: TestContext, port: number): Promise<RawConnection> {
  const client = await RawConnection.open(port);
  context.after(() => client.close());
  return client;
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
const manyGets = (count: number): string => Array.from({ length: count }, (_, index) => get(`/${index}`)).join('');
/** The bodies of `/0\n`, `/1\n` … in the order in which they have come. */
const pathsIn = (client: RawConnection): string[] => client.received.match(/^\/\d+$/gm) ?? [];
const firstPaths = (count: number): string[] => Array.from({ length: count }, (_, index) => `/${index}`);

/** Waits until a figure stands still for a quarter of a second. */
async function settled(figure: () => number): Promise<number> {
  let last = figure();
  let since = Date.now();
  await until(() => {
    if (figure() !== last) {
      last = figure();
      since = Date.now();
    }
    return Date.now() - since > 250;
  });
  return last;
}

test('requests that come at once on one connection are carried out one after the other, and answered in order', async (context) => {
  let underWay = 0;
  let most = 0;
  const port = await serve(context, (request, response) => {
    underWay += 1;
    most = Math.max(most, underWay);
    setImmediate(() => {
      underWay -= 1;
      response.end(`${request.url}\n`);
    });
  });
  const client = await connect(context, port);
  client.send(manyGets(2_000));
  await until(() => pathsIn(client).length === 2_000);
  assert.deepEqual(pathsIn(client), firstPaths(2_000));
  assert.equal(most, 1);
});

test('a connection with many requests keeps no other one waiting', async (context) => {
  const handled: string[] = [];
  const port = await serve(context, (request, response) => {
    handled.push(request.url ?? '');
    setImmediate(() => response.end(`${request.url}\n`));
  });
  const [busy, other] = [await connect(context, port), await connect(context, port)];
  busy.send(manyGets(2_000));
  await until(() => handled.length > 0);
  other.send(get('/other'));
  await until(() => other.statuses.length === 1 && pathsIn(busy).length === 2_000);
  assert.ok(handled.indexOf('/other') < 1_000, `it was number ${handled.indexOf('/other')} of ${handled.length}`);
});

test('a client that does not read has its requests carried out when it does', async (context) => {
  let handled = 0;
  const body = 'x'.repeat(200_000);
  const port = await serve(context, (request, response) => {
    handled += 1;
    response.end(`\n${request.url}\n${body}`);
  });
  const client = await connect(context, port);
  client.socket.pause();
  client.send(manyGets(300));
  // The system's buffers take a few megabytes between the two.
  const before = await settled(() => handled);
  assert.ok(before < 100, `${before} of 300 were carried out`);
  client.socket.resume();
  await until(() => pathsIn(client).length === 300);
  assert.deepEqual(pathsIn(client), firstPaths(300));
});

test('a client that does not read its answer at all is let go', async (context) => {
  let letGo = false;
  const stuck: RequestListener = (_request, response) => {
    response.once('close', () => {
      letGo = true;
    });
    response.end('x'.repeat(20_000_000));
  };
  const port = await serve(context, stuck, { ...TIMEOUTS, stalledMs: 200 });
  const client = await connect(context, port);
  client.socket.pause();
  client.send(get('/'));
  await until(() => letGo);
});

test('a body that comes while the request before is under way arrives whole', async (context) => {
  const waiting: (() => void)[] = [];
  const port = await serve(context, (request, response) => {
    if (request.url === '/first') {
      waiting.push(() => response.end('first\n'));
      return;
    }
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    request.on('end', () => response.end(`/${bytes}\n`));
  });
  const client = await connect(context, port);
  client.send(get('/first'));
  const body = 'x'.repeat(1_000_000);
  client.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}${get('/last')}`);
  await until(() => waiting.length === 1);
  waiting[0]?.();
  await until(() => client.statuses.length === 3);
  assert.deepEqual(pathsIn(client), ['/1000000', '/0']);
});

test('a client that closes its half after its request is answered, however long that takes', async (context) => {
  let answer: (() => void) | undefined;
  const port = await serve(context, (_request, response) => {
    answer = () => response.end('late');
  });
  const client = await connect(context, port);
  client.socket.end(get('/'));
  await until(() => answer !== undefined);
  // Two turns of the event loop, in which the server learns of the closed half.
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  answer?.();
  await until(() => client.ended || client.closed);
  assert.match(client.received, /late$/);
});

test('when the listener closes, the answer under way is the last of its connection, and what waits is not carried out', async (context) => {
  let handled = 0;
  let answer: (() => void) | undefined;
  const listener = await listen(
    (_request, response) => {
      handled += 1;
      answer = () => response.end('done');
    },
    { port: 0 },
  );
  const client = await connect(context, listener.port);
  client.send(manyGets(3));
  await until(() => answer !== undefined);
  const closed = listener.close(10_000);
  answer?.();
  await closed;
  await until(() => client.closed || client.ended);
  assert.deepEqual(client.statuses, [200]);
  assert.equal(handled, 1, 'a request was carried out that is not answered');
});
