import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { after, before, describe, test } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { type Listener, listen, TIMEOUTS } from '../../../server/http/listener.ts';
import { CompanionProcess } from '../support/companion-process.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const files = { cert: fixture('localhost-cert.pem'), key: fixture('localhost-key.pem') };
const tls = { cert: readFileSync(files.cert), key: readFileSync(files.key) };
const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

type Secure = { readonly socket: TLSSocket; received: string; ended: boolean };

async function secure(port: number): Promise<Secure> {
  const options = { port, host: '127.0.0.1', servername: 'localhost', ca: tls.cert, allowHalfOpen: true };
  const socket = connect(options);
  const state = { socket, received: '', ended: false };
  socket.on('data', (chunk) => {
    state.received += chunk;
  });
  socket.on('error', () => {});
  for (const event of ['end', 'close']) {
    socket.on(event, () => {
      state.ended = true;
    });
  }
  await until(() => socket.authorized);
  return state;
}

describe('a connection under TLS', () => {
  let listener: Listener | undefined;
  let answered = 0;
  const timeouts = { ...TIMEOUTS, headersMs: 300, requestMs: 600 };
  const port = (): number => listener?.port ?? 0;
  before(async () => {
    const answer = () => {
      answered += 1;
      return `answer ${answered}`;
    };
    listener = await listen((_request, response) => setTimeout(() => response.end(answer()), 50), {
      port: 0,
      tls,
      timeouts,
    });
  });
  after(() => listener?.close(0));

  test('on which nothing is sent is closed', async () => {
    const silent = await RawConnection.open(port());
    await until(() => silent.closed || silent.ended);
    assert.equal(silent.received, '');
    silent.close();
  });

  test('whose handshake stops half-way is closed', async () => {
    const slow = await RawConnection.open(port());
    // The head of a record that holds a ClientHello of 512 bytes (RFC 8446 section 5.1), and no more.
    slow.send('\x16\x03\x01\x02\x00\x01');
    await until(() => slow.closed || slow.ended);
    slow.close();
  });

  test('that speaks something else is closed at once', async () => {
    const plain = await RawConnection.open(port());
    plain.send(GET);
    await until(() => plain.closed || plain.ended);
    assert.doesNotMatch(plain.received, /HTTP/);
    plain.close();
  });

  test('on which no request is sent after the handshake is closed without a word', async () => {
    const spare = await secure(port());
    await until(() => spare.ended);
    assert.equal(spare.received, '');
    spare.socket.destroy();
  });

  test('in the middle of the headers says 408', async () => {
    const slow = await secure(port());
    slow.socket.write(GET.slice(0, -2));
    await until(() => slow.ended);
    assert.match(slow.received, /^HTTP\/1\.1 408 /);
    slow.socket.destroy();
  });

  test('that the client closes its half of brings the answer still', async () => {
    const client = await secure(port());
    client.socket.end(GET);
    await until(() => client.ended);
    assert.match(client.received, /answer \d+$/);
    client.socket.destroy();
  });

  test('does not hold up a stop, whatever it is doing', async () => {
    const other = await listen((_request, response) => response.end('answer'), { port: 0, tls });
    const silent = await RawConnection.open(other.port);
    const half = await RawConnection.open(other.port);
    half.send('\x16\x03\x01\x02\x00\x01');
    const spare = await secure(other.port);
    await other.close(100);
    await until(() => silent.closed || silent.ended);
    await until(() => half.closed || half.ended);
    await until(() => spare.ended);
    for (const client of [silent, half, spare]) client.socket.destroy();
  });
});

test('SIGTERM ends a companion under TLS within five seconds, with a connection open that says nothing', async () => {
  const args = ['--port', '0', '--store', 'memory', '--tls-cert', files.cert, '--tls-key', files.key];
  const companion = await CompanionProcess.start(...args);
  const silent = await RawConnection.open(companion.port);
  const half = await RawConnection.open(companion.port);
  half.send('\x16\x03\x01\x02\x00\x01');
  const spare = await secure(companion.port);
  const began = performance.now();
  assert.equal(await companion.end('SIGTERM'), 0);
  assert.ok(performance.now() - began < 5_000, `${performance.now() - began} ms`);
  for (const client of [silent, half, spare]) client.socket.destroy();
});
