import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Flow, flowOf } from '../../../extension/trace/lesson/flow.ts';
import { flowEdges, flowPlaces } from '../../../extension/trace/lesson/flow-places.ts';
import { isStep } from '../../../extension/trace/lesson/lesson-rows.ts';
import { cookieOf, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, elevenVisits, logsIn, logsOut, replaces } from './stories.ts';

function flowAt(story: Story, number: number): Flow {
  const { rows } = lessonOf(story);
  const row = rows.filter(isStep).find((one) => one.number === number);
  assert.ok(row !== undefined);
  return flowOf(rows, row);
}

/** The way of a step, place by place: `2 done: words`; untouched places are left out. */
function placesOf(story: Story, number: number): string[] {
  return flowAt(story, number)
    .stops.filter(({ status }) => status !== 'untouched')
    .map(({ number: at, status, values, why }) => `${at} ${status}: ${[...values, ...why].map(english).join(' / ')}`);
}

describe('the concept flow', () => {
  test('has nine places, and every line joins two of them', () => {
    assert.equal(flowPlaces.length, 9);
    const places = new Set(flowPlaces.map(({ place }) => place));
    for (const [from, to] of flowEdges) assert.ok(places.has(from) && places.has(to));
  });

  test('of a first visit goes through creating, and its cookie comes back with the next request', () => {
    assert.deepEqual(placesOf(elevenVisits(), 1), [
      '1 done: GET / at 18:02:12',
      '2 done: No cookie sid came with it.',
      '3 done: New: #1, count = 1',
      '5 done: count = 1',
      '6 done: 200 session-count: 1 / Set-Cookie: sid=aaaa…CCC; Path=/; HttpOnly; SameSite=Lax',
      '7 done: Stored: #1',
      '8 done: Step 2 carries #1',
      '9 done: Step 2: found, count = 2',
    ]);
  });

  test('of a later visit goes through retrieving', () => {
    assert.deepEqual(placesOf(elevenVisits(), 3).slice(1), [
      '2 done: Cookie sid: #1',
      '4 done: Found: #1, count = 2',
      '5 done: count 2 → 3',
      '6 done: 200 session-count: 3 / No Set-Cookie: the browser has the cookie already, or needs none.',
      '7 done: It keeps #1 as it was.',
      '8 done: Step 4 carries #1',
      '9 done: Step 4: found, count = 4',
    ]);
  });

  test('claims nothing of an answer that does not show whether the id was known', () => {
    const story = new Story().started().creates('sid', A);
    const visits = (status: number) =>
      story
        .asks('/', { cookie: `sid=${A}` })
        .responds({ status })
        .completes();
    visits(200);
    visits(200);
    visits(401);
    assert.equal(placesOf(story, 2)[2], '4 done: Whether the data of #1 were found does not show');
    assert.equal(placesOf(story, 1).at(-1), '9 done: Step 2: whether the server found it does not show.');
    assert.match(placesOf(story, 4)[2] ?? '', /^4 broken: Not accepted: #1 \/ /);
    assert.match(placesOf(story, 3).at(-1) ?? '', /^9 broken: Step 4: the server did not accept it\. \/ .*or this/);
  });

  test('of the newest visit ends with what is still to come', () => {
    assert.deepEqual(placesOf(elevenVisits(), 11).slice(-2), ['8 ahead: Not made yet. It will carry #2.', '9 ahead: ']);
    assert.equal(flowAt(elevenVisits(), 11).broken, undefined);
  });

  test('breaks at the next request when the cookie was deleted in between, and says by whom', () => {
    assert.deepEqual(placesOf(elevenVisits(), 7).slice(-1), [
      '8 broken: Step 8 came without an id. / Session #1 ended in this browser: you deleted its cookie.',
    ]);
  });

  test('breaks at the retrieval when the server does not know the id, then goes on to create', () => {
    const story = replaces(new Story().started().creates('sid', A).counts('sid', A, 2), A, B);
    const flow = flowAt(story, 3);
    assert.equal(flow.broken, 'retrieve');
    assert.deepEqual(flow.path.slice(0, 4), ['request', 'check', 'retrieve', 'create']);
    assert.equal(
      placesOf(story, 3)[3],
      '4 broken: Nothing is known under #1. / The server does not know this id: the session timed out there, was ended, or the server forgot it.',
    );
    assert.equal(flowAt(story, 2).broken, 'again');
    assert.equal(flowAt(story, 1).broken, undefined);
  });

  test('breaks at the storing when the browser refuses the cookie, and says why', () => {
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [`sid=${A}; Path=/; SameSite=None`], count: 1 });
    assert.equal(flowAt(story, 1).broken, 'store');
    assert.equal(
      placesOf(story, 1).at(-1),
      '7 broken: The browser does not keep the cookie sid. / SameSite=None needs Secure beside it.',
    );
  });

  test('breaks at the request when the browser keeps the cookie back, and says why', () => {
    const story = new Story().started();
    const asked = story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Strict`], count: 1 });
    story.stores(cookieOf('sid', A, { sameSite: 'strict' }));
    asked.completes();
    story.visits('/', undefined, {}, { initiator: 'http://elsewhere.test' });
    assert.equal(flowAt(story, 2).broken, 'request');
    assert.match(
      placesOf(story, 2)[0] ?? '',
      /leaves without it\. \/ It is SameSite=Strict, and another site started this request\.$/,
    );
    assert.match(placesOf(story, 1).at(-1) ?? '', /^8 broken: Step 2 came without an id\. \/ It is SameSite=Strict/);
  });

  test('of a rotation retrieves the old id and stores the new one', () => {
    const story = logsIn(new Story().started().creates('sid', A), A, B, 2).counts('sid', B, 3);
    const words = placesOf(story, 2);
    assert.equal(words[2], '4 done: Found: #1, count = 1');
    assert.equal(words[4], '6 done: 303 to / / Set-Cookie: sid=dddd…FFF; Path=/; HttpOnly; SameSite=Lax');
    assert.equal(words[5], '7 done: Stored: #2');
    assert.equal(words[6], '8 done: Step 3 carries #2');
  });

  test('of a logout ends at the dropped cookie: nothing is left for a next request', () => {
    const story = logsOut(new Story().started().creates('sid', A), A).creates('sid', B);
    assert.deepEqual(flowAt(story, 2).path, ['request', 'check', 'retrieve', 'respond', 'store']);
    assert.equal(placesOf(story, 2).at(-1), '7 done: The browser drops the cookie sid, as instructed.');
  });

  test('of requests that never reached the server breaks at the check', () => {
    const story = new Story().started().creates('sid', A);
    story.asks('/', { cookie: `sid=${A}` }).fails('net::ERR_CONNECTION_REFUSED');
    story
      .asks('/', { cookie: `sid=${A}` })
      .responds({ fromCache: true })
      .completes({ fromCache: true });
    assert.match(placesOf(story, 2)[1] ?? '', /^2 broken: .* No response came: net::ERR_CONNECTION_REFUSED$/);
    assert.match(placesOf(story, 3)[1] ?? '', /^2 broken: .* answered from its cache/);
  });

  test('walks only along lines that are drawn, for every kind of request', () => {
    const edges = new Set(flowEdges.map((edge) => edge.join(' ')));
    const story = replaces(elevenVisits(), B, A.replace('aaaa', 'zzzz'));
    const { rows } = lessonOf(logsOut(story, A.replace('aaaa', 'zzzz')));
    for (const row of rows.filter(isStep)) {
      const { path } = flowOf(rows, row);
      for (let i = 1; i < path.length; i++)
        assert.ok(edges.has(`${path[i - 1]} ${path[i]}`), `${path[i - 1]} ${path[i]}`);
    }
  });
});
