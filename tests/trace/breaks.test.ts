import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { id } from './ids.ts';
import { cookieOf, Story } from './story.ts';

// A change of the jar that falls into a break of the recording is not reported. The jar that is shown afterwards tells.

const [A, B] = [id('a'), id('b')];
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;
const MINUTE = 60_000;

type Break = (story: Story) => Story;

const paused: Break = (story) =>
  story.add({ kind: 'recording', on: false }).wait(MINUTE).add({ kind: 'recording', on: true });
const killed: Break = (story) => story.wait(MINUTE).started();

/** A response sets B over A, and the break begins before the browser has reported the change. */
function signsIn(takeBreak: Break, held: BrowserCookie, between: Break = (story) => story): Story {
  const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A);
  const asked = story
    .asks('/login', { method: 'POST', cookie: `sid=${A}` })
    .responds({ setCookie: [kept(B)], count: 2 });
  asked.completes();
  takeBreak(between(story)).add({ kind: 'jar', cookies: [held] });
  return story.counts('sid', held.value, 3);
}

function fates(story: Story): string[] {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  const line = fold.trace.entries[1]?.setCookies[0];
  const shown = line?.observed !== undefined ? 'shown' : line?.silent === true ? 'silent' : 'open';
  return [shown, ...fold.trace.sessions.map(({ number, end }) => `#${number} ${end?.cause ?? 'lives'}`)];
}

for (const [name, takeBreak] of Object.entries({ paused, killed }))
  describe(`${name} between a response and its change`, () => {
    test('the jar that holds its cookie shows that it was kept', () => {
      assert.deepEqual(fates(signsIn(takeBreak, cookieOf('sid', B))), ['shown', '#1 rotated', '#2 lives']);
    });

    test('the same value with other flags was written by something else', () => {
      const [shown] = fates(signsIn(takeBreak, cookieOf('sid', B, { httpOnly: false })));
      assert.notEqual(shown, 'shown');
    });

    test('where the old value went along meanwhile, the new one was written later', () => {
      const uses: Break = (story) => story.counts('sid', A, 2);
      const [shown] = fates(signsIn(takeBreak, cookieOf('sid', B), uses));
      assert.notEqual(shown, 'shown');
    });
  });

test('killed between a response and its change, and the jar holds the old value: the new one was not kept', () => {
  assert.deepEqual(fates(signsIn(killed, cookieOf('sid', A))), ['silent', '#1 lives', '#2 refused']);
});

describe('killed soon after two answers that each set a session, before the silence of the jar could speak', () => {
  const ends = (held: readonly BrowserCookie[], between: Break = (story) => story): string[] => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] });
    for (const value of [A, B]) story.wait(-800).visits('/start', undefined, { setCookie: [kept(value)] });
    between(story).wait(300).started().add({ kind: 'jar', cookies: held });
    const fold = createFold();
    fold.apply(story.events);
    return fold.trace.sessions.map(({ number, end }) => `#${number} ${end?.cause ?? 'lives'}`);
  };

  test('the jar that is shown holds neither: none was kept', () => {
    assert.deepEqual(ends([]), ['#1 refused', '#2 refused']);
  });

  test('the jar holds the second one', () => {
    assert.deepEqual(ends([cookieOf('sid', B)]), ['#1 overwritten', '#2 lives']);
  });

  test('where much was lost in between, something else may have removed it', () => {
    const lost: Break = (story) => {
      const { time } = story.wait(100);
      return story
        .add({ kind: 'lost', events: 9, entries: 3, why: 'memory', from: time, to: time + 4_000 })
        .wait(4_000);
    };
    assert.deepEqual(ends([], lost), ['#1 overwritten', '#2 lives']);
  });

  test('of a host that is not watched any more the jar says nothing', () => {
    const revoked: Break = (story) => story.add({ kind: 'permission', granted: false, origins: ['*://localhost/*'] });
    assert.deepEqual(ends([], revoked), ['#1 overwritten', '#2 lives']);
  });
});

test('a pause that begins at once proves nothing by its silence', () => {
  const login = (): Story => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A);
    story
      .asks('/login', { method: 'POST', cookie: `sid=${A}` })
      .responds({ setCookie: [kept(B)] })
      .completes();
    return story;
  };
  assert.equal(fates(paused(login()))[0], 'open');
  assert.equal(fates(login().wait(MINUTE))[0], 'silent');
});

describe('killed between a sign-out and the removal of its cookie', () => {
  const ends = (held: readonly BrowserCookie[]): string[] => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A);
    story.visits('/logout', `sid=${A}`, { setCookie: ['sid=; Path=/; Max-Age=0'] }, { method: 'POST' });
    killed(story).add({ kind: 'jar', cookies: held });
    const fold = createFold();
    fold.apply(story.events);
    return fold.trace.rows.flatMap((row) => (row.kind === 'end' ? [row.end.undoneBy ?? row.end.cause] : []));
  };

  test('a jar that still holds it shows that nothing ended', () => {
    assert.deepEqual(ends([cookieOf('sid', A)]), ['kept']);
  });

  test('an empty jar shows that it did', () => {
    assert.deepEqual(ends([]), ['server']);
  });
});

describe('the request that wakes the background is told of after the jar, which it has changed already', () => {
  const wakes = (held: readonly BrowserCookie[], setCookie: string, ago = 500): Story => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A).counts('sid', A, 2);
    story.wait(MINUTE).started().add({ kind: 'jar', cookies: held });
    // A request of the story leaves one second after the one before.
    const asked = story.wait(-1000 - ago).asks('/logout', { method: 'POST', cookie: `sid=${A}` });
    asked.responds({ status: 303, setCookie: [setCookie], headers: [['location', '/login']] }).completes();
    return story.wait(ago);
  };
  const ends = ({ events }: Story) => {
    const fold = createFold();
    fold.apply(events);
    fold.settle((events.at(-1)?.time ?? 0) + 10_000);
    return fold.trace.sessions.map(({ origin, end }) => [origin, end?.cause, end?.entry?.step, end?.since]);
  };
  const cleared = 'sid=; Path=/; Max-Age=0; HttpOnly';

  test('its answer cleared the cookie', () => {
    assert.deepEqual(ends(wakes([], cleared)), [['server', 'server', 3, undefined]]);
  });

  test('its answer gave the session a new id', () => {
    const [old, next] = ends(wakes([cookieOf('sid', B)], kept(B)));
    assert.deepEqual(next, ['server', undefined, undefined, undefined]);
    assert.equal(old?.[2], 3);
    assert.match(String(old?.[1]), /^(?:rotated|replaced)$/);
  });

  test('one that left after the jar was read, and one that sets another value, are not to blame', () => {
    assert.equal(ends(wakes([], cleared, -500))[0]?.[1], 'unknown');
    assert.equal(ends(wakes([cookieOf('sid', B)], kept(id('c'))))[0]?.[1], 'overwritten');
  });
});
