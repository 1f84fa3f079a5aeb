import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { valueFormat } from '../../extension/cookies/value-format.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { candidatesOf } from '../../extension/trace/model/candidates.ts';
import { recogniseSession, type SessionEvidence } from '../../extension/trace/model/recognise.ts';
import { readValue } from '../../extension/trace/model/session-value.ts';
import type { FoldOptions, Trace } from '../../extension/trace/model/trace.ts';
import { Story } from './story.ts';

const RANDOM = 'q8ZtLw3NcVb6XmKj1HgFd5SaPo9Iu2Yt';
const OTHER_RANDOM = 'M2xKq7Rt4Vw9Zb1Nc6Ld3Hf8Js5Gp0Ya';
const DAY = 24 * 60 * 60 * 1000;

const seen = (changes: Partial<SessionEvidence> = {}): SessionEvidence => ({
  value: RANDOM,
  issued: true,
  sent: false,
  httpOnly: true,
  counted: false,
  ...changes,
});

const trust = (name: string, changes: Partial<SessionEvidence> = {}, chosen?: readonly string[]): number =>
  recogniseSession(name, seen(changes), chosen)?.trust ?? -1;

function folded(story: Story, options: FoldOptions = {}): Trace {
  const fold = createFold(options);
  fold.apply(story.events);
  return fold.trace;
}

const names = (threads: Trace['threads']): string[] => [...threads.values()].map(({ name }) => name);

describe('recognising the session cookie', () => {
  test('trust rises from behaviour over known names to the choice of the user', () => {
    const rising = [
      trust('x7', { httpOnly: false }),
      trust('x7'),
      trust('x7', { httpOnly: false, sent: true }),
      trust('x7', { sent: true }),
      trust('app_session'),
      trust('sessionid'),
      trust('app_session', { counted: true }),
      trust('sessionid', { counted: true }),
      trust('x7', {}, ['y', 'x7']),
      trust('x7', {}, ['x7', 'y']),
    ];
    assert.deepEqual(
      rising,
      rising.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(rising).size, rising.length);
    assert.ok((rising[0] ?? 0) > 0);
  });

  test('of the tokens of one sign-in the one that each request needs is the main one', () => {
    assert.ok(trust('sessionid') > trust('sAccessToken'));
    assert.ok(trust('sAccessToken') > trust('sRefreshToken'));
    assert.ok(trust('sRefreshToken') > trust('app_session'));
  });

  test('analytics, consent, payment and preference cookies are no sessions, whatever their values', () => {
    for (const name of [
      '_ga',
      '_uetsid',
      'taboola_session_id',
      '_shopify_s',
      '__stripe_sid',
      'OptanonConsent',
      'CookieConsent',
      'ai_session',
      '_hjSession_123',
      'locale',
    ]) {
      assert.equal(recogniseSession(name, seen({ sent: true }), undefined), undefined, name);
    }
  });

  test('what is merely carried is one by the form of its value, unless its name says what else it is', () => {
    const iron = `Fe26.2**${'9f86d081'.repeat(8)}*${RANDOM}*${RANDOM}${RANDOM}**${'0c4a7be1'.repeat(8)}*${OTHER_RANDOM}`;
    const express = `s%3A${RANDOM}.${RANDOM}abcdefghi0K`;
    for (const value of [iron, express]) {
      assert.equal(recogniseSession('x7', seen({ value, issued: false, sent: true }), undefined)?.role, 'session');
      for (const name of ['x7-flash', 'prefs', 'x_csrf', 'oidcState'])
        assert.equal(
          recogniseSession(name, seen({ value, issued: false, sent: true }), undefined)?.role === 'session',
          false,
          name,
        );
    }
    const sealed = `CfDJ8${RANDOM}${OTHER_RANDOM}`;
    assert.equal(recogniseSession('x7', seen({ value: sealed, issued: false, sent: true }), undefined), undefined);
    assert.equal(
      recogniseSession('__Host-bff', seen({ value: sealed, issued: false, sent: true }), undefined)?.role,
      'session',
    );
  });

  test('what is merely carried is one by the words of its name, also where capital letters part them', () => {
    const role = (name: string) => recogniseSession(name, seen({ issued: false, sent: true }), undefined)?.role;
    for (const name of ['shop_session', 'shopSession', 'userToken', 'MySessionId', 'SSOID'])
      assert.equal(role(name), 'session', name);
    for (const name of ['xsrfToken', 'formCsrf_token', 'sessionless', 'tokens', 'recentItems'])
      assert.notEqual(role(name), 'session', name);
  });

  test('cookies that stand beside a session are not taken for it', () => {
    const role = (name: string) => recogniseSession(name, seen(), undefined)?.role;
    assert.equal(role('csrftoken'), 'csrf');
    assert.equal(role('XSRF-TOKEN'), 'csrf');
    assert.equal(role('remember_token'), 'remember-me');
    assert.equal(role('AWSALB'), 'load-balancer');
    assert.equal(role('sessionid'), 'session');
  });

  test('the choice of the user makes a session even of what is known to be none', () => {
    assert.deepEqual(recogniseSession('csrftoken', seen(), ['csrftoken'])?.role, 'session');
    assert.equal(recogniseSession('_ga', seen(), ['_ga'])?.why, 'chosen');
  });

  test('by behaviour alone the value must look like an id, and the server must have set it', () => {
    assert.equal(recogniseSession('x7', seen({ value: 'dark-mode-for-everyone' }), undefined), undefined);
    assert.equal(recogniseSession('x7', seen({ value: 'k3Fz' }), undefined), undefined);
    assert.equal(recogniseSession('x7', seen({ issued: false }), undefined), undefined);
  });

  test('a cookie that lives for a year and that scripts can read is a visitor, not a session', () => {
    assert.equal(recogniseSession('visitor', seen({ httpOnly: false, lifetime: 365 * DAY }), undefined), undefined);
    assert.ok(recogniseSession('visitor', seen({ httpOnly: false, lifetime: 14 * DAY }), undefined));
    assert.ok(recogniseSession('visitor', seen({ httpOnly: true, lifetime: 365 * DAY }), undefined));
  });

  test('a name that many things have needs a value that looks like an id', () => {
    assert.equal(recogniseSession('id', seen({ value: '5' }), undefined), undefined);
    assert.equal(recogniseSession('id', seen(), undefined)?.why, 'known-name');
  });
});

