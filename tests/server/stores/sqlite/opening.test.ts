import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const SCRIPT = fileURLToPath(new URL('../../support/opening-process.ts', import.meta.url));
const PROCESSES = 4;
const ROUNDS = 12;
/** Until all of them have the message, ms. */
const LEAD = 20;

test('processes that make one database file at the same moment all get it open', async (context) => {
  const folder = temporaryFolder();
  const processes = Array.from({ length: PROCESSES }, () => fork(SCRIPT));
  context.after(() => {
    for (const one of processes) one.kill('SIGKILL');
  });
  const answer = async (one: ChildProcess): Promise<string> => String((await once(one, 'message'))[0]);
  await Promise.all(processes.map(answer));
  for (let round = 0; round < ROUNDS; round += 1) {
    const answers = Promise.all(processes.map(answer));
    const order = { file: path.join(folder, String(round), 'sessions.sqlite'), at: Date.now() + LEAD };
    for (const one of processes) one.send(order);
    assert.deepEqual(await answers, Array(PROCESSES).fill('open'));
  }
});
