import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ask, Visitor } from '../support/browserish.ts';
import { CompanionProcess } from '../support/companion-process.ts';
import { RawConnection, visitBytes } from '../support/raw-connection.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const folder = temporaryFolder();
const KILLS = 5;
const CLIENTS = 16;

/** Visits until the server is gone; answers the highest count that this client received. */
async function visitUntilGone(url: string, cookie: string, seen: number[]): Promise<void> {
  for (;;) {
    try {
      const answer = await ask(url, { headers: { cookie } });
      if (answer.status === 200) seen.push(Number(answer.headers['session-count']));
    } catch {
      return;
    }
  }
}

describe('kill -9', () => {
  for (const workers of ['1', '2']) {
    test(`under load, ${KILLS} times, with ${workers} worker(s): no count that a client has seen is lost or given twice`, async () => {
      const store = `sqlite:${path.join(folder, `kill-${workers}.sqlite`)}`;
      let cookie = '';
      const seen: number[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const companion = await CompanionProcess.start('--port', '0', '--store', store, '--workers', workers);
        const visitor = new Visitor(companion.url);
        visitor.cookie = cookie === '' ? undefined : cookie;
        const { count, action } = await visitor.visit();
        assert.equal(action, kill === 0 ? 'created' : 'resumed');
        const highest = Math.max(0, ...seen);
        assert.ok(count > highest, `after kill ${kill}: count ${count}, but a client had seen ${highest}`);
        seen.push(count);
        cookie = visitor.cookie ?? '';
        const clients = Array.from({ length: CLIENTS }, () => visitUntilGone(companion.url, cookie, seen));
        await until(() => seen.length > highest + 100 + kill * 37);
        await companion.end('SIGKILL');
        await Promise.all(clients);
      }
      assert.equal(new Set(seen).size, seen.length, 'a count was given twice');
    });
  }
});

describe('SIGTERM', () => {
  for (const workers of ['1', '2']) {
    test(`with ${workers} worker(s): what is in flight is answered, and the exit code is 0`, async () => {
      const companion = await CompanionProcess.start(
        ...['--port', '0', '--store', `sqlite:${path.join(folder, `term-${workers}.sqlite`)}`, '--workers', workers],
      );
      const visitor = new Visitor(companion.url);
      await visitor.visit();
      const seen: number[] = [];
      const clients = Array.from({ length: 8 }, () => visitUntilGone(companion.url, visitor.cookie ?? '', seen));
      await until(() => seen.length > 50);
      const began = performance.now();
      assert.equal(await companion.end('SIGTERM'), 0);
      assert.ok(performance.now() - began < 8_000, 'it took longer than its bound');
      await Promise.all(clients);
      assert.equal(companion.errors, '');
      const again = await CompanionProcess.start(
        '--port',
        '0',
        '--store',
        `sqlite:${path.join(folder, `term-${workers}.sqlite`)}`,
      );
      const later = new Visitor(again.url);
      later.cookie = visitor.cookie;
      assert.equal((await later.visit()).count, Math.max(...seen) + 1, 'a visit was counted but not answered, or lost');
      await again.end('SIGTERM');
    });
  }

  test('at the moment at which the address is known: the exit code is 0', async () => {
    for (const workers of ['1', '2']) {
      const store = `sqlite:${path.join(folder, `at-once-${workers}.sqlite`)}`;
      const companion = new CompanionProcess(['--port', '0', '--store', store, '--workers', workers]);
      companion.child.stdout?.once('data', () => companion.child.kill('SIGTERM'));
      assert.equal(await companion.ended(), 0);
    }
  });

  test('within five seconds, whatever connections are open: silent, kept alive, in the middle of a request', async () => {
    const companion = await CompanionProcess.start('--port', '0', '--store', 'memory');
    const [silent, kept, slow] = await Promise.all([1, 2, 3].map(() => RawConnection.open(companion.port)));
    kept?.send(visitBytes(undefined));
    await until(() => kept?.counts.length === 1);
    slow?.send('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
    const began = performance.now();
    assert.equal(await companion.end('SIGTERM'), 0);
    assert.ok(performance.now() - began < 5_000, `${performance.now() - began} ms`);
    for (const one of [silent, kept, slow]) one?.close();
  });
});

test('three workers on one SQLite file count 300 parallel visits exactly', async () => {
  const companion = await CompanionProcess.start(
    ...['--port', '0', '--store', `sqlite:${path.join(folder, 'fleet.sqlite')}`, '--workers', '3'],
  );
  const visitor = new Visitor(companion.url);
  await visitor.visit();
  const visits = await Promise.all(Array.from({ length: 300 }, () => visitor.visit()));
  const counts = visits.map(({ count }) => count).sort((a, b) => a - b);
  assert.deepEqual(
    counts,
    Array.from({ length: 300 }, (_, index) => index + 2),
  );
  const lab = await ask(`${companion.url}lab`, { headers: { accept: 'text/html' } });
  const token = /data-token="([^"]+)"/.exec(lab.body)?.[1] ?? '';
  // The room of six faults keeps its sessions in one process, so a fleet has none.
  for (const path of ['faults', 'faults/deploy', 'faults/payment/service']) {
    const { status, body } = await ask(`${companion.url}${path}`);
    assert.equal(status, 503, path);
    assert.match(body, /start the companion without --workers/);
  }
  assert.equal((await new Visitor(companion.url).send('POST', '/faults/deploy/login')).status, 503);
  for (let times = 0; times < 6; times += 1) {
    const answer = await ask(`${companion.url}lab/fetch?${new URLSearchParams({ token, line: 'a=1' })}`);
    assert.equal(answer.status, 200, 'a token of one worker must be good for all');
  }
  assert.equal(await companion.end('SIGTERM'), 0);
});