describe('the id in a value', () => {
  test('stays the same where a signature or a route changes', () => {
    const signature = 'OK+1ecVBuji2wCnLP09OIHHXdsDpveAterejfORsvgY';
    assert.equal(
      readValue(`s%3AVLZfw9ZGJTf7XJFGIhzftlYTNoN5-pUk.${encodeURIComponent(signature)}`).id,
      'VLZfw9ZGJTf7XJFGIhzftlYTNoN5-pUk',
    );
    assert.equal(readValue('0123456789ABCDEF0123456789ABCDEF.node1').id, '0123456789ABCDEF0123456789ABCDEF');
  });

  test('is the whole value where the session lies in the cookie itself, which is said', () => {
    const flask = readValue('eyJ2aXNpdHMiOjF9.awOgkw.8mjpaUbcB8xvhsK5wzjCa81FMmY');
    assert.equal(flask.clientSide, true);
  });

  test('is read by the fold as the whole table of forms reads it', () => {
    const signature27 = '8mjpaUbcB8xvhsK5wzjCa81FMmY';
    const signature43 = 'OK1ecVBuji2wCnLP09OIHHXdsDpveAterejfORsvgY0';
    const samples = [
      '0bht39gnrnhj2pt8avrv6sqp9pb0f1q3',
      'kb8omgcu8p66rruchnvg1554k0',
      `s:VLZfw9ZGJTf7XJFGIhzftlYTNoN5-pUk.${signature43}`,
      `VLZfw9ZGJTf7XJFGIhzftlYTNoN5-pUk.${signature43}`,
      `VLZfw9ZGJTf7XJFGIhzftlYTNoN5pUk1.${signature27}`,
      '0123456789ABCDEF0123456789ABCDEF.node1',
      '7d4f9a86-3c1e-4b52-9f0d-2a6b8c1d5e3f.server-2',
      '7d4f9a86-3c1e-4b52-9f0d-2a6b8c1d5e3f',
      'eyJ2aXNpdHMiOjF9.awOgkw.8mjpaUbcB8xvhsK5wzjCa81FMmY',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
      'dark',
      '1763858400',
    ];
    for (const sample of samples) {
      const whole = valueFormat(sample);
      const { id, clientSide } = readValue(sample);
      assert.deepEqual({ id, clientSide }, { id: whole.idPart ?? sample, clientSide: whole.clientSide }, sample);
    }
  });
});

