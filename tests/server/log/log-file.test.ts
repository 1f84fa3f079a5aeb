import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
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
  await log.close();
});

test('closing writes what still waits', async () => {
  const file = path.join(folder, 'close.log');
  const log = new LogFile(file);
  log.write('last\n');
  await log.close();
  assert.deepEqual(linesOf(file), ['last']);
});

const pipe = path.join(folder, 'pipe');
const hasPipe = spawnSync('mkfifo', [pipe]).status === 0;

/** Reads the pipe into a file, until nobody has it open to write. */
function readPipe(context: TestContext, into: string): { readonly size: () => number; ended(): Promise<unknown> } {
  const reader = spawn('sh', ['-c', 'exec cat "$0" > "$1"', pipe, into]);
  const exit = once(reader, 'exit');
  // Where the test fails it would wait for ever, and this file with it.
  context.after(() => reader.kill());
  return { size: () => statSync(into, { throwIfNoEntry: false })?.size ?? 0, ended: () => exit };
}

test('closing waits for the block on its way: no line is lost, and none comes between its parts', {
  skip: hasPipe ? false : 'SKIPPED: there are no named pipes here.',
}, async (context) => {
  const read = path.join(folder, 'read.log');
  const target = openSync(pipe, 'r+');
  const log = new LogFile(target, undefined, 60_000);
  // A full block sets out at once, and a pipe takes a part of it; the lines after it wait in the next.
  const lines = Array.from({ length: 15_000 }, (_, index) => `line ${index} ${'x'.repeat(20)}`);
  for (const line of lines) log.write(`${line}\n`);
  const reader = readPipe(context, read);
  await log.close();
  await until(() => reader.size() === Buffer.byteLength(`${lines.join('\n')}\n`));
  closeSync(target);
  await reader.ended();
  assert.deepEqual(linesOf(read), lines);
});

test('a pipe that is full and does not wait, as standard output is, breaks no line and loses none', {
  skip: hasPipe ? false : 'SKIPPED: there are no named pipes here.',
}, async (context) => {
  const read = path.join(folder, 'full.log');
  const target = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
  const log = new LogFile(target, undefined, 60_000);
  const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index} ${'x'.repeat(20)}`);
  for (const line of lines) log.write(`${line}\n`);
  const closed = log.close();
  const reader = readPipe(context, read);
  await Promise.all([closed, until(() => reader.size() > 0)]);
  closeSync(target);
  await reader.ended();
  assert.deepEqual(linesOf(read), lines);
});

test('closing ends where nobody reads what the block on its way needs', {
  skip: hasPipe ? false : 'SKIPPED: there are no named pipes here.',
}, async (context) => {
  const target = openSync(pipe, 'r+');
  const log = new LogFile(target, undefined, 1);
  // One block, and more than a pipe takes.
  for (let line = 0; line < 5_000; line += 1) log.write(`${'x'.repeat(30)}\n`);
  await log.close();
  // Lets the write that still waits end. Before it has, nobody else may get its descriptor.
  const reader = readPipe(context, path.join(folder, 'late.log'));
  await until(() => reader.size() === 5_000 * 31);
  closeSync(target);
  await reader.ended();
});

test('a descriptor that cannot be written to costs lines and nothing else', async () => {
  const log = new LogFile(9_999);
  log.write('lost\n');
  await log.close();
});

test('closing ends on a disk that is full, and what it does not take is lost', {
  skip: existsSync('/dev/full') ? false : 'SKIPPED: there is no /dev/full here.',
}, async () => {
  const log = new LogFile('/dev/full');
  for (let line = 0; line < 200_000; line += 1) log.write(`${'x'.repeat(100)}\n`);
  await new Promise((resolve) => setImmediate(resolve));
  await log.close();
});

describe('a log that has grown large', () => {
  const filesOf = (name: string): string[] =>
    readdirSync(folder)
      .filter((file) => file.startsWith(name))
      .toSorted((a, b) => Number(b.split('.')[2] ?? 0) - Number(a.split('.')[2] ?? 0));
  const linesOfAll = (name: string): string[] => filesOf(name).flatMap((file) => linesOf(path.join(folder, file)));
  const line = (index: number): string => `line ${index} ${'x'.repeat(100)}`;

  test('is put aside, so that no file and no number of files grows without end; the youngest lines stay', async () => {
    const log = new LogFile(path.join(folder, 'bounded.log'), { maxBytes: 300_000, older: 3 });
    const all = Array.from({ length: 30_000 }, (_, index) => line(index));
    for (const one of all) log.write(`${one}\n`);
    await until(() => linesOfAll('bounded.log').at(-1) === all.at(-1));
    await log.close();
    assert.deepEqual(filesOf('bounded.log'), ['bounded.log.3', 'bounded.log.2', 'bounded.log.1', 'bounded.log']);
    // One block may come after the size was found to be right.
    for (const file of filesOf('bounded.log'))
      assert.ok(statSync(path.join(folder, file)).size < 300_000 + 262_144, file);
    const kept = linesOfAll('bounded.log');
    assert.deepEqual(kept, all.slice(-kept.length));
  });

  test('is put aside once, though several write to it, and no line is lost or broken', async () => {
    const name = 'shared.log';
    const logs = Array.from(
      { length: 3 },
      () => new LogFile(path.join(folder, name), { maxBytes: 300_000, older: 99 }),
    );
    const all = Array.from({ length: 30_000 }, (_, index) => line(index));
    for (const [index, one] of all.entries()) {
      logs[index % logs.length]?.write(`${one}\n`);
      if (index % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => linesOfAll(name).length === all.length);
    for (const log of logs) await log.close();
    assert.deepEqual(new Set(linesOfAll(name)), new Set(all));
    for (const file of filesOf(name).slice(0, -1)) assert.ok(statSync(path.join(folder, file)).size >= 300_000, file);
  });

  test('goes on where it cannot be put aside', async () => {
    const file = path.join(folder, 'stuck.log');
    // A folder that is not empty stands where the older file would go.
    mkdirSync(path.join(`${file}.1`, 'inside'), { recursive: true });
    const log = new LogFile(file, { maxBytes: 1_000, older: 1 });
    const all = Array.from({ length: 5_000 }, (_, index) => line(index));
    for (const one of all) log.write(`${one}\n`);
    await until(() => linesOf(file).length === all.length);
    await log.close();
    assert.deepEqual(linesOf(file), all);
  });
});
