import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nodeText } from '../../../cli/node-text.ts';
import { type Comparison, compareTraces, type Side } from '../../../extension/trace/findings/compare.ts';
import { sayDifference } from '../../../extension/trace/findings/say-difference.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';
import { type Reply, Story } from '../story.ts';

const english = nodeText('en');
const ID = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
const found = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  headers: [['location', location]],
  ...more,
});

function side(story: Story): Side {
  const fold = createFold();
  fold.apply(story.events);
  return { trace: fold.trace, site: 'app.example', storeId: '0' };
}

function said({ differences }: Comparison): string[] {
  return differences.map((difference) => plain(english, sayDifference(difference)));
}

/** A sign-in that comes back by GET or by POST, with a state cookie of this SameSite. */
function signIn(wayBack: 'GET' | 'POST', sameSite = 'Lax'): Story {
  const story = new Story('https://app.example').started();
  const line = `sid=${ID}; Path=/; Secure; HttpOnly; SameSite=${sameSite}`;
  story.visits('/signin', undefined, found('https://idp.example/authorize', { setCookie: [line] }));
  if (wayBack === 'GET') story.visits('/callback?code=1&state=2', `sid=${ID}`, found('/home'));
  else story.visits('/callback', undefined, found('/error'), { method: 'POST', initiator: 'https://idp.example' });
  return story.visits(wayBack === 'GET' ? '/home' : '/error', `sid=${ID}`);
}

describe('two traces compared', () => {
  test('the first difference that matters is the POST on the way back', () => {
    const comparison = compareTraces(side(signIn('GET')), side(signIn('POST')));
    assert.equal(comparison.first?.code, 'method');
    assert.deepEqual(said(comparison).slice(0, 3), [
      'Only in the bad one: /callback is a POST; in the good one it is a GET.',
      'Only in the good one the cookie sid was sent.',
      'The answer leads to /error; in the good one it leads to /home.',
    ]);
  });

  test('another attribute of the cookie is a difference, another value is none', () => {
    const comparison = compareTraces(side(signIn('GET')), side(signIn('GET', 'Strict')));
    assert.equal(comparison.first?.code, 'attributes');
    assert.match(said(comparison)[0] ?? '', /SameSite=strict; in the good one .*SameSite=lax/);
  });

  test('two like visits have none', () => {
    assert.deepEqual(compareTraces(side(signIn('GET')), side(signIn('GET'))).differences, []);
  });

  test('what only one of them asked is named, and the rest stays aligned', () => {
    const more = signIn('GET').visits('/more', `sid=${ID}`).visits('/last', `sid=${ID}`);
    const fewer = signIn('GET').visits('/last', `sid=${ID}`);
    assert.deepEqual(said(compareTraces(side(more), side(fewer))), ['Only in the good one: GET /more.']);
  });

  test('what is no cause is not called one, and two other visits are no pair', () => {
    const later = new Story('https://app.example').started().visits('/signin', undefined, found('/elsewhere'));
    const pair = compareTraces(side(later), side(later));
    assert.deepEqual([pair.first, pair.isCause, pair.inCommon], [undefined, false, 1]);
    const other = new Story('https://app.example').started().visits('/about', undefined);
    const apart = compareTraces(side(later), side(other));
    assert.deepEqual([apart.first?.code, apart.isCause, apart.inCommon], ['only-good', false, 0]);
  });
});
