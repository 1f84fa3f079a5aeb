import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read } from '../files/har/reading.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName } from './finding-names.ts';

// The same losses as other servers and tools write them.

const post: Ask = { ...ownPage, method: 'POST' };
const to = (location: string, ...setCookie: string[]): Reply => ({
  status: 302,
  headers: [['location', location]],
  setCookie,
});

describe('two ports and one session in the cookie itself', () => {
  const FLASK = 'session=eyJ1c2VyIjoxfQ.Z0LwAA.k3J9dQ2xPmZ8vTn4WcB7yHs1LrG';
  const OTHER = 'session=eyJjc3JmIjoiYSJ9.Z0LwBB.m3J9dQ2xPmZ8vTn4WcB7yHs1LrG';
  const begun = (): Story => {
    const story = new Story('http://localhost:5000').started();
    story.visits('/login', undefined, to('/', `${FLASK}; HttpOnly; Path=/`), post).visits('/', FLASK, {}, ownPage);
    return story.visits('http://localhost:5001/', FLASK, { setCookie: [`${OTHER}; HttpOnly; Path=/`] }, ownPage);
  };

  test('overwrite each other where the first then refuses it', () => {
    const story = begun().visits('/admin', OTHER, to('/login'), ownPage);
    assert.equal(answerName(story), 'other-port: 3');
  });

  test('may be one application that renews it', () => {
    assert.doesNotMatch(answerName(begun().visits('/admin', OTHER, {}, ownPage)), /other-port/);
  });
});

describe('Clear-Site-Data', () => {
  const SID = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
  const clears = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/', SID, {}, ownPage)
      .visits(
        '/logout',
        SID,
        {
          status: 302,
          headers: [
            ['location', '/'],
            ['clear-site-data', '"cookies"'],
          ],
        },
        post,
      );

  test('ended the session where the page that it leads to goes without it', () => {
    const story = clears();
    story.wait(-990).visits('/', undefined, {}, ownPage);
    assert.equal(answerName(story), 'signed-out: 2');
  });

  test('ended nothing where that page is asked for with the session', () => {
    const story = clears();
    story.wait(-990).visits('/', SID, {}, ownPage);
    assert.doesNotMatch(answerName(story), /signed-out:/);
  });
});

test('a redirect is read from redirectURL where the headers of a file have no Location', async () => {
  const cookie = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
  const page = (at: number, changes: object) =>
    harEntryOf({ at, url: 'https://app.example/orders', sent: { cookie }, ...changes });
  const leadsTo = (redirectURL: string) => page(9_000_000, { status: 302, response: { redirectURL } });
  for (const [target, name] of [
    ['/login', 'server-forgot/idle: 1 2'],
    ['/orders/all', 'alive'],
  ] as const) {
    const { events } = await read(harOf([page(0, {}), leadsTo(target)]));
    assert.equal(answerName({ events, time: events.at(-1)?.time ?? 0 }), name);
  }
});
