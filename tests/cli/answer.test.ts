import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { main } from '../../cli/answer.ts';
import type { AnswerJson } from '../../cli/answer-json.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-answer-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Sent {
  readonly method?: string;
  readonly url: string;
  readonly cookie?: string;
  readonly status?: number;
  readonly setCookie?: string;
  readonly location?: string;
}

/** Writes a HAR as Chrome's DevTools do; each request a second after the one before. */
function harFile(name: string, sent: readonly Sent[]): string {
  const header = (key: string, value: string | undefined) => (value === undefined ? [] : [{ name: key, value }]);
  const entries = sent.map(({ method = 'GET', url, cookie, status = 200, setCookie, location }, at) => ({
    startedDateTime: new Date(Date.UTC(2026, 10, 24, 9, 0, at)).toISOString(),
    time: 30,
    _resourceType: 'document',
    request: { method, url, headers: header('cookie', cookie), cookies: [] },
    response: {
      status,
      headers: [...header('set-cookie', setCookie), ...header('location', location)],
      cookies: [],
      content: {},
    },
    timings: { wait: 30 },
  }));
  const file = path.join(folder, name);
  writeFileSync(
    file,
    JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, entries } }),
  );
  return file;
}

interface Run {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

const run = (...args: string[]): Promise<Run> => piped('', ...args);

/** Runs the program with something on its standard input. */
async function piped(input: string | Uint8Array, ...args: string[]): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const stream = Readable.from([Buffer.from(input)]);
  const code = await main(args, { log: (line) => out.push(line), error: (line) => err.push(line) }, stream);
  return { code, out, err };
}

const ID = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
const http = 'http://shop.example';

const refused = (): string =>
  harFile('refused.har', [
    {
      method: 'POST',
      url: `${http}/login`,
      status: 302,
      setCookie: `PHPSESSID=${ID}; Path=/; Secure; HttpOnly`,
      location: '/',
    },
    { url: `${http}/`, status: 302, location: '/login' },
  ]);

