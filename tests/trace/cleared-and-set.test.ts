import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { id } from './ids.ts';
import { cookieOf, Story } from './story.ts';

// PHP and others clear the cookie and set a new id in one response: that is a change of the id, and no end.

const [A, B] = [id('a'), id('b')];
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;

describe('one response that clears the cookie and sets another id', () => {
  const CLEARS = 'sid=; Path=/; Max-Age=0';
  const answers = (path: string, isKept: boolean, more: { readonly count?: number } = {}): string[] => {
    const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A).counts('sid', A, 2);
    const asked = story.asks(path, { method: 'POST', cookie: `sid=${A}` });
    asked.responds({ setCookie: [CLEARS, kept(B)], ...more });
    story.loses(cookieOf('sid', A), 'expired_overwrite');
    if (isKept) story.stores(cookieOf('sid', B));
    asked.completes();
    const fold = createFold();
    fold.apply(story.events);
    fold.settle(story.time + 10_000);
    return fold.trace.sessions.map(
      ({ number, end }) => `#${number} ${end?.cause ?? 'lives'} ${end?.successor?.number ?? ''} ${end?.judgedBy ?? ''}`,
    );
  };

  test('changes the id', () => {
    assert.deepEqual(answers('/login', true, { count: 3 }), ['#1 rotated 2 count', '#2 lives  ']);
  });

  test('ends it where the browser did not keep the new one', () => {
    assert.deepEqual(answers('/login', false, { count: 3 }), ['#1 server  ', '#2 refused  ']);
  });

  test('and a sign-out that gives a stranger’s id goes on with nothing', () => {
    assert.deepEqual(answers('/logout', true), ['#1 replaced 2 ', '#2 lives  ']);
    assert.deepEqual(answers('/profile', true), ['#1 rotated 2 method', '#2 lives  ']);
  });
});
