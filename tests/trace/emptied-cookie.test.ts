import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { setCookieVerdict } from '../../extension/trace/verdicts/set-cookie-verdict.ts';
import { answerName } from './findings/finding-names.ts';
import { cookieOf, Story } from './story.ts';

// Servers that cannot clear a cookie, or do not want to, keep it with nothing in it. Such a cookie is no session.

const VALUE = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Q';

function traceOf(story: Story): Trace {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  return fold.trace;
}

/** Each session’s value and how it ended. */
const lives = (trace: Trace): string[] =>
  trace.sessions.map(({ value, end }) => `${value.slice(0, 4)}: ${end?.cause ?? 'lives'}`);

describe('a response that empties the session’s cookie ends the session', () => {
  for (const line of [
    'sid=; Path=/',
    'sid=""; Path=/; HttpOnly',
    'sid=; Path=/; Max-Age=3600',
    'sid=LOGGEDOFF; Path=/',
  ])
    test(`in a file: ${line}`, () => {
      const story = new Story('https://app.example')
        .started()
        .visits('/login', undefined, { setCookie: [`sid=${VALUE}; Path=/`] }, { method: 'POST' })
        .visits('/a', `sid=${VALUE}`)
        .visits('/logout', `sid=${VALUE}`, { setCookie: [line] }, { method: 'POST' })
        .visits('/b', 'sid=');
      const trace = traceOf(story);
      assert.deepEqual(lives(trace), ['k3Fz: server']);
      const [empty] = trace.entries[2]?.setCookies ?? [];
      assert.ok(empty !== undefined);
      const { outcome, agrees } = setCookieVerdict(empty);
      assert.deepEqual([outcome, agrees], ['stored', true], 'the browser keeps it, empty');
      assert.equal(answerName(story), 'signed-out: 3');
    });

  test('in a recording, where the jar shows it', () => {
    const story = new Story().started().creates('sid', VALUE);
    story
      .asks('/logout', { method: 'POST', cookie: `sid=${VALUE}` })
      .responds({ setCookie: ['sid=; Path=/; HttpOnly; SameSite=Lax'] });
    story.stores(cookieOf('sid', '')).visits('/', 'sid=');
    assert.deepEqual(lives(traceOf(story)), ['k3Fz: server']);
  });

  test('where it goes along no more, the session does not come back', () => {
    const story = new Story('https://app.example')
      .started()
      .visits('/login', undefined, { setCookie: [`sid=${VALUE}; Path=/`] }, { method: 'POST' })
      .visits('/logout', `sid=${VALUE}`, { setCookie: ['sid=; Path=/'] }, { method: 'POST' })
      .visits('/b', undefined);
    assert.deepEqual(lives(traceOf(story)), ['k3Fz: server']);
  });

  test('where the old value is sent again, it was not emptied', () => {
    const story = new Story('https://app.example')
      .started()
      .visits('/login', undefined, { setCookie: [`sid=${VALUE}; Path=/`] }, { method: 'POST' })
      .visits('/a/logout', `sid=${VALUE}`, { setCookie: ['sid='] }, { method: 'POST' })
      .visits('/b', `sid=${VALUE}`);
    assert.deepEqual(lives(traceOf(story)), ['k3Fz: lives']);
  });
});

test('a script that empties the cookie ends the session', () => {
  const story = new Story().started().creates('sid', VALUE).wait(5_000);
  story.stores(cookieOf('sid', '', { httpOnly: false }));
  assert.deepEqual(lives(traceOf(story)), ['k3Fz: script']);
});

test('a sign-in after it begins a new session', () => {
  const story = new Story('https://app.example').started().visits('/', 'sid=');
  story
    .visits('/login', 'sid=', { setCookie: [`sid=${VALUE}; Path=/`] }, { method: 'POST' })
    .visits('/a', `sid=${VALUE}`);
  assert.deepEqual(lives(traceOf(story)), ['k3Fz: lives']);
  assert.equal(traceOf(story).entries[1]?.effects[0]?.action, 'created');
});
