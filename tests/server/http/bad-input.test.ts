import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { describe, test } from 'node:test';
import { listen, TIMEOUTS } from '../../../server/http/listener.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { until } from '../support/until.ts';
import { withCompanion } from '../support/with-companion.ts';

/** Writes bytes to a port and answers all that comes back until the server closes. */
function raw(port: number, ...pieces: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = createConnection(port, '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

describe('bad input is answered with one sentence, and the server goes on', () => {
  const companion = withCompanion();
  const port = (): number => Number(new URL(companion.url).port);

  test('headers of 20 kB: 431', async () => {
    const answer = await ask(companion.url, { headers: { 'x-large': 'x'.repeat(20_000) } });
    assert.equal(answer.status, 431);
    assert.match(answer.body, /larger than 16 kB/);
  });

  test('10,000 cookies: 431, and no session', async () => {
    const cookie = Array.from({ length: 10_000 }, (_, index) => `c${index}=v`).join('; ');
    const answer = await ask(companion.url, { headers: { cookie } });
    assert.deepEqual([answer.status, answer.setCookies.length], [431, 0]);
  });

  test('as many cookies as the headers hold are read: the session is found among them', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    const many = Array.from({ length: 1_200 }, (_, index) => `c${index}=v`).join('; ');
    const answer = await ask(companion.url, { headers: { cookie: `${many}; ${visitor.cookie}` } });
    assert.equal(answer.headers['session-count'], '2');
  });

  test('malformed cookies are no session and no error', async () => {
    for (const cookie of [
      '=',
      ';;;',
      'sid',
      'sid=',
      '===;;sid==',
      'sid=%',
      `sid=${'x'.repeat(5_000)}`,
      '\xff\xfe=\xfd',
    ]) {
      const answer = await ask(companion.url, { headers: { cookie } });
      assert.deepEqual([answer.status, answer.headers['session-count']], [200, '1'], cookie.slice(0, 20));
    }
  });

  test('a body over 8 kB: 413', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await ask(`${companion.url}login`, { method: 'POST', headers, body: `user=${'x'.repeat(10_000)}` });
    assert.equal(answer.status, 413);
    assert.match(answer.body, /8 kB at most/);
  });

  test('a large body on a visit is not read, and the visit counts', async () => {
    const answer = await ask(companion.url, { headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(1_000_000) });
    assert.equal(answer.status, 200);
  });

  for (const [what, type, body, status] of [
    ['broken JSON', 'application/json', '{"user":', 400],
    ['an unknown charset', 'application/json; charset=klingon', '{}', 415],
    [
      'a thousand fields',
      'application/x-www-form-urlencoded',
      Array.from({ length: 1_000 }, () => 'a=1').join('&'),
      413,
    ],
    ['JSON with a prototype', 'application/json', '{"__proto__":{"user":"Eve"}}', 400],
    ['a field that is a list', 'application/json', '{"user":["Eve"]}', 400],
    ['no fields at all', 'text/plain', 'user=Eve', 400],
  ] as const) {
    test(`${what}: ${status}`, async () => {
      const answer = await ask(`${companion.url}login`, { method: 'POST', headers: { 'content-type': type }, body });
      assert.equal(answer.status, status, answer.body);
      assert.ok(!/at .*\.(ts|js):\d/.test(answer.body), 'a stack trace');
      assert.equal(answer.body.trim().split('\n').length, 1);
    });
  }

  test('a malformed escape in the path: 400', async () => {
    assert.equal((await ask(`${companion.url}sessions/%E0%A4%A`, { method: 'DELETE' })).status, 400);
  });

  test('what is no HTTP: 400, and the connection is closed', async () => {
    assert.match(await raw(port(), 'Hello there\r\n\r\n'), /^HTTP\/1\.1 400 /);
    assert.match(
      await raw(port(), 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'),
      /^HTTP\/1\.1 400 /,
    );
  });

  test('aborted requests hurt nobody, and what they counted stays counted', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    for (let times = 0; times < 20; times += 1) {
      const socket = createConnection(port(), '127.0.0.1');
      socket.on('error', () => {});
      socket.write(`GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${visitor.cookie}\r\n\r\n`, () => socket.destroy());
    }
    const { count } = await visitor.visit();
    assert.ok(count >= 2 && count <= 22);
    assert.equal((await visitor.visit()).count >= count + 1, true);
  });

  test('20 connections that send nothing do not keep anyone waiting', async () => {
    const idle = Array.from({ length: 20 }, () => createConnection(port(), '127.0.0.1').on('error', () => {}));
    assert.equal((await ask(companion.url)).status, 200);
    for (const socket of idle) socket.destroy();
  });
});

test('a client that is too slow with its headers, or with its body, is answered 408', async () => {
  const timeouts = { ...TIMEOUTS, headersMs: 100, requestMs: 200 };
  const listener = await listen((request, response) => request.resume().on('end', () => response.end()), {
    port: 0,
    timeouts,
  });
  try {
    assert.match(await raw(listener.port, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: '), /^HTTP\/1\.1 408 /);
    assert.match(
      await raw(listener.port, 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab'),
      /^HTTP\/1\.1 408 /,
    );
  } finally {
    await listener.close(0);
  }
});

test('a listener that closes finishes what is in flight, and cuts off what does not end', async () => {
  let finish: (() => void) | undefined;
  const listener = await listen(
    (request, response) => {
      if (request.url === '/never') return;
      finish = () => response.end('done');
    },
    { port: 0 },
  );
  const inFlight = raw(listener.port, 'GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  const never = raw(listener.port, 'GET /never HTTP/1.1\r\nHost: a\r\n\r\n');
  await until(() => finish !== undefined);
  const closed = listener.close(300);
  finish?.();
  assert.match(await inFlight, /done$/);
  assert.equal(await never, '');
  await closed;
});
