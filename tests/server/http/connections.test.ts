import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { after, describe, test } from 'node:test';
import { Visitor } from '../support/browserish.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('requests on one connection, as from a proxy', () => {
  const companion = withCompanion();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  after(() => agent.destroy());

  test('each is counted on the session that it brings, in whatever order they come', async () => {
    const visit = async (visitor: Visitor): Promise<number> => {
      const { body } = await visitor.send('GET', '/', undefined, { agent });
      return (JSON.parse(body) as { count: number }).count;
    };
    const [one, other] = [new Visitor(companion.url), new Visitor(companion.url)];
    const counts: number[] = [];
    for (const visitor of [one, other, one, one, other, one, other]) counts.push(await visit(visitor));
    assert.deepEqual(counts, [1, 1, 2, 3, 2, 4, 3]);
    assert.notEqual(one.cookie, other.cookie);
    assert.equal(await visit(new Visitor(companion.url)), 1, 'no cookie after a cookie');
    const ports = Object.values({ ...agent.freeSockets, ...agent.sockets }).flat();
    assert.equal(ports.length, 1, 'it was one connection');
  });

  test('a session that has ended is unknown on its connection, too', async () => {
    const visitor = new Visitor(companion.url);
    await visitor.send('GET', '/', undefined, { agent });
    const { cookie } = visitor;
    await visitor.send('DELETE', '/session', undefined, { agent });
    const again = await visitor.send('GET', '/', undefined, { agent });
    assert.deepEqual(
      (({ count, action, reason }) => [count, action, reason])(JSON.parse(again.body) as Record<string, unknown>),
      [1, 'replaced', 'unknown'],
    );
    assert.notEqual(visitor.cookie, cookie);
  });

  test('text of any alphabet arrives whole', async () => {
    const visitor = new Visitor(companion.url);
    for (const user of ['Ada', 'Zoë', '東京']) {
      const { body, headers } = await visitor.send(
        'POST',
        '/login',
        { user },
        { agent, headers: { accept: 'text/plain' } },
      );
      assert.match(body, new RegExp(`^Logged in as ${user}\\.`, 'u'));
      assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
    }
  });
});
