import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cookieRemoval, cookieSetter, readSentSession } from '../../../server/sessions/session-cookie.ts';
import { isSessionId, newSessionId, sessionHandle, sessionKey } from '../../../server/sessions/session-id.ts';

const id = newSessionId();

describe('session ids', () => {
  test('are 43 characters of base64url, and different each time', () => {
    const ids = Array.from({ length: 1_000 }, () => newSessionId());
    assert.equal(new Set(ids).size, 1_000);
    for (const one of ids) {
      assert.equal(one.length, 43);
      assert.equal(Buffer.from(one, 'base64url').length, 32);
      assert.ok(isSessionId(one));
    }
  });

  test('are known by their form: another length, alphabet or a stray last bit is no id', () => {
    const last = id.at(-1) ?? '';
    for (const text of ['', id.slice(1), `${id}A`, `${id.slice(0, 42)}+`, `${id.slice(0, 42)}B`, `${id} `, `"${id}"`]) {
      assert.equal(isSessionId(text), false, text);
    }
    assert.ok('AEIMQUYcgkosw048'.includes(last));
  });

  test('are kept as their SHA-256, from which the public handle is made in turn', () => {
    assert.equal(Buffer.from(sessionKey(id), 'base64url').length, 32);
    assert.ok(!sessionKey(id).includes(id.slice(0, 8)));
    assert.match(sessionHandle(sessionKey(id)), /^[\w-]{12}$/);
    assert.ok(!sessionKey(id).includes(sessionHandle(sessionKey(id))));
  });
});

describe('reading the session id from a Cookie header', () => {
  const cases: readonly (readonly [string, string | undefined, string])[] = [
    ['no header', undefined, 'none'],
    ['an empty header', '', 'none'],
    ['other cookies only', 'a=1; b=2', 'none'],
    ['the cookie alone', `sid=${id}`, 'id'],
    ['the cookie among others', `a=1; sid=${id}; b=2`, 'id'],
    ['no spaces', `a=1;sid=${id};b=2`, 'id'],
    ['a name that ends alike', `xsid=${id}`, 'none'],
    ['a name that begins alike', `sid2=${id}`, 'none'],
    ['a name in capitals', `SID=${id}`, 'none'],
    ['an empty value', 'sid=', 'malformed'],
    ['a value that is no id', 'sid=1; a=2', 'malformed'],
    ['a quoted value', `sid="${id}"`, 'malformed'],
    ['the name inside a value', `a=sid=${id}`, 'none'],
    ['twice the same', `sid=${id}; sid=${id}`, 'sent-twice'],
    ['twice, one of them bad', `sid=${id}; sid=x`, 'sent-twice'],
  ];
  for (const [what, header, kind] of cases) {
    test(`${what}: ${kind}`, () => {
      const read = readSentSession(header, 'sid');
      assert.equal(read.kind, kind);
      if (read.kind === 'id') assert.equal(read.id, id);
    });
  }

  test('answers for any text, and finds an id only where the header has it exactly once', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const read = readSentSession(header, 'sid');
        assert.ok(['none', 'malformed', 'sent-twice', 'id'].includes(read.kind));
        if (read.kind === 'id') assert.equal(header.split(read.id).length, 2);
      }),
    );
  });

  test('reads 10,000 cookies in one pass', () => {
    const header = `${Array.from({ length: 10_000 }, (_, index) => `c${index}=v`).join('; ')}; sid=${id}`;
    assert.deepEqual(readSentSession(header, 'sid'), { kind: 'id', id, key: sessionKey(id) });
  });
});

describe('the set-cookie-string', () => {
  test('is HttpOnly, SameSite=Lax and host-only by default settings', () => {
    const settings = {
      name: 'sid',
      path: '/',
      secure: false,
      httpOnly: true,
      sameSite: 'Lax',
      partitioned: false,
    } as const;
    assert.equal(cookieSetter(settings)(id), `sid=${id}; Path=/; HttpOnly; SameSite=Lax`);
    assert.equal(cookieRemoval(settings), 'sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax');
  });

  test('carries every attribute that is chosen', () => {
    const line = cookieSetter({
      name: '__Secure-sid',
      path: '/app',
      domain: 'example.test',
      secure: true,
      httpOnly: false,
      sameSite: 'None',
      partitioned: true,
      maxAge: 60,
    })(id);
    assert.equal(
      line,
      `__Secure-sid=${id}; Domain=example.test; Path=/app; Max-Age=60; Secure; SameSite=None; Partitioned`,
    );
  });
});
