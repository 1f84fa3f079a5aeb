import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { isSessionRole } from '../../extension/cookies/names/cookie-role.ts';
import { parseSetCookie } from '../../extension/cookies/parse-set-cookie.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { frameworkOf, knownCookie, recogniseSession } from '../../extension/trace/model/recognise.ts';
import { FIELD_LINES } from './field-lines.ts';
import { Story } from './story.ts';

const pairOf = (line: string): { name: string; value: string } => {
  const { name, value } = parseSetCookie(line, BROWSER_RULES.chromium, 0);
  return { name, value };
};

/** What is seen of a cookie that the browser sends and whose Set-Cookie nobody saw. */
const carried = { issued: false, sent: true, httpOnly: false, counted: false };
const issued = { issued: true, sent: false, httpOnly: true, counted: false };
const COMPANIONS = new Set(['csrf', 'load-balancer', 'remember-me', 'state']);

describe('a line from the field', () => {
  for (const { line, role, product } of FIELD_LINES) {
    const { name, value } = pairOf(line);
    const follows = isSessionRole(role) ? 'session' : COMPANIONS.has(role) ? role : undefined;

    test(`${name} is ${role}${product === undefined ? '' : ` of ${product}`}, also when it is merely carried`, () => {
      const known = knownCookie(name, value);
      // Whose a cookie is, is said only where one product alone uses the name.
      const claimed = known?.certainty === 'certain' ? known.product : undefined;
      assert.deepEqual([known?.role, claimed], [role, product]);
      assert.equal(recogniseSession(name, { ...issued, value }, undefined)?.role, follows);
      assert.equal(recogniseSession(name, { ...carried, value }, undefined)?.role, follows);
    });
  }

  test('begins a session in a recording that starts signed in, where it is one', () => {
    const sessions = FIELD_LINES.filter(({ role }) => isSessionRole(role)).map(({ line }) => pairOf(line));
    const others = FIELD_LINES.filter(({ role }) => !isSessionRole(role)).map(({ line }) => pairOf(line));
    for (const { name, value } of sessions) {
      const fold = createFold();
      const rest = others.map((other) => `${other.name}=${other.value}`);
      fold.apply(new Story().started().visits('/', [...rest, `${name}=${value}`].join('; ')).events);
      assert.deepEqual(
        [...fold.trace.threads.values()].map((thread) => thread.name),
        [name],
      );
    }
  });
});

describe('the framework of a cookie', () => {
  const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
  for (const [name, value, framework] of [
    ['sessionid', '8o2h11kxdn5sti8eqly2wvb2uobzjfbj', 'django'],
    ['connect.sid', 's%3Aabc.def', 'express'],
    ['.AspNetCore.Cookies', 'x', 'aspnetcore'],
    ['next-auth.session-token', JWT, 'authjs'],
    // The name says nothing; the value does.
    ['acme', 'eyJ2aXNpdHMiOjN9:1xVJQ2:KwiVDehnd7FDFdZtH1bUcE4c4r7AWVvCY9yOuNz9w-c', 'django'],
    ['acme', 'eyJ2aXNpdHMiOjMsInVzZXIiOiJhbm4ifQ.awOfMQ.qItHIO_I-w-zRK6KefQOAMTu_qA', 'flask'],
    ['acme', JWT, undefined],
    ['acme', '0f1e2d3c4b5a69788796a5b4c3d2e1f0', undefined],
  ] as const) {
    test(`${name}=${value.slice(0, 12)} is ${framework ?? 'not known'}`, () => {
      assert.equal(frameworkOf(name, value), framework);
    });
  }
});
