// curl and Python's MozillaCookieJar read what we write, and we read what they write.

import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { curlCommand } from '../../extension/cookies/exchange/curl-command.ts';
import type { ExchangeCookie } from '../../extension/cookies/exchange/exchange-cookie.ts';
import { formatNetscape, readNetscape } from '../../extension/cookies/exchange/lines/netscape.ts';

const run = promisify(execFile);
const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
/** Skips loudly where a tool is missing, unless all of them are demanded. */
const needs = (command: string): { skip: string | false } => ({
  skip: isThere(command) || process.env['REQUIRE_TOOLS'] === '1' ? false : `${command} is not installed`,
});

const SOON = Math.floor(Date.now() / 1000) + 86_400;
const base = {
  domain: '127.0.0.1',
  hostOnly: true,
  path: '/',
  secure: false,
  httpOnly: false,
  sameSite: 'unspecified',
} as const;
const session = (name: string, value: string): ExchangeCookie => ({ ...base, name, value, session: true });
const lasting = (name: string, value: string): ExchangeCookie => ({
  ...session(name, value),
  httpOnly: true,
  session: false,
  expirationDate: SOON,
});
const COOKIES = [session('a', '1'), lasting('sid', 's%3Aabc.d=e+f/g"h'), session('empty', ''), lasting('far', 'x y')];

describe('cookies.txt between the tools', () => {
  let server: Server;
  let folder: string;
  let last: IncomingMessage | undefined;
  let setCookie: string[] = [];
  let url = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cookies-txt-'));
    server = createServer((request, response) => {
      last = request;
      response.setHeader('Set-Cookie', setCookie).end('ok');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  test('curl reads ours and sends every cookie', needs('curl'), async () => {
    const file = join(folder, 'ours.txt');
    writeFileSync(file, formatNetscape(COOKIES).text);
    await run('curl', ['--silent', '--cookie', file, url]);
    const sent = (last?.headers.cookie ?? '').split('; ').sort();
    assert.deepEqual(sent, COOKIES.map(({ name, value }) => `${name}=${value}`).sort());
  });

  test('we read what curl writes', needs('curl'), async () => {
    const file = join(folder, 'curl.txt');
    setCookie = ['a=1', `sid=x=y; HttpOnly; Path=/app; Max-Age=${86_400}`, 'empty='];
    await run('curl', ['--silent', '--cookie-jar', file, url]);
    setCookie = [];
    const rows = readNetscape(readFileSync(file, 'utf8')).rows.map((row) => (row.ok ? row.cookie : row.error));
    const byName = new Map(rows.map((cookie) => [typeof cookie === 'string' ? cookie : cookie.name, cookie]));
    assert.deepEqual(byName.get('a'), session('a', '1'));
    assert.deepEqual(byName.get('empty'), session('empty', ''));
    const sid = byName.get('sid');
    assert.ok(typeof sid === 'object');
    assert.deepEqual([sid.value, sid.path, sid.httpOnly, sid.session], ['x=y', '/app', true, false]);
    assert.ok(Math.abs((sid.expirationDate ?? 0) - SOON) < 120);
  });

  test('Python reads ours, session cookies too', needs('python3'), async () => {
    const file = join(folder, 'python-in.txt');
    writeFileSync(file, formatNetscape(COOKIES, 'empty').text);
    const script = `
import http.cookiejar, json, sys
jar = http.cookiejar.MozillaCookieJar(sys.argv[1])
jar.load(ignore_discard=True)
print(json.dumps([[c.name, c.value, c.domain, c.path, c.secure, c.expires, c.discard, c.is_expired()] for c in jar]))
`;
    const { stdout } = await run('python3', ['-c', script, file]);
    const expected = COOKIES.map(({ name, value, expirationDate }) => [
      ...[name, value, '127.0.0.1', '/', false],
      ...[expirationDate ?? null, expirationDate === undefined, false],
    ]);
    const sorted = (rows: unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
    assert.deepEqual(sorted(JSON.parse(stdout) as unknown[]), sorted(expected));
  });

  test('we read what Python writes', needs('python3'), async () => {
    const file = join(folder, 'python-out.txt');
    const script = `
import http.cookiejar, sys
jar = http.cookiejar.MozillaCookieJar(sys.argv[1])
def add(name, value, domain, expires):
    dotted = domain.startswith('.')
    jar.set_cookie(http.cookiejar.Cookie(0, name, value, None, False, domain, dotted, dotted, '/', True, True, expires, expires is None, None, None, {}))
add('sid', 'abc', '.example.com', ${SOON})
add('tmp', 'x', 'example.com', None)
jar.save(ignore_discard=True)
`;
    await run('python3', ['-c', script, file]);
    const { rows } = readNetscape(readFileSync(file, 'utf8'));
    const secure = { ...base, secure: true };
    assert.deepEqual(
      rows.map((row) => (row.ok ? row.cookie : row.error)),
      [
        {
          ...secure,
          name: 'sid',
          value: 'abc',
          domain: '.example.com',
          hostOnly: false,
          session: false,
          expirationDate: SOON,
        },
        { ...secure, name: 'tmp', value: 'x', domain: 'example.com', session: true },
      ].sort(
        (a, b) =>
          rows.findIndex((row) => row.ok && row.cookie.name === a.name) -
          rows.findIndex((row) => row.ok && row.cookie.name === b.name),
      ),
    );
  });

  test('a copied curl command, run by a shell, repeats the request exactly', needs('curl'), async () => {
    const cookie = `sid=1; odd="it's $HOME \`id\` \\ !x %41 é"`;
    const command = curlCommand({
      url: `${url}p/[1-3]{a,b}?q='$(id)'&r="\\`,
      method: 'PUT',
      headers: [
        { name: 'Cookie', value: cookie },
        { name: 'X-Empty', value: '' },
        { name: 'Host', value: 'elsewhere.test' },
      ],
      body: 'ünï\n$x',
    });
    await run('sh', ['-c', `${command} --silent`]);
    assert.equal(last?.method, 'PUT');
    assert.equal(Buffer.from(last?.headers.cookie ?? '', 'latin1').toString('utf8'), cookie);
    assert.equal(last?.headers['x-empty'], '');
    assert.equal(last?.headers.host, new URL(url).host);
    assert.equal(last?.url, `/p/[1-3]{a,b}?q='$(id)'&r="\\`);
  });
});
