import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './temp-copy.ts';

/** Starts a process in a group of its own, puts the watchdog to it, tells its id, and then does nothing. */
const OWNER = `
  import { spawn } from 'node:child_process';
  import { endGroupWithUs } from ${JSON.stringify(path.join(ROOT, 'scripts/watchdog.ts'))};
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
  endGroupWithUs(child.pid);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

test('what was started ends with its owner, even where the owner was killed', async (context) => {
  if (process.platform === 'win32') return context.skip('needs process groups');
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', OWNER], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.after(() => owner.kill('SIGKILL'));
  const [told] = await once(owner.stdout, 'data');
  const child = Number(told);
  assert.ok(isAlive(child));
  owner.kill('SIGKILL');
  for (let waited = 0; isAlive(child); waited += 1) {
    assert.ok(waited < 400, 'it still runs');
    await pause(25);
  }
  return undefined;
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
