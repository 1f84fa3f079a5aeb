import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { startCompanion } from '../../../server/companion.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { withCompanion } from '../support/with-companion.ts';

// DNS rebinding: a site lets its own name point to this machine. To the browser that is one origin, so only the Host
// header shows that the request is not meant for this server.
describe('a request for a foreign name', () => {
  const companion = withCompanion();

  for (const [method, place] of [
    ['GET', ''],
    ['GET', 'session'],
    ['GET', 'lab'],
    ['GET', 'favicon.ico'],
    ['POST', 'login'],
    ['DELETE', 'session'],
  ] as const) {
    test(`${method} /${place} is refused with 421 and changes nothing`, async () => {
      const visitor = new Visitor(companion.url);
      await visitor.visit();
      const headers = { host: 'rebound.example:3000', 'sec-fetch-site': 'same-origin', cookie: visitor.cookie ?? '' };
      const answer = await ask(`${companion.url}${place}`, { method, headers });
      assert.deepEqual([answer.status, answer.setCookies], [421, []]);
      assert.match(
        answer.body,
        /^This server does not answer to the name "rebound\.example:3000": .*--allowed-host NAME\.\n$/,
      );
      assert.equal(answer.headers['content-type'], 'text/plain; charset=utf-8');
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
      assert.equal((await visitor.visit()).count, 2);
    });
  }

  test('is refused on the lab’s port, too', async () => {
    const answer = await ask(`http://127.0.0.1:${companion.labPort}/lab`, { headers: { host: 'rebound.example' } });
    assert.equal(answer.status, 421);
  });
});

test('a name that is allowed is answered, and a refusal stands in the log', async () => {
  const file = path.join(temporaryFolder(), 'companion.ndjson');
  const companion = await startCompanion({
    port: 0,
    store: 'memory',
    allowedHosts: ['shop.example'],
    log: { to: file, level: 'info' },
  });
  const statuses: number[] = [];
  for (const host of ['shop.example', 'a.localhost', 'rebound.example']) {
    statuses.push((await ask(companion.url, { headers: { host } })).status);
  }
  await companion.close();
  assert.deepEqual(statuses, [200, 200, 421]);
  assert.match(readFileSync(file, 'utf8'), /"host":"rebound\.example","msg":"refused a foreign Host"/);
});
