import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { isTurnedAway } from '../../extension/trace/summary/session-state.ts';
import { ownPage } from './asks.ts';
import { type Reply, Story } from './story.ts';

// What the card of a session says of its fate: the page to sign in opens to everybody, and takes no refusal back.

const SESSION = 'sid=Ab3dE6gH9kLmN0pQrS5tUv';
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, to('/', { setCookie: [`${SESSION}; Path=/; Secure`] }), { ...ownPage, method: 'POST' })
    .visits('/', SESSION, {}, ownPage);
}

function fate(story: Story): boolean | undefined {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  const session = fold.trace.sessions[0];
  return session && isTurnedAway(session);
}

for (const page of ['/login', '/login?reason=timeout', '/?session=expired'])
  test(`a session that was led to ${page}, and took its cookie along, was turned away`, () => {
    const story = signedIn().visits('/orders', SESSION, to(page), ownPage);
    assert.equal(fate(story), true);
    assert.equal(fate(story.visits(page, SESSION, {}, ownPage)), true);
  });

test('a page that opens afterwards takes it back, and a page to sign in by itself says nothing', () => {
  const story = signedIn().visits('/orders', SESSION, to('/login'), ownPage).visits('/orders', SESSION, {}, ownPage);
  assert.equal(fate(story), false);
  assert.equal(fate(signedIn().visits('/login', SESSION, {}, ownPage)), false);
});
