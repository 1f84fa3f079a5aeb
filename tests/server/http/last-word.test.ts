import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { TIMEOUTS } from '../../../server/http/listener.ts';
import { Visitor } from '../support/browserish.ts';
import { RawConnection, visitBytes } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';
import { withCompanion } from '../support/with-companion.ts';

// What is counted is answered: on a connection that the server has given up, no request is carried out.
describe('a connection that the server has given up', () => {
  const companion = withCompanion({ timeouts: { ...TIMEOUTS, headersMs: 200, requestMs: 400, keepAliveMs: 300 } });
  const port = (): number => Number(new URL(companion.url).port);
  /** A session that has been visited once. */
  const session = async (): Promise<Visitor> => {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    return visitor;
  };

  /** Checks that the next visits are given the counts from this one on: several, so that a stray one would be seen. */
  const countsGoOnAt = async (visitor: Visitor, next: number): Promise<void> => {
    for (let count = next; count < next + 5; count += 1) assert.equal((await visitor.visit()).count, count);
  };

  test('on which nothing was sent is closed without a word, and counts nothing that comes later', async () => {
    const visitor = await session();
    const spare = await RawConnection.open(port());
    await until(() => spare.ended || spare.closed);
    spare.send(visitBytes(visitor.cookie));
    await countsGoOnAt(visitor, 2);
    assert.equal(spare.received, '');
    spare.close();
  });

  test('in the middle of the headers says 408, and counts nothing when the rest comes', async () => {
    const visitor = await session();
    const slow = await RawConnection.open(port());
    const bytes = visitBytes(visitor.cookie);
    slow.send(bytes.slice(0, -2));
    await until(() => slow.ended);
    assert.deepEqual(slow.statuses, [408]);
    slow.send(bytes.slice(-2) + bytes);
    await countsGoOnAt(visitor, 2);
    assert.deepEqual(slow.statuses, [408]);
    slow.close();
  });

  test('between two requests is closed without a word', async () => {
    const visitor = await session();
    const kept = await RawConnection.open(port());
    kept.send(visitBytes(visitor.cookie));
    await until(() => kept.closed || kept.ended);
    assert.deepEqual([kept.statuses, kept.counts], [[200], [2]]);
    kept.send(visitBytes(visitor.cookie));
    await countsGoOnAt(visitor, 3);
    kept.close();
  });

  test('after an answer whose request never came to its end is closed without a second answer', async () => {
    const visitor = await session();
    const slow = await RawConnection.open(port());
    slow.send(visitBytes(visitor.cookie, 'Content-Length: 5'));
    await until(() => slow.ended || slow.closed);
    assert.deepEqual([slow.statuses, slow.counts], [[200], [2]]);
    slow.close();
  });

  test('because of what follows a visit answers the visit first', async () => {
    const visitor = await session();
    const client = await RawConnection.open(port());
    client.send(`${visitBytes(visitor.cookie)}${visitBytes(visitor.cookie)}Hello there\r\n\r\n`);
    await until(() => client.ended);
    assert.deepEqual(
      [client.statuses, client.counts],
      [
        [200, 200, 400],
        [2, 3],
      ],
    );
    await countsGoOnAt(visitor, 4);
  });

  test('because of a body that cannot be read answers its visit all the same', async () => {
    const visitor = await session();
    const client = await RawConnection.open(port());
    client.send(`${visitBytes(visitor.cookie, 'Transfer-Encoding: chunked')}no chunk\r\n`);
    await until(() => client.ended);
    assert.deepEqual([client.statuses, client.counts], [[200], [2]]);
  });

  test('by asking for its end carries out nothing that follows', async () => {
    const visitor = await session();
    const client = await RawConnection.open(port());
    client.send(visitBytes(visitor.cookie, 'Connection: close') + visitBytes(visitor.cookie));
    await until(() => client.ended || client.closed);
    assert.deepEqual(client.counts, [2]);
    await countsGoOnAt(visitor, 3);
  });

  test('by the client, which closes its half after its request, brings the answer still', async () => {
    const visitor = await session();
    const client = await RawConnection.open(port());
    client.socket.end(visitBytes(visitor.cookie));
    await until(() => client.ended || client.closed);
    assert.deepEqual(client.counts, [2]);
  });
});
