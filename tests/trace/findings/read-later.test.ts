import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BODY_SAYS, type BodySays } from '../../../extension/trace/model/body-says.ts';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, cookieOf, Story } from '../story.ts';
import { answerName, answerText } from './finding-names.ts';
import { readLater } from './late-says.ts';

// Live, a text is read after the response that it came in: what it says judges that answer again.

const ORIGIN = 'https://app.example';
const post: Ask = { ...ownPage, method: 'POST' };

/** Any visits with one session, which the server may renew, refuse or end. */
const visits = fc.array(
  fc.record({
    path: fc.constantFrom('/', '/orders', '/login', '/api/me', '/enter'),
    leadsTo: fc.constantFrom('/login', '/enter'),
    posts: fc.boolean(),
    status: fc.constantFrom(200, 200, 200, 302, 401, 403),
    says: fc.option(fc.constantFrom(...BODY_SAYS), { nil: undefined }),
    carries: fc.constantFrom('a', 'a', 'b', undefined),
    sets: fc.constantFrom(undefined, undefined, 'a', 'b'),
    pause: fc.constantFrom(0, 3_600_000),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('what a text says', () => {
  test('gives the same answer, read with its response or after it', () => {
    fc.assert(
      fc.property(visits, (all) => {
        const story = new Story(ORIGIN).started();
        let hop: string | undefined;
        for (const { path, leadsTo, posts, status, says, carries, sets, pause } of all) {
          const ask = hop !== undefined ? { ...ownPage, hop: true as const } : posts ? post : ownPage;
          const cookie = carries && `PHPSESSID=${id(carries)}`;
          const asked = story.wait(pause).asks(hop ?? path, { ...ask, ...(cookie !== undefined && { cookie }) });
          asked.responds({
            status,
            ...(says !== undefined && { says }),
            ...(status === 302 && { headers: [['location', leadsTo]] }),
            ...(sets !== undefined && { setCookie: [`PHPSESSID=${id(sets)}; Path=/; HttpOnly`] }),
          });
          hop = status === 302 ? leadsTo : undefined;
          if (status !== 302) asked.completes({ status });
        }
        assert.equal(answerText(readLater(story)), answerText(story));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 300) },
    );
  });
});

describe('a form to sign in that a browser shows, with the status of a good answer', () => {
  const cookie = `PHPSESSID=${id('a')}`;
  const kept = cookieOf('PHPSESSID', id('a'), { domain: 'app.example' });

  /** A recording of a browser. */
  class Live extends Story {
    /** Opens a page with the session; `undefined`: it was left before its text was read. */
    opens(path: string, says: BodySays | 'nothing' | undefined, source: 'body' | 'page' = 'page'): this {
      this.visits(path, cookie, {}, ownPage);
      const { requestId, url } = this.events.findLast((event) => event.kind === 'request') ?? assert.fail();
      if (says === undefined) return this;
      return this.add({ kind: 'says', requestId, tabId: 1, url, source, ...(says !== 'nothing' && { says }) });
    }
  }

  const begun = (): Live => new Live(ORIGIN).started().add({ kind: 'jar', cookies: [] });
  const signedIn = (): Live =>
    begun()
      .visits(
        '/login',
        undefined,
        { status: 302, setCookie: [`${cookie}; Path=/`], headers: [['location', '/']] },
        post,
      )
      .stores(kept);

  test('refuses who had signed in, where the same page had opened', () => {
    const story = signedIn().opens('/orders', 'nothing').opens('/orders', 'sign-in-form');
    assert.match(answerName(story), /^server-forgot\S*: 2 3$/);
  });

  test('and who had been shown to be in', () => {
    const story = begun().opens('/orders', 'signed-in').opens('/orders', 'sign-in-form');
    assert.match(answerName(story), /^server-forgot\S*: 1 2$/);
  });

  test('says nothing where that page had not been read', () => {
    const story = signedIn().opens('/orders', undefined).opens('/orders', 'sign-in-form');
    assert.equal(answerName(story), 'alive');
  });

  test('nor where its load was given up: only a part was read', () => {
    for (const isReadFirst of [true, false]) {
      const story = signedIn();
      const cut = story.asks('/orders', { ...ownPage, cookie }).responds();
      const { requestId, url } = story.events.findLast((event) => event.kind === 'request') ?? assert.fail();
      const says = { kind: 'says', requestId, tabId: 1, url, source: 'body' } as const;
      if (isReadFirst) story.add(says);
      cut.fails();
      if (!isReadFirst) story.add(says);
      assert.equal(answerName(story.opens('/orders', 'sign-in-form', 'body')), 'alive');
    }
  });

  test('nor where nobody was seen to be in: a script may draw it late', () => {
    const story = begun().opens('/orders', 'nothing').opens('/orders', 'sign-in-form');
    assert.equal(answerName(story), 'alive');
    const asSent = begun().opens('/orders', 'nothing', 'body').opens('/orders', 'sign-in-form', 'body');
    assert.match(answerName(asSent), /^server-forgot/);
  });

  test('nor where the page had the form before', () => {
    const story = signedIn().opens('/orders', 'sign-in-form').opens('/orders', 'sign-in-form');
    assert.equal(answerName(story), 'alive');
  });

  test('is the first thing that the page said: what a script draws afterwards changes nothing', () => {
    const story = signedIn().opens('/orders', 'nothing').opens('/orders', 'sign-in-form');
    const { requestId, url } = story.events.findLast((event) => event.kind === 'request') ?? assert.fail();
    story.add({ kind: 'says', requestId, tabId: 1, url, source: 'page', says: 'signed-in' });
    assert.match(answerName(story), /^server-forgot/);
  });

  test('is of the request that it came with: a text of an earlier page is not the later one’s', () => {
    const story = signedIn().opens('/orders', 'nothing').visits('/orders', cookie, {}, ownPage);
    const { url, time } = story.events.findLast((event) => event.kind === 'request') ?? assert.fail();
    story.add({ kind: 'says', tabId: 1, url, answeredAt: time - 500, source: 'page', says: 'sign-in-form' });
    assert.equal(answerName(story), 'alive');
  });
});