describe('several followed cookies on one site', () => {
  const site = (): Story => {
    const story = new Story().started();
    const lines = [
      `csrftoken=${OTHER_RANDOM}; Path=/; Max-Age=31449600`,
      'AWSALB=abcDEF123abcDEF123; Path=/',
      `remember_token=7|${RANDOM}; Path=/; HttpOnly`,
      `sessionid=${RANDOM}; Path=/; HttpOnly`,
      '_ga=GA1.1.123456789.1700000000; Path=/',
    ];
    story.visits('/', undefined, { setCookie: lines, count: 1 });
    return story.visits('/', `csrftoken=${OTHER_RANDOM}; sessionid=${RANDOM}`, { count: 2 });
  };

  test('each is a thread of its own; the session is the main one and alone counts', () => {
    const trace = folded(site());
    assert.deepEqual(names(trace.threads), ['sessionid']);
    assert.deepEqual(names(trace.companions).sort(), ['AWSALB', 'csrftoken', 'remember_token']);
    const [first, second] = trace.entries;
    assert.deepEqual(
      first?.effects.map(({ thread, action }) => [thread.name, action]),
      [['sessionid', 'created']],
    );
    assert.deepEqual(
      second?.companions.map(({ thread, action }) => [thread.name, action]).filter(([name]) => name === 'csrftoken'),
      [['csrftoken', 'resumed']],
    );
    assert.equal(trace.sessions.length, 1);
    assert.equal(trace.sessions[0]?.count, 2);
  });

  test('are offered with what else could be one, and last what is known to be none', () => {
    const held = [
      { name: '_ga', value: 'GA1.1.123456789.1700000000' },
      { name: 'x7', value: 'x' },
      { name: 'portal_session', value: RANDOM },
      { name: 'sessionid', value: RANDOM },
    ];
    const offered = candidatesOf(folded(site()), 'localhost', '0', held);
    assert.deepEqual(
      offered.map(({ name, thread, known }) => [name, thread !== undefined, known?.role]),
      [
        ['sessionid', true, 'session'],
        ['AWSALB', true, 'load-balancer'],
        ['csrftoken', true, 'csrf'],
        ['remember_token', true, 'remember-me'],
        ['portal_session', false, 'session'],
        ['x7', false, undefined],
        ['_ga', false, 'analytics'],
      ],
    );
  });

  test('a page that sets a CSRF cookie alone begins no session', () => {
    const trace = folded(new Story().started().visits('/', undefined, { setCookie: [`csrftoken=${RANDOM}; Path=/`] }));
    assert.deepEqual(trace.entries[0]?.effects, []);
    assert.equal(trace.sessions.length, 0);
    assert.ok(trace.rows.every((row) => row.kind === 'entry'));
  });

  test('the user can make another cookie the main one, and the rest stays', () => {
    const trace = folded(site(), { chosenNames: { localhost: ['remember_token'] } });
    assert.deepEqual(
      trace.entries[0]?.effects.map(({ thread }) => [thread.name, thread.why]),
      [
        ['remember_token', 'chosen'],
        ['sessionid', 'counted'],
      ],
    );
  });

  test('the count of another header is read where the user named it', () => {
    const story = new Story().started().visits('/', undefined, {
      setCookie: [`sessionid=${RANDOM}; Path=/; HttpOnly`],
      headers: [['x-visits', '7']],
    });
    assert.deepEqual(folded(story).entries[0]?.counts, []);
    const named = folded(story, { countHeaders: { localhost: 'X-Visits' } });
    assert.deepEqual(named.entries[0]?.counts, [{ count: 7, source: 'header', from: 'x-visits', text: '7' }]);
    assert.equal(named.sessions[0]?.count, 7);
  });

  test('two sources that disagree are both kept, the header first', () => {
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [`sessionid=${RANDOM}; Path=/; HttpOnly`], count: 3 });
    story.add({
      kind: 'count',
      requestId: '1',
      tabId: 1,
      url: 'http://localhost:3000/',
      count: 4,
      source: 'body',
      pattern: 'Visit count: #',
      text: 'Visit count: 4',
    });
    const [entry] = folded(story).entries;
    assert.deepEqual(
      entry?.counts.map(({ source, count }) => [source, count]),
      [
        ['header', 3],
        ['body', 4],
      ],
    );
  });
});
