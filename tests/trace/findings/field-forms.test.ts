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

  test('overwrite each other, however long after that the first refuses it', () => {
    const story = begun().wait(40_000).visits('/', OTHER, to('/login'), ownPage);
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

describe('a request of another site’s page, in a file without Sec-Fetch-Site', () => {
  const SID = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
  const cors: Reply['headers'] = [['access-control-allow-credentials', 'true']];
  const suffixes = { 'api.other.example': 'example', 'www.other.example': 'example', 'app.example': 'example' };
  const ask = (from: string): Ask => ({ type: 'xmlhttprequest', topUrl: `${from}/`, initiator: from, suffixes });
  const lacking = (from: string): string => {
    const story = new Story('https://api.other.example').started();
    const setCookie = [`${SID}; Path=/; HttpOnly; Secure; SameSite=None`];
    story.visits('/login', undefined, { setCookie, headers: cors }, { ...ask(from), method: 'POST' });
    story.visits('/me', SID, { headers: cors }, ask(from));
    return answerName(story.visits('/me', undefined, { status: 401, headers: cors }, ask(from)));
  };

  test('may lack the cookie for blocked third-party cookies', () => {
    assert.match(lacking('https://app.example'), /^not-sent\/credentials-or-blocked/);
  });

  test('of its own site’s page does not', () => {
    assert.match(lacking('https://www.other.example'), /^not-sent\/credentials:/);
  });
});

test('servers disagree by their status, also where a refusal has an empty body', () => {
  const SID = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
  const story = new Story('https://app.example').started();
  story.visits('/login', undefined, to('/', `${SID}; Path=/; HttpOnly; Secure`), post).visits('/', SID, {}, ownPage);
  for (const status of [200, 401, 200, 401])
    story.visits('/me', SID, status === 200 ? {} : { status, says: 'nobody' }, { ...ownPage, type: 'xmlhttprequest' });
  assert.match(answerName(story), /^servers-disagree/);
});

describe('an application of one script', () => {
  const SID = 'OCSESSID=h3k7m2n5p8q1r4s7t0u3v6w9x2';
  const signIn = '/index.php?route=account/login';
  const begun = (): Story => {
    const story = new Story('https://shop.example').started();
    story.visits(signIn, undefined, to('/index.php?route=account/account', `${SID}; Path=/; HttpOnly`), post);
    return story.visits('/index.php?route=account/account', SID, {}, ownPage).wait(3_600_000);
  };

  test('signs in and asks for it by its query', () => {
    const story = begun().visits('/index.php?route=account/order', SID, to(signIn), ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 2 3');
  });

  test('leads elsewhere by another query', () => {
    for (const target of ['/index.php?route=account/address', '/index.php?title=Login_help', '/list?sort=login']) {
      const story = begun().visits('/index.php?route=account/order', SID, to(target), ownPage);
      assert.equal(answerName(story), 'alive', target);
    }
  });

  test('that shows its form again signed nobody in', () => {
    const story = new Story('https://shop.example')
      .started()
      .visits('/', undefined, { setCookie: [`${SID}; Path=/`] }, ownPage);
    story.visits(signIn, SID, to(signIn), post).visits('/index.php?route=account/order', SID, to(signIn), ownPage);
    assert.doesNotMatch(answerName(story), /server-forgot/);
  });
});
