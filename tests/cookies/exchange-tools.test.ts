// curl, wget, Perl and Python read what we write, and we read what they write.

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
import { formatLwp } from '../../extension/cookies/exchange/lines/lwp.ts';
import {
  formatNetscape,
  PYTHON_READER,
  readNetscape,
  WGET_READER,
} from '../../extension/cookies/exchange/lines/netscape.ts';

const run = promisify(execFile);
const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0;
/** Skips loudly where a tool is missing, unless all of them are demanded. */
const needs = (what: string, there = isThere(what)): { skip: string | false } => ({
  skip: there || process.env['REQUIRE_RUNTIMES'] === '1' ? false : `${what} is not installed`,
});
const PERL = ['perl', ['-MHTTP::Cookies', '-MHTTP::Request', '-e']] as const;
const hasPerl = spawnSync(PERL[0], [...PERL[1], '1']).status === 0;

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
    const began = Math.floor(Date.now() / 1000);
    await run('curl', ['--silent', '--cookie-jar', file, url]);
    const ended = Math.ceil(Date.now() / 1000);
    setCookie = [];
    const rows = readNetscape(readFileSync(file, 'utf8')).rows;
    const byName = new Map(rows.map((row) => (row.ok ? [row.cookie.name, row.cookie] : [row.error.code, undefined])));
    assert.deepEqual(byName.get('a'), session('a', '1'));
    assert.deepEqual(byName.get('empty'), session('empty', ''));
    const sid = byName.get('sid');
    assert.ok(sid !== undefined);
    assert.deepEqual([sid.value, sid.path, sid.httpOnly, sid.session], ['x=y', '/app', true, false]);
    const expires = sid.expirationDate ?? 0;
    assert.ok(expires >= began + 86_400 && expires <= ended + 86_400, `${expires}`);
  });

  test('wget reads ours and sends every cookie, HttpOnly ones too', needs('wget'), async () => {
    const file = join(folder, 'wget-in.txt');
    writeFileSync(file, formatNetscape(COOKIES, WGET_READER).text);
    await run('wget', ['--quiet', '--no-proxy', '--output-document=/dev/null', `--load-cookies=${file}`, url]);
    const sent = (last?.headers.cookie ?? '').split('; ').sort();
    assert.deepEqual(sent, COOKIES.map(({ name, value }) => `${name}=${value}`).sort());
  });

  test('we read what wget writes, with the port in its domain', needs('wget'), async () => {
    const file = join(folder, 'wget-out.txt');
    setCookie = ['a=1', `sid=x=y; HttpOnly; Path=/; Max-Age=${86_400}`];
    const saves = ['--keep-session-cookies', `--save-cookies=${file}`];
    await run('wget', ['--quiet', '--no-proxy', '--output-document=/dev/null', ...saves, url]);
    setCookie = [];
    const { rows } = readNetscape(readFileSync(file, 'utf8'));
    const found = rows.map((row) =>
      row.ok ? [row.cookie.name, row.cookie.value, row.cookie.domain, row.notes[0]?.code] : [row.error.code],
    );
    assert.deepEqual(found.sort(), [
      ['a', '1', '127.0.0.1', 'port-dropped'],
      ['sid', 'x=y', '127.0.0.1', 'port-dropped'],
    ]);
  });

  test('Perl and Python read our jar of libwww-perl', needs('libwww-perl', hasPerl && isThere('python3')), async () => {
    const file = join(folder, 'lwp.txt');
    const cookies = COOKIES.map((cookie) => ({ ...cookie, domain: 'app.example.test' }));
    writeFileSync(
      file,
      formatLwp([...cookies, { ...session('wide', 'w'), domain: '.example.test', hostOnly: false }]).text,
    );
    const sent = [...cookies.map(({ name, value }) => `${name}=${value}`), 'wide=w'].sort();
    // Both put values in quotes again where they hold more than words.
    const pairs = (header: string): string[] =>
      header
        .trim()
        .replace(/\\?"((?:[^"\\]|\\.)*)"(?=;|$)/g, (_, value: string) => value.replace(/\\(.)/g, '$1'))
        .split('; ')
        .filter((pair) => !pair.startsWith('$'))
        .sort();
    const perl = `
my $jar = HTTP::Cookies->new(file => $ARGV[0], ignore_discard => 1);
my $request = HTTP::Request->new(GET => "http://app.example.test/");
$jar->add_cookie_header($request);
print $request->header("Cookie");`;
    const python = `
import http.cookiejar, sys, urllib.request
jar = http.cookiejar.LWPCookieJar(sys.argv[1])
jar.load(ignore_discard=True)
request = urllib.request.Request("http://app.example.test/")
jar.add_cookie_header(request)
print(request.get_header("Cookie"))`;
    const fromPerl = await run(PERL[0], [...PERL[1], perl, file]);
    const fromPython = await run('python3', ['-c', python, file]);
    assert.deepEqual(pairs(fromPerl.stdout), sent);
    assert.deepEqual(pairs(fromPython.stdout), sent);
  });

  test('Python reads ours, session cookies too', needs('python3'), async () => {
    const file = join(folder, 'python-in.txt');
    writeFileSync(file, formatNetscape(COOKIES, PYTHON_READER).text);
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
      rows.map((row) => (row.ok ? row.cookie : row.error.code)),
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
