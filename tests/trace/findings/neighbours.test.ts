import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo, findingNames } from './finding-names.ts';

// Hosts of one site whose cookies have one name: each has its own, or all share one.

const sameSite: Ask = {
  type: 'xmlhttprequest',
  topUrl: 'https://app.big.example/',
  initiator: 'https://app.big.example',
  suffixes: { 'app.big.example': 'example', 'a.big.example': 'example', 'b.big.example': 'example' },
  headers: [['sec-fetch-site', 'same-site']],
};
const cleared: Reply = { setCookie: ['sessionid=; Path=/; Max-Age=0'] };

/** Two hosts, each with a session of its own under the same name. */
function neighbours(): Story {
  return new Story('https://app.big.example')
    .started()
    .visits('https://a.big.example/me', `sessionid=${id('a')}`, {}, sameSite)
    .visits('https://b.big.example/me', `sessionid=${id('b')}`, {}, sameSite)
    .visits('https://a.big.example/me', `sessionid=${id('a')}`, {}, sameSite);
}

describe('a cookie that one host clears', () => {
  test('is not the one of the same name that another host goes on with', () => {
    const story = neighbours();
    story.visits('https://b.big.example/logout', `sessionid=${id('b')}`, cleared, { ...sameSite, method: 'POST' });
    story.visits('https://a.big.example/me', `sessionid=${id('a')}`, {}, sameSite);
    assert.equal(answerName(story), 'alive');
    assert.ok(!findingNames(story).some((name) => name.startsWith('clear-failed')));
  });

  test('is still there where it is sent again', () => {
    const story = neighbours();
    story.visits('https://b.big.example/logout', `sessionid=${id('b')}`, cleared, { ...sameSite, method: 'POST' });
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, {}, sameSite);
    assert.match(findingNames(story)[0] ?? '', /^clear-failed/);
    assert.match(answerText(story), /^Signing out did not remove the cookie/);
  });

  test('that nobody asked to clear is said without a sign-out', () => {
    const story = neighbours();
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, cleared, { ...sameSite, method: 'POST' });
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, {}, sameSite);
    assert.match(
      answerText(story),
      /^Step 4 \(POST \/me\) tried to clear the cookie sessionid, and the browser kept it\./,
    );
  });

  test('of another place with a page that opens is a hint, and no reason of a later loss', () => {
    const story = neighbours();
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, cleared, sameSite);
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, {}, sameSite);
    assert.equal(answerName(story), 'alive');
    assert.deepEqual(findingNames(story), ['clear-failed/unasked: 4 5']);
    story.visits('https://b.big.example/me', `sessionid=${id('b')}`, { status: 401 }, sameSite);
    assert.match(answerName(story), /^server-forgot/);
  });

  test('is gone where a page of a neighbour leads back without it', () => {
    const page: Ask = { ...ownPage, suffixes: { 'b.big.example': 'example', 'app.big.example': 'example' } };
    const story = new Story('https://b.big.example').started();
    story.visits('/', `sessionid=${id('b')}`, {}, page);
    story.visits('/logout', `sessionid=${id('b')}`, { status: 302, headers: [['location', '/bye']], ...cleared }, page);
    story.visits('/bye', undefined, {}, { ...page, headers: [['sec-fetch-site', 'same-site']] });
    assert.equal(answerName(story), 'signed-out: 2');
    assert.equal(answerTo(story).finding?.certainty, 'confirmed');
  });
});

describe('one cookie for two applications of a domain', () => {
  const suffixes = { 'www.big.example': 'example', 'staging.big.example': 'example' };
  const page: Ask = { ...ownPage, suffixes };
  const signedIn = (story: Story, host: string, letter: string, before?: string): Story =>
    story
      .visits(
        `https://${host}/login`,
        before,
        {
          status: 302,
          headers: [['location', '/account']],
          setCookie: [`sessionid=${id(letter)}; Domain=big.example; Path=/; HttpOnly; Secure`],
        },
        { ...page, method: 'POST' },
      )
      .visits(`https://${host}/account`, `sessionid=${id(letter)}`, {}, page);
  const toLogin: Reply = { status: 302, headers: [['location', '/login']] };

  test('is written over by the sign-in at the other, which the first does not know', () => {
    const story = signedIn(new Story('https://www.big.example').started(), 'www.big.example', 'a');
    signedIn(story, 'staging.big.example', 'b', `sessionid=${id('a')}`);
    story.visits('/account', `sessionid=${id('b')}`, toLogin, page);
    assert.match(answerName(story), /^server-forgot\/other-app/);
    assert.match(
      answerText(story),
      /step 3 had set at staging\.big\.example.*this host had answered session 1 .* before/,
    );
  });

  test('also where the cookie holds the session itself', () => {
    const sealed = (letter: string): string =>
      `session=eyJfdXNlcl9pZCI6IjEifQ.aSv${letter}1w.${id(letter).slice(0, 27)}`;
    const signsIn = (story: Story, host: string, pair: string, before?: string): Story =>
      story
        .visits(
          `https://${host}/login`,
          before,
          { status: 302, headers: [['location', '/account']], setCookie: [`${pair}; Domain=big.example; Path=/`] },
          { ...page, method: 'POST' },
        )
        .visits(`https://${host}/account`, pair, {}, page);
    const story = signsIn(new Story('https://www.big.example').started(), 'www.big.example', sealed('a'));
    const again = signsIn(story, 'staging.big.example', sealed('b'), sealed('a'));
    assert.match(answerName(again.visits('/account', sealed('b'), toLogin, page)), /^server-forgot\/other-app/);
    const own = signsIn(new Story('https://www.big.example').started(), 'www.big.example', sealed('a'));
    signsIn(own, 'www.big.example', sealed('b'), sealed('a'));
    assert.doesNotMatch(answerName(own.visits('/account', sealed('b'), toLogin, page)), /other-app/);
  });

  test('and led back from the sign-in to the first: they are one application', () => {
    const story = signedIn(new Story('https://www.big.example').started(), 'www.big.example', 'a');
    const back: Reply = {
      status: 302,
      headers: [['location', 'https://www.big.example/account']],
      setCookie: [`sessionid=${id('b')}; Domain=big.example; Path=/; HttpOnly; Secure`],
    };
    const asked = { ...page, method: 'POST' };
    story.visits('https://staging.big.example/login', `sessionid=${id('a')}`, back, asked);
    story.visits('/account', `sessionid=${id('b')}`, toLogin, page);
    assert.match(answerName(story), /^server-forgot/);
    assert.doesNotMatch(answerName(story), /other-app/);
  });

  test('and is the first one’s own where it had answered it', () => {
    const story = signedIn(new Story('https://www.big.example').started(), 'www.big.example', 'a');
    signedIn(story, 'staging.big.example', 'b', `sessionid=${id('a')}`);
    story
      .visits('/account', `sessionid=${id('b')}`, {}, page)
      .visits('/account', `sessionid=${id('b')}`, toLogin, page);
    assert.match(answerName(story), /^server-forgot:/);
  });
});
