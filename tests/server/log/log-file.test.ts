import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LogFile } from '../../../server/log/log-file.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const folder = temporaryFolder();
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').slice(0, -1);

test('lines reach the file by themselves, whole and in order', async () => {
  const file = path.join(folder, 'order.log');
  const log = new LogFile(file);
  // More than two blocks, one line among them larger than a block.
  const lines = Array.from({ length: 50_000 }, (_, index) => `line ${index} é`);
  lines[20_000] = 'é'.repeat(300_000);
  for (const line of lines) log.write(`${line}\n`);
  await until(() => linesOf(file).length === lines.length);
  assert.deepEqual(linesOf(file), lines);
  log.close();
});

test('closing writes what still waits', () => {
  const file = path.join(folder, 'close.log');
  const log = new LogFile(file);
  log.write('last\n');
  log.close();
  assert.deepEqual(linesOf(file), ['last']);
});

test('a descriptor that cannot be written to costs lines and nothing else', () => {
  const log = new LogFile(9_999);
  log.write('lost\n');
  log.close();
});

test('closing ends on a disk that is full, and what it does not take is lost', {
  skip: existsSync('/dev/full') ? false : 'SKIPPED: there is no /dev/full here.',
}, async () => {
  const log = new LogFile('/dev/full');
  for (let line = 0; line < 200_000; line += 1) log.write(`${'x'.repeat(100)}\n`);
  await new Promise((resolve) => setImmediate(resolve));
  log.close();
});