describe('npm run answer', () => {
  test('prints the sentence, how it is known, the steps, what would have helped, and the framework’s setting', async () => {
    const { code, out } = await run(refused());
    assert.equal(code, 0);
    const [text = ''] = out;
    assert.match(
      text,
      /did not keep the cookie PHPSESSID that step 1 set: it has Secure, and the response came over plain http\. \(confirmed by a later request\)/,
    );
    assert.match(text, /1\. POST http:\/\/shop\.example\/login 302: set the cookie, which was not kept/);
    assert.match(text, /With https the browser would have kept it/);
    assert.match(text, /session\.cookie_secure/);
  });

  test('prints one object a line with --json', async () => {
    const files = [refused(), harFile('plain.har', [{ url: `${http}/` }])];
    const { code, out } = await run('--json', ...files);
    assert.equal(code, 0);
    const [first, second] = out.map((line) => JSON.parse(line) as AnswerJson);
    assert.equal(first?.file, files[0]);
    assert.equal(first?.answer.code, 'not-kept');
    assert.equal(first?.answer.certainty, 'confirmed');
    assert.deepEqual(
      first?.answer.steps.map(({ step }) => step),
      [1, 2],
    );
    assert.equal(first?.findings.length, 1);
    assert.equal(second?.answer.code, 'no-cookies');
    assert.deepEqual(second?.findings, []);
  });

  test('never prints a session id', async () => {
    const { out } = await run('--json', refused());
    assert.ok(!out.join('').includes(ID));
  });

  test('speaks German where that is asked for', async () => {
    const { out } = await run('--language', 'de', refused());
    assert.match(
      out[0] ?? '',
      /Der Browser hat das Cookie PHPSESSID aus Schritt 1 nicht behalten.*\(durch eine spätere Anfrage bestätigt\)/,
    );
  });

  test('says of each file that cannot be read why, in a sentence, and goes on', async () => {
    const file = (name: string, bytes: string | Uint8Array): string => {
      const place = path.join(folder, name);
      writeFileSync(place, bytes);
      return place;
    };
    const faulty: readonly (readonly [file: string, why: RegExp])[] = [
      [file('text.har', 'no HAR at all'), /: This file is not JSON: it goes wrong at byte 0\./],
      [file('empty.har', ''), /: The file is empty\.$/],
      [file('cut.har', '{"log":'), /: The file ends before its first entry is complete\./],
      [file('list.har', '[]'), /: This is no HAR: it holds no list of entries\./],
      [file('page.har', '<!DOCTYPE html><title>Sign in</title>'), /: This file is a web page, not a HAR/],
      [file('packed.har', gzipSync('{"log":{"entries":[]}}')), /: This file is compressed\. Unpack it/],
      [path.join(folder, 'missing.har'), /: There is no such file\.$/],
      [folder, /: This is a folder: name a file in it\.$/],
    ];
    const { code, out, err } = await run(...faulty.map(([name]) => name), refused());
    assert.equal(code, 1);
    assert.equal(err.length, faulty.length);
    for (const [at, [name, why]] of faulty.entries()) {
      assert.ok((err[at] ?? '').startsWith(name));
      assert.match(err[at] ?? '', why);
    }
    assert.equal(out.length, 1);
    const german = await run('--language', 'de', file('empty.har', ''));
    assert.match(german.err[0] ?? '', /: Die Datei ist leer\.$/);
  });

  test('answers what another program writes', async () => {
    const { code, out } = await piped(readFileSync(refused()), '-');
    assert.equal(code, 0);
    assert.match(out[0] ?? '', /^-\n {2}The browser did not keep the cookie PHPSESSID/);
  });

  const pipe = path.join(folder, 'pipe.har');
  const hasPipe = spawnSync('mkfifo', [pipe]).status === 0;

  test('reads a pipe that is named like a file', {
    skip: hasPipe ? false : 'SKIPPED: there are no named pipes here.',
  }, async () => {
    const writer = spawn('sh', ['-c', 'exec cat "$0" > "$1"', refused(), pipe]);
    const [{ code, out, err }] = await Promise.all([run(pipe), once(writer, 'exit')]);
    assert.deepEqual([code, err], [0, []]);
    assert.match(out[0] ?? '', /The browser did not keep the cookie PHPSESSID/);
  });

  test('ends without a word where nobody reads its lines any more', async () => {
    const script = path.join(import.meta.dirname, '../../scripts/answer.ts');
    const program = spawn(process.execPath, [script, refused(), refused()], { stdio: ['ignore', 'pipe', 'pipe'] });
    program.stdout.destroy();
    let said = '';
    program.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const [code] = await once(program, 'close');
    assert.deepEqual([code, said], [0, '']);
  });

  test('says what a file leaves out: an answer of half a visit is no answer of the whole', async () => {
    const whole = readFileSync(refused());
    const half = whole.subarray(0, whole.lastIndexOf('"request"'));
    const { out } = await piped(half, '-');
    assert.match(out[0] ?? '', /! The file is cut after entry 1\./);
    const json = await piped(half, '--json', '-');
    const [answer] = json.out.map((line) => JSON.parse(line) as AnswerJson);
    assert.ok(answer?.notices.some((notice) => notice.startsWith('The file is cut after entry 1.')));
  });

  test('compares a good visit with a bad one, the likely cause first', async () => {
    const good = harFile('good.har', [
      {
        method: 'POST',
        url: `${http}/login`,
        status: 302,
        setCookie: `PHPSESSID=${ID}; Path=/; HttpOnly`,
        location: '/',
      },
      { url: `${http}/`, cookie: `PHPSESSID=${ID}` },
    ]);
    const { code, out } = await run('--compare', good, refused());
    assert.equal(code, 0);
    assert.match(
      out[0] ?? '',
      /^Only in one of the two the browser kept the cookie PHPSESSID\. It is set with Path=\/; Secure; HttpOnly/,
    );
    assert.equal((await run('--compare', good)).code, 2);
  });

  test('names the file of two that cannot be read', async () => {
    const missing = path.join(folder, 'missing.har');
    const { code, err } = await run('--compare', refused(), missing);
    assert.equal(code, 1);
    assert.deepEqual(err, [`${missing}: There is no such file.`]);
  });

  test('explains itself where the call is wrong', async () => {
    for (const [why, ...args] of [
      ['Name a file'],
      ["Unknown option '--nonsense'.", '--nonsense'],
      ['"fr" is no language', '--language', 'fr', 'x.har'],
      ['Standard input can be read once', '-', '-'],
    ]) {
      const { code, err } = await run(...args);
      assert.equal(code, 2);
      assert.ok((err[0] ?? '').startsWith(why ?? ''));
      assert.match(err.join(''), /npm run answer/);
    }
  });

  test('explains itself where that is asked for', async () => {
    const { code, out } = await run('--help');
    assert.equal(code, 0);
    assert.match(out[0] ?? '', /with 1 where a file could not be read/);
  });
});
