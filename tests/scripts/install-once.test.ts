import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { ROOT } from './temp-copy.ts';

/**
 * An npm that notes when it begins and ends, and puts there what scripts/run.mjs looks for. A second one at the same time
 * would fail, as it does where one removes what the other has just put there.
 */
const NPM = `#!/bin/sh
echo begins >> npm.log
mkdir busy || exit 1
sleep 1
mkdir -p node_modules
cp -R made/. node_modules
cp package-lock.json node_modules/.package-lock.json
rmdir busy
echo ends >> npm.log
`;

/** A fresh clone of two files, with an npm and a Node of its own. */
function freshClone(context: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-install-once-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(path.join(folder, 'scripts'));
  mkdirSync(path.join(folder, 'bin'));
  cpSync(path.join(ROOT, 'scripts/run.mjs'), path.join(folder, 'scripts/run.mjs'));
  writeFileSync(path.join(folder, 'scripts/say.ts'), "console.log('the task runs');");
  writeFileSync(path.join(folder, 'package-lock.json'), '{"packages":{}}');
  const packages = readFileSync(path.join(folder, 'scripts/run.mjs'), 'utf8').match(/(?<=: ')node-[\w-]+(?=')/g) ?? [];
  for (const name of packages) {
    mkdirSync(path.join(folder, 'made', name, 'bin'), { recursive: true });
    const node = path.join(folder, 'made', name, 'bin/node');
    writeFileSync(node, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`);
    chmodSync(node, 0o755);
  }
  writeFileSync(path.join(folder, 'bin/npm'), NPM);
  chmodSync(path.join(folder, 'bin/npm'), 0o755);
  return folder;
}

interface Ended {
  readonly code: number;
  readonly said: string;
}

async function run(folder: string): Promise<Ended> {
  const task = spawn(process.execPath, ['scripts/run.mjs', 'say'], {
    cwd: folder,
    env: { ...process.env, PATH: `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH']}` },
  });
  let said = '';
  for (const stream of [task.stdout, task.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(task, 'close')) as [number];
  return { code, said };
}

test('two tasks that begin at once in a fresh clone install the packages once', {
  skip: process.platform === 'win32',
}, async (context) => {
  const folder = freshClone(context);
  const ended = await Promise.all([run(folder), run(folder)]);
  for (const { code, said } of ended) {
    assert.equal(code, 0, said);
    assert.match(said, /the task runs/);
  }
  assert.equal(ended.filter(({ said }) => /Another task installs the packages/.test(said)).length, 1);
  assert.equal(readFileSync(path.join(folder, 'npm.log'), 'utf8'), 'begins\nends\n');
});
