import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startCompanion } from '../../../server/companion.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the log names a session by a salted hash, never by its id or the key in the store', async () => {
  const file = path.join(temporaryFolder(), 'logs', 'companion.ndjson');
  const options = { port: 0, store: 'memory', log: { to: file, level: 'info' } };
  const companion = await startCompanion({ ...options, secret: 'one' });
  const visitor = new Visitor(companion.url);
  await visitor.visit();
  const ids = [visitor.cookie?.slice(4) ?? ''];
  await visitor.visit();
  await visitor.send('POST', '/login', { user: 'Ada' });
  ids.push(visitor.cookie?.slice(4) ?? '');
  await visitor.send('POST', '/logout?secret=in-the-query', {});
  await ask(`${companion.url}session`, { method: 'DELETE', headers: { origin: 'https://evil.example' } });
  await companion.close();

  const text = readFileSync(file, 'utf8');
  for (const id of ids) assert.ok(id.length === 43 && !text.includes(id), 'an id in the log');
  assert.ok(!text.includes('in-the-query'), 'a query string in the log');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const visits = lines.filter((line) => line.method === 'GET' && line.path === '/');
  assert.deepEqual(
    visits.map(({ count, action, status }) => [count, action, status]),
    [
      [1, 'created', 200],
      [2, 'resumed', 200],
    ],
  );
  assert.equal(visits[0].session, visits[1].session, 'one session has one name');
  assert.match(visits[0].session, /^[\w-]{12}$/);
  assert.ok(lines.some(({ msg, from }) => msg === 'refused a cross-site request' && from === 'https://evil.example'));
  assert.equal(lines.at(-1).msg, 'stopped');

  const other = await startCompanion({ ...options, secret: 'two', log: { to: `${file}.2`, level: 'info' } });
  await ask(`${other.url}session`, { headers: { cookie: `sid=${ids[0]}` } }).finally(() => other.close());
  assert.ok(!readFileSync(`${file}.2`, 'utf8').includes(visits[0].session), 'another salt, another name');
});

test('more changes than the limit are answered 429 with RateLimit headers; visits are not limited', async () => {
  const companion = await startCompanion({ port: 0, store: 'memory', rateLimit: 3 });
  try {
    const visitor = new Visitor(companion.url);
    const statuses: number[] = [];
    for (let times = 0; times < 5; times += 1)
      statuses.push((await visitor.send('POST', '/login', { user: 'Ada' })).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
    const refused = await visitor.send('DELETE', '/session');
    assert.match(JSON.parse(refused.body).error, /More than 3 changes/);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    for (let times = 0; times < 10; times += 1) assert.equal((await visitor.visit()).status, 200);
  } finally {
    await companion.close();
  }
});
