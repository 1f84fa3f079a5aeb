import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { startCompanion } from '../../../server/companion.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { LONG } from '../support/policy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a flood of visits without a cookie leaves as many sessions as may wait for theirs, and no other is lost', async () => {
  const file = path.join(temporaryFolder(), 'sessions.sqlite');
  const policy = { ...LONG, mostProvisional: 100 };
  const companion = await startCompanion({ port: 0, store: `sqlite:${file}`, rateLimit: 0, policy });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  try {
    const visitor = new Visitor(companion.url);
    await visitor.visit();
    await visitor.visit();
    const flood = await Promise.all(Array.from({ length: 2_000 }, () => ask(companion.url, { agent })));
    assert.ok(flood.every(({ status }) => status === 200));
    assert.equal((await visitor.visit()).count, 3);
    const database = new DatabaseSync(file, { readOnly: true });
    assert.equal(database.prepare('SELECT count(*) AS rows FROM sessions').get()?.['rows'], 101);
    database.close();
  } finally {
    agent.destroy();
    await companion.close();
  }
});
