import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
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

async function run(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, { log: (line) => out.push(line), error: (line) => err.push(line) });
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
      /did not keep the cookie PHPSESSID that step 1 set: it has Secure, and the response came over plain http\. \(confirmed\)/,
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
    assert.match(out[0] ?? '', /Der Browser hat das Cookie PHPSESSID aus Schritt 1 nicht behalten/);
  });

  test('says of each file that cannot be read why, and goes on', async () => {
    const bad = path.join(folder, 'bad.har');
    writeFileSync(bad, 'no HAR at all');
    const { code, out, err } = await run(bad, path.join(folder, 'missing.har'), refused());
    assert.equal(code, 1);
    assert.equal(err.length, 2);
    assert.match(err[1] ?? '', /There is no such file/);
    assert.ok(err.every((line) => !line.includes('    at ')));
    assert.equal(out.length, 1);
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

  test('explains itself where the call is wrong', async () => {
    for (const args of [[], ['--nonsense'], ['--language', 'fr', 'x.har']]) {
      const { code, err } = await run(...args);
      assert.equal(code, 2);
      assert.match(err.join(''), /npm run answer/);
    }
  });
});
