import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { id } from './ids.ts';
import { type Ask, cookieOf, Story } from './story.ts';

// What the browser reports of its jar, late or not at all, and what a recording makes of it.

const [A, B, C, D] = [id('a'), id('b'), id('c'), id('d')];
const DAY = 24 * 60 * 60 * 1000;
const line = (value: string, more = ''): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax${more}`;

const recording = (): Story => new Story().started().add({ kind: 'jar', cookies: [] });

function folded(story: Story): Trace {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  return fold.trace;
}

const fates = (story: Story): string[] =>
  folded(story).sessions.map(({ number, end }) => `#${number} ${end?.cause ?? 'lives'}`);

const actions = (story: Story): (string | undefined)[] =>
  folded(story).entries.map(({ effects }) => effects[0]?.action);

describe('an expired cookie that Chromium reports when it next looks into its jar', () => {
  const ends = (cause: 'expired' | 'explicit'): number => {
    const story = recording();
    const expires = story.time + 60_000;
    const held = cookieOf('sid', A, { session: false, expirationDate: expires / 1000 });
    story.asks('/').responds({ setCookie: [line(A, '; Max-Age=59')] });
    story
      .stores(held)
      .wait(5 * 60_000)
      .loses(held, cause)
      .visits('/', undefined);
    return (folded(story).sessions[0]?.end?.time ?? 0) - expires;
  };

  test('ended when its time was over', () => {
    assert.equal(ends('expired'), 0);
  });

  test('and one that was deleted ended when that was reported', () => {
    assert.ok(ends('explicit') > 0);
  });
});

describe('a cookie that scripts may read', () => {
  const threads = (lifetime: number): number => {
    const story = recording();
    const expirationDate = (story.time + lifetime) / 1000;
    const asked = story.asks('/pixel', { type: 'image' });
    asked.responds({ setCookie: [`trail=${A}; Path=/; Max-Age=${lifetime / 1000}`] });
    story.stores(cookieOf('trail', A, { httpOnly: false, session: false, expirationDate }));
    asked.completes();
    return folded(story).threads.size;
  };

  test('and that lives for a year is no session, also where the jar reports it', () => {
    assert.equal(threads(365 * DAY), 0);
  });

  test('and that lives for a day may be one', () => {
    assert.equal(threads(DAY), 1);
  });
});

describe('responses at short intervals set new ids, and the jar does not change', () => {
  /** Somebody is signed in with A; three answers set B, C and D. */
  const threeIds = (kept?: string): Story => {
    const story = recording().creates('sid', A);
    for (const value of [B, C, D]) {
      const asked = story.asks('/next', { cookie: `sid=${A}` }).responds({ setCookie: [line(value)] });
      if (value === kept) story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', value));
      asked.completes();
    }
    return story;
  };

  test('none of them was kept, and the session before them lives on', () => {
    assert.deepEqual(fates(threeIds()), ['#1 lives', '#2 refused', '#3 refused', '#4 refused']);
    assert.deepEqual(actions(threeIds()), ['created', 'refused', 'refused', 'refused']);
  });

  test('where the last one was kept, it alone came in the place of the session', () => {
    const { sessions } = folded(threeIds(D));
    assert.deepEqual(fates(threeIds(D)), ['#1 replaced', '#2 refused', '#3 refused', '#4 lives']);
    assert.equal(sessions[0]?.end?.successor, sessions[3]);
    assert.equal(sessions[0]?.end?.entry?.step, 4);
  });
});

describe('a frame asks without the cookie that it was just given', () => {
  const frame: Ask = { type: 'sub_frame', frameId: 3, topUrl: 'http://localhost:3000/' };
  const second = (isKept: boolean): string | undefined => {
    const story = recording();
    const asked = story.asks('/start', frame).responds({ setCookie: [line(A)] });
    if (isKept) story.stores(cookieOf('sid', A));
    asked.completes();
    return actions(story.visits('/', undefined, {}, frame))[1];
  };

  test('where the jar never showed it, there was none to send', () => {
    assert.equal(second(false), undefined);
  });

  test('where the jar shows it, it was not sent', () => {
    assert.equal(second(true), 'not-sent');
  });
});

describe('the jar holds a second cookie of the name for another path', () => {
  const link: Ask = { initiator: 'https://mail.example', headers: [['sec-fetch-site', 'cross-site']] };
  const strict = cookieOf('sid', A, { sameSite: 'strict' });

  /** Why the first thread's session did not go along with the last request. */
  const reasonOf = (story: Story): string | undefined =>
    folded(story).entries.at(-1)?.effects[0]?.notSent?.predicted.reasons[0]?.code;

  test('a page of this path lacks the one of this path', () => {
    const twin = cookieOf('sid', C, { path: '/other' });
    const story = new Story().started().add({ kind: 'jar', cookies: [twin, strict] });
    story.visits('/other', `sid=${C}`).visits('/', `sid=${A}`);
    assert.equal(reasonOf(story.visits('/', undefined, {}, link)), 'samesite-strict');
  });

  test('and where there is no other, the path is the reason', () => {
    const story = new Story().started().add({ kind: 'jar', cookies: [cookieOf('sid', C, { path: '/other' })] });
    assert.equal(reasonOf(story.visits('/other', `sid=${C}`).visits('/', undefined, {}, link)), 'path-mismatch');
  });

  const sessions = (changes: Partial<BrowserCookie>): number => {
    const story = new Story().started().add({ kind: 'jar', cookies: [cookieOf('sid', C, changes)] });
    return folded(story.visits('/', undefined, {}, { ...link, method: 'POST' })).sessions.length;
  };

  test('one that no request could carry here is no session that was missed', () => {
    assert.equal(sessions({ path: '/other' }), 0);
    const partitionKey = { topLevelSite: 'https://portal.example' };
    assert.equal(sessions({ secure: true, partitionKey }), 0);
    assert.equal(sessions({}), 1);
  });

  const intent = (changes: Partial<BrowserCookie>): string | undefined => {
    const story = new Story().started().add({ kind: 'jar', cookies: [cookieOf('sid', C, changes)] });
    story.visits('/login', undefined, { setCookie: [line(A, '; Max-Age=0')] });
    return folded(story).entries[0]?.setCookies[0]?.intent;
  };

  test('a new id that is born expired clears no cookie of another path or host', () => {
    assert.equal(intent({ path: '/other' }), 'set');
    assert.equal(intent({ domain: 'sub.localhost' }), 'set');
    assert.equal(intent({ partitionKey: { topLevelSite: 'https://portal.example' } }), 'set');
    assert.equal(intent({}), 'delete');
  });
});

test('a cookie of a partition that may not be this one shows no request without credentials', () => {
  const asks = (changes: Partial<BrowserCookie>): boolean | undefined => {
    const held = cookieOf('sid', A, { secure: true, sameSite: 'no_restriction', ...changes });
    const story = new Story().started().add({ kind: 'jar', cookies: [held] });
    return folded(story.visits('/api/me', undefined, {}, { type: 'xmlhttprequest' })).entries[0]?.withoutCredentials;
  };
  assert.equal(asks({ partitionKey: { topLevelSite: 'https://portal.example' } }), undefined);
  assert.equal(asks({}), true);
});
