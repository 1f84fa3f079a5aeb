import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './temp-copy.ts';

/** Starts a process that keeps writing into the folder, in a group of its own, and prints its id. */
const OWNER = `
  import { spawn } from 'node:child_process';
  import { endGroupWithUs } from ${JSON.stringify(path.join(ROOT, 'scripts/watchdog.ts'))};
  const write = 'while :; do mkdir -p "$1/cache"; echo x > "$1/cache/file"; sleep 0.01; done';
  const child = spawn('sh', ['-c', write, 'sh', process.argv[1]], { detached: true, stdio: 'ignore' });
  endGroupWithUs(child.pid, process.argv[1]);
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

test('what was started ends with its owner, and its folder goes, even where the owner was killed', async (context) => {
  if (process.platform === 'win32') return context.skip('needs process groups');
  const folder = mkdtempSync(path.join(tmpdir(), "sidtrail-watchdog it's "));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const owner = spawn(process.execPath, ['--input-type=module', '--eval', OWNER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  context.after(() => owner.kill('SIGKILL'));
  const [printed] = await once(owner.stdout, 'data');
  const child = Number(printed);
  assert.ok(isAlive(child));
  owner.kill('SIGKILL');
  for (let waited = 0; isAlive(child) || existsSync(folder); waited += 1) {
    assert.ok(waited < 400, isAlive(child) ? 'it still runs' : 'its folder is still there');
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
