// Files that hold no text of cookies are known for what they are, and code and remedy are theirs.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { decodeFile } from '../../extension/cookies/exchange/decode-file.ts';
import { errorOf, read } from './exchange-reading.ts';

/** The octets of a database that has this table. */
function database(table: string): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'cookies-db-'));
  try {
    const file = join(folder, 'cookies');
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA page_size = 32768; ${table}`);
    db.close();
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a file that is', () => {
  for (const [what, octets, code] of [
    [
      "Chrome's database",
      database('CREATE TABLE cookies(host_key TEXT, name TEXT, value TEXT, encrypted_value BLOB)'),
      'sqlite-chrome',
    ],
    [
      "Firefox' database",
      database('CREATE TABLE moz_cookies(id INTEGER PRIMARY KEY, name TEXT, value TEXT, host TEXT)'),
      'sqlite-firefox',
    ],
    ['another database', database('CREATE TABLE t(a)'), 'sqlite'],
    ["Safari's cookies", Buffer.from('cook\x00\x00\x00\x02\x00\x00\x01\x00', 'latin1'), 'safari-cookies'],
    ['compressed', gzipSync('# Netscape HTTP Cookie File'), 'compressed'],
    ['compressed by Zstandard', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x58]), 'compressed'],
    ['a zip archive', Buffer.from('PK\x03\x04\x14\x00', 'latin1'), 'compressed'],
    ["Python's pickle", Buffer.from([0x80, 0x04, 0x95, 0x8c, 0, 0, 0, 0, 0, 0, 0, 0x5d]), 'pickle'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'binary'],
  ] as const) {
    test(`${what} is ${code}`, () => {
      const found = read(decodeFile(octets));
      assert.deepEqual([found.error?.code, found.rows], [code, []]);
    });
  }
});

describe('a text that is', () => {
  for (const [what, text, code] of [
    [
      'UTF-16, read as something else',
      Buffer.from('# Netscape HTTP Cookie File', 'utf16le').toString('latin1'),
      'utf-16',
    ],
    ['empty', ' \n\t\n', 'empty'],
    ['prose', 'Please log in again.', 'unknown'],
    ['a URL', 'https://example.com/?sid=abc', 'unknown'],
    ['a program', 'const a = 1;\nconst b = a + 2;', 'unknown'],
    ['an ini file', '[section]\nname = x', 'unknown'],
    ['a web page', '<!doctype html>\n<title>Log in</title>', 'html'],
    [
      "Insomnia's YAML",
      'type: collection.insomnia.rest/5.0\nname: x\ncookieJar:\n  name: Default Jar\n',
      'insomnia-empty',
    ],
    ['the settings of a Laravel', 'APP_NAME=Shop\nAPP_KEY=base64:abcd=\nSESSION_DRIVER=file\n', 'settings'],
    ['settings below a comment', '# session\nSESSION_DRIVER=redis\nSESSION_SAME_SITE=none', 'settings'],
    ['the settings of a Spring', 'server.servlet.session.timeout=30m', 'settings'],
    ['a query', 'grant_type=authorization_code&code=abc&redirect_uri=https%3A%2F%2Fa.test&state=', 'query'],
    ['a code fence around nothing', '```\n\n```', 'empty'],
  ] as const) {
    test(`${what} is ${code}`, () => assert.equal(errorOf(text), code));
  }

  for (const [what, text, count] of [
    ['cookies in capitals', 'SID=a1\nLOGIN_INFO=b2\nVISITOR_INFO1_LIVE=c3', 3],
    ['one cookie in capitals', 'LOGIN_INFO=b2', 1],
    ['cookies with a dot', 'connect.sid=a1\nkoa.sess=b2', 2],
    ['the parts of a token', 'next-auth.session-token.0=a1\nnext-auth.session-token.1=b2', 2],
    ['a cookie that holds a query', 'prefs=a=1&b=2&c=3', 1],
    ['a query that is called a cookie', 'Cookie: a=1&b=2&c=3', 1],
    ['settings that are called cookies', 'Set-Cookie: APP_ENV=a\nSet-Cookie: APP_NAME=b', 2],
  ] as const)
    test(`${what}: no settings and no query`, () => {
      const { rows, error } = read(text);
      assert.deepEqual([rows.filter(({ ok }) => ok).length, error], [count, undefined]);
    });
});
