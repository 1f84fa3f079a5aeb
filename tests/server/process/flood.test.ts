import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visitor } from '../support/browserish.ts';
import { CompanionProcess } from '../support/companion-process.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';

const CONNECTIONS = 20;
/** What each of them sends: 60,000 requests. */
const BYTES = 2_000_000;
/** All that the server has for objects. Without turns, two of these connections take as much. */
const HEAP_MEGABYTES = 160;

test('clients that pipeline without reading fill no memory, and hold up nobody', async (context) => {
  const companion = new CompanionProcess(['--port', '0', '--store', 'memory', '--provisional-timeout', '1s'], {
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MEGABYTES}`,
  });
  context.after(() => companion.end('SIGKILL'));
  await until(() => companion.url !== '');
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n';
  const bytes = request.repeat(BYTES / request.length);
  const clients = await Promise.all(Array.from({ length: CONNECTIONS }, () => RawConnection.open(companion.port)));
  for (const client of clients) client.socket.pause();
  for (const client of clients) client.send(bytes);
  const visitor = new Visitor(companion.url);
  for (let count = 1; count <= 300; count += 1) assert.equal((await visitor.visit()).count, count);
  for (const client of clients) client.close();
  assert.equal((await visitor.visit()).count, 301);
  assert.equal(await companion.end('SIGTERM'), 0, companion.errors.slice(0, 500));
});
