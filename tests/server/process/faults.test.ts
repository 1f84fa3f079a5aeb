import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { startCompanion } from '../../../server/companion.ts';
import { ask, Visitor } from '../support/browserish.ts';
import { CompanionProcess } from '../support/companion-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { until } from '../support/until.ts';

const folder = temporaryFolder();

/** Starts what cannot start; answers what it said, and checks that it was one sentence and a non-zero exit. */
async function complaint(...args: readonly string[]): Promise<string> {
  const failed = new CompanionProcess(['--port', '0', ...args]);
  const code = await failed.ended();
  assert.ok(typeof code === 'number' && code > 0, `exit ${code}`);
  assert.equal(failed.errors.trim().split('\n').length, 1, failed.errors);
  return failed.errors;
}

describe('what keeps the companion from starting is one sentence', () => {
  test('an option that is none', async () => assert.match(await complaint('--colour'), /--colour/));

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await until(() => other.listening);
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    try {
      for (const workers of ['1', '2']) {
        const said = await complaint('--port', port, '--store', `sqlite:${folder}/port.sqlite`, '--workers', workers);
        assert.match(said, new RegExp(`Port ${port} is taken`));
      }
    } finally {
      other.close();
    }
  });

  test('a file that is no database', async () => {
    writeFileSync(path.join(folder, 'text.sqlite'), 'This is a diary. '.repeat(100));
    assert.match(await complaint('--store', `sqlite:${folder}/text.sqlite`), /not an SQLite database/);
  });

  test('a corrupt database', async () => {
    const file = path.join(folder, 'corrupt.sqlite');
    const good = await CompanionProcess.start('--port', '0', '--store', `sqlite:${file}`);
    await ask(good.url);
    await good.end('SIGTERM');
    const page = Buffer.alloc(4_096, 0xff);
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, page, 0, page.length - 100, 100);
    closeSync(descriptor);
    assert.match(await complaint('--store', `sqlite:${file}`), /corrupt|not an SQLite database/);
  });

  test('a folder that may not be written to', async () => {
    // Root may write anywhere, so the folder is one that nobody can write to: a file stands in its place.
    writeFileSync(path.join(folder, 'file'), '');
    assert.match(await complaint('--store', `sqlite:${folder}/file/sessions.sqlite`), /cannot be used/);
  });

  test('a store that there is not, a certificate that there is not, memory for several workers', async () => {
    assert.match(await complaint('--store', 'mongodb://x'), /names no store/);
    assert.match(await complaint('--tls-cert', 'no.pem', '--tls-key', 'no.pem'), /cannot be read/);
    assert.match(await complaint('--store', 'memory', '--workers', '2'), /one process/);
    assert.match(await complaint('--store', 'memory', '--log', `${folder}/file/log`), /cannot be written/);
  });
});

describe('a password in an address of a store that is wrong', () => {
  const says = /--store .*(names no store|no address)/;

  for (const address of ['redis://:hunter2%zz@localhost:6379/0', 'mongodb://ada:hunter2@localhost']) {
    test(`is not printed: ${address}`, async () => {
      for (const workers of ['1', '2']) {
        const failed = new CompanionProcess([
          '--port',
          '0',
          '--store',
          address,
          '--workers',
          workers,
          '--log',
          'stderr',
        ]);
        assert.notEqual(await failed.ended(), 0);
        assert.match(failed.errors, says);
        assert.ok(!`${failed.output}${failed.errors}`.includes('hunter2'), failed.errors);
      }
    });
  }

  for (const [at, store] of [
    'redis://:hunter2@',
    'redis://ada:hunter2@localhost:99999',
    'redis://:hunter2@localhost:6379/abc',
    'redis://:hunter2%zz@localhost:6379/0',
    'valkey://:hunter2@[::1',
    'redis:/:hunter2@localhost',
    'rediss//:hunter2@localhost',
    'redis:hunter2',
    'mongodb://ada:hunter2@localhost',
  ].entries()) {
    test(`is neither said nor logged: ${store}`, async () => {
      const log = path.join(folder, `password-${at}.log`);
      const start = startCompanion({ port: 0, store, log: { to: log, level: 'trace' } });
      const error = await start.then(
        () => assert.fail('It started.'),
        (failed: Error) => failed,
      );
      assert.match(error.message, says);
      const written = existsSync(log) ? readFileSync(log, 'utf8') : '';
      assert.ok(!inspect([error, written]).includes('hunter2'), inspect([error, written]));
    });
  }
});

const small = mkdtempSync(path.join(tmpdir(), 'sidtrail-small-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', small]).status === 0;
after(() => {
  if (mounted) spawnSync('umount', ['-l', small]);
  rmSync(small, { recursive: true });
});

test('a disk that fills up is a 503 for what cannot be stored; nothing counted is lost, and it goes on when there is room', {
  skip: mounted ? false : 'SKIPPED: only root can mount a small disk to fill.',
}, async () => {
  const companion = await CompanionProcess.start(
    '--port',
    '0',
    '--store',
    `sqlite:${small}/sessions.sqlite`,
    '--rate-limit',
    '0',
  );
  const visitor = new Visitor(companion.url);
  await visitor.visit();
  let counted = 1;
  writeFileSync(path.join(small, 'ballast'), Buffer.alloc(100_000));
  let refused: Awaited<ReturnType<typeof ask>> | undefined;
  await until(async () => {
    const answer = await visitor.send('GET', '/');
    if (answer.status === 200) counted = Number(answer.headers['session-count']);
    else refused = answer;
    // New sessions are what fills the file.
    await Promise.all(Array.from({ length: 50 }, () => ask(companion.url)));
    return refused !== undefined;
  });
  assert.equal(refused?.status, 503);
  assert.equal(refused?.headers['retry-after'], '1');
  assert.deepEqual(refused?.setCookies, []);
  rmSync(path.join(small, 'ballast'));
  await until(async () => (await visitor.send('GET', '/session')).status === 200);
  const next = await visitor.visit();
  assert.equal(next.action, 'resumed');
  assert.equal(next.count, counted + 1);
  assert.equal(await companion.end('SIGTERM'), 0);
});

const asNobody = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0;
test('a database file that is read-only is reported at the start', {
  skip: asNobody || process.getuid?.() !== 0 ? false : 'SKIPPED: root can write to read-only files.',
}, async () => {
  const file = path.join(folder, 'read-only', 'sessions.sqlite');
  const good = await CompanionProcess.start('--port', '0', '--store', `sqlite:${file}`);
  await ask(good.url);
  await good.end('SIGTERM');
  chmodSync(folder, 0o755);
  chmodSync(file, 0o444);
  chmodSync(path.dirname(file), 0o555);
  const script = fileURLToPath(new URL('../../../scripts/server.ts', import.meta.url));
  const command = [process.execPath, script, '--port', '0', '--log', 'none', '--store', `sqlite:${file}`];
  const user = asNobody ? ['setpriv', '--reuid=65534', '--clear-groups', ...command] : command;
  const tried = spawnSync(user[0] ?? '', user.slice(1), { encoding: 'utf8', timeout: 20_000 });
  assert.match(tried.stderr, /read-only|cannot be opened/);
  assert.equal(tried.stderr.trim().split('\n').length, 1, tried.stderr);
  assert.equal(tried.status, 1);
});
