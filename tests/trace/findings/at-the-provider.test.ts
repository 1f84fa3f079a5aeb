import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Answer, answerOfPage } from '../../../extension/trace/findings/answer.ts';
import { atOnce } from '../../../extension/trace/findings/pausing.ts';
import { ownPage } from '../asks.ts';
import { folded } from '../folded.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';

// Whose session is over at the application stands before the provider’s page, and asks there why.

const SESSION = `app_session=${id('a')}`;
const SIGN_IN = 'https://idp.example/authorize?client_id=app&response_type=code&state=x';
const toProvider: Reply = { status: 302, headers: [['location', SIGN_IN]] };
const shown: Reply = { setCookie: [`idp_session=${id('b')}; Path=/; HttpOnly; Secure`] };

function signedIn(): Story {
  const setCookie = [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`];
  const story = new Story('https://app.example').started();
  story.visits('/login', undefined, { status: 302, headers: [['location', '/']], setCookie }, { method: 'POST' });
  return story.visits('/', SESSION, {}, ownPage);
}

/** Asks for a page, and shows the provider’s: the hops of a redirect share their id. */
function ledAway(story: Story, path: string, cookie: string | undefined, how: Ask, reply = toProvider): Story {
  const asked = story.events.length;
  story.visits(path, cookie, reply, how);
  const [first] = story.events.slice(asked);
  assert.ok(first?.kind === 'request');
  const { requestId } = first;
  const next = story.events.length;
  story.visits(SIGN_IN, undefined, shown, { headers: [['sec-fetch-site', 'cross-site']] });
  for (const event of story.events.slice(next)) Object.assign(event, { requestId });
  return story;
}

const at = (site: string, story: Story): Answer =>
  atOnce(answerOfPage({ trace: folded(story) }, { site, storeId: '0' }));

describe('at the provider’s page, to which the application has led', () => {
  test('the application’s loss is told', () => {
    const answer = at('idp.example', ledAway(signedIn(), '/orders', SESSION, ownPage));
    assert.deepEqual([answer.site, answer.finding?.code], ['app.example', 'server-forgot']);
  });

  test('so is that somebody has signed out', () => {
    const clears: Reply = { ...toProvider, setCookie: ['app_session=; Path=/; Max-Age=0; Secure'] };
    const story = ledAway(signedIn(), '/logout', SESSION, { ...ownPage, method: 'POST' }, clears);
    assert.equal(at('idp.example', story).finding?.code, 'signed-out');
  });

  test('nothing was lost by somebody who had not been in', () => {
    const story = ledAway(new Story('https://app.example').started(), '/orders', undefined, {});
    assert.equal(at('idp.example', story).site, 'idp.example');
  });

  test('its own story is told once another of its pages is shown', () => {
    const story = ledAway(signedIn(), '/orders', SESSION, ownPage);
    story.visits('https://idp.example/account', `idp_session=${id('b')}`, {}, ownPage);
    assert.equal(at('idp.example', story).site, 'idp.example');
  });
});

describe('at a page that shows a frame of another site', () => {
  const shows = (ownCookie: string | undefined, status: number): Story => {
    const story = signedIn().visits('https://host.example/', ownCookie, {}, {});
    return story.visits(
      '/widget',
      undefined,
      { status },
      {
        type: 'sub_frame',
        frameId: 7,
        topUrl: 'https://host.example/',
        initiator: 'https://host.example',
        headers: [
          ['sec-fetch-site', 'cross-site'],
          ['sec-fetch-mode', 'navigate'],
        ],
      },
    );
  };

  test('what the frame lacks is told where the page has no session of its own', () => {
    const answer = at('host.example', shows(undefined, 401));
    assert.deepEqual([answer.site, answer.finding?.code], ['app.example', 'not-sent']);
  });

  test('the page’s own session comes first, and a frame that lost nothing is not told of', () => {
    assert.equal(at('host.example', shows(`host_session=${id('c')}`, 401)).site, 'host.example');
    assert.equal(at('host.example', shows(undefined, 200)).site, 'host.example');
  });
});
