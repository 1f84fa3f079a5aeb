// A fleet looks for free ports before its workers take them: another program may be faster. This process is the primary.

import assert from 'node:assert/strict';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startFleet } from '../../../server/fleet.ts';
import { withDefaults } from '../../../server/options.ts';
import { freePort } from '../support/free-port.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-fleet-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const store = `sqlite:${path.join(folder, 'fleet.sqlite')}`;
cluster.setupPrimary({
  exec: fileURLToPath(new URL('../../../scripts/server.ts', import.meta.url)),
  args: ['--log', 'none', '--store', store],
});
// What marks a file of the test runner is not for the workers.
delete process.env['NODE_TEST_CONTEXT'];

async function occupy(): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

describe('a fleet whose port another program took meanwhile', () => {
  test('starts on another one', async () => {
    const { server, port: taken } = await occupy();
    const found: number[] = [];
    try {
      const fleet = await startFleet(withDefaults({ port: 0, workers: 2, store }), async () => {
        found.push(found.length === 0 ? taken : await freePort());
        return found.at(-1) ?? 0;
      });
      try {
        assert.equal(new URL(fleet.url).port, String(found[2]), 'the first of the second pair of ports');
        const response = await fetch(fleet.url, { headers: { Accept: 'text/plain' } });
        assert.match(await response.text(), /Visit count: 1/);
      } finally {
        await fleet.close();
      }
    } finally {
      server.close();
    }
  });

  test('says so after some tries, and leaves no worker behind', async () => {
    const { server, port: taken } = await occupy();
    let tries = 0;
    try {
      const starting = startFleet(withDefaults({ port: 0, labPort: 0, workers: 2, store }), async () => {
        tries += 1;
        return taken;
      });
      await assert.rejects(starting, { name: 'PortTaken', message: new RegExp(`Port ${taken} is taken`) });
      assert.equal(tries, 5);
      assert.deepEqual(Object.values(cluster.workers ?? {}), []);
    } finally {
      server.close();
    }
  });

  test('does not look for another one where both ports were asked for', async () => {
    const { server, port: taken } = await occupy();
    try {
      const starting = startFleet(withDefaults({ port: taken, labPort: await freePort(), workers: 2, store }), () =>
        assert.fail('a port was looked for'),
      );
      await assert.rejects(starting, { name: 'PortTaken' });
    } finally {
      server.close();
    }
  });
});
