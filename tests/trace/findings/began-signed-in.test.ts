import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, answerTo } from './finding-names.ts';

// A file whose recording began when somebody was signed in already: no line says what attributes the cookie has.

const SESSION = `sessionid=${id('a')}`;
const toLogin: Reply = { status: 302, headers: [['location', '/login?next=/x']] };
const from = (site: string): Ask => ({ headers: [['sec-fetch-site', site]] });
const ownPage = from('same-origin');

function signedIn(origin = 'https://app.example'): Story {
  return new Story(origin).started().visits('/shop/a', SESSION, {}, ownPage).visits('/shop/b', SESSION, {}, ownPage);
}

describe('a cookie of which neither its name nor a line says that it is a session', () => {
  const NAMELESS = `xy9k=${id('x')}`;
  const asks = (path: string, reply: Reply, ask: Ask = ownPage): Story =>
    new Story('https://app.example').started().visits('/', NAMELESS, {}, ownPage).visits(path, NAMELESS, reply, ask);
  const clears: Reply = { status: 302, headers: [['location', '/']], setCookie: ['xy9k=; Path=/; Max-Age=0'] };

  test('is one where a sign-out takes it away', () => {
    assert.equal(answerName(asks('/logout', clears, { ...ownPage, method: 'POST' })), 'signed-out: 2');
  });

  test('need not be where that leaves another one that could be it', () => {
    const both = `${NAMELESS}; zz8m=${id('z')}`;
    const story = new Story('https://app.example').started().visits('/', both, {}, ownPage);
    story.visits('/logout', both, clears, { ...ownPage, method: 'POST' });
    assert.equal(answerName(story.visits('/', `zz8m=${id('z')}`, {}, ownPage)), 'no-session-known');
  });

  test('need not be where something else does', () => {
    assert.equal(answerName(asks('/basket/empty', clears)), 'no-session-known');
  });

  test('is one of a sign-in whose line is refused, however long it is', () => {
    const parts = Array.from({ length: 130 }, (_, at) => id(String(at)));
    const large = `xy9k=${parts.join('')}; Path=/; HttpOnly; Secure`;
    const story = new Story('https://app.example')
      .started()
      .visits('/login', undefined, { ...clears, setCookie: [large] }, { ...ownPage, method: 'POST' })
      .visits('/', undefined, toLogin, ownPage);
    assert.equal(answerName(story), 'not-kept/too-large: 1 2');
  });

  test('is none where it is a long text', () => {
    const text = encodeURIComponent('I agree. [1/2] (a, b) & so on; '.repeat(40));
    const story = new Story('https://app.example').started();
    story.visits('/', undefined, { setCookie: [`xy9k=${text}; Path=/; HttpOnly`] }, ownPage);
    assert.equal(answerName(story.visits('/', `xy9k=${text}`, {}, ownPage)), 'no-session-known');
  });
});

describe('a cookie that was there when the recording began, and is not sent', () => {
  test('on the way back from a payment by POST: SameSite is the likely reason', () => {
    const story = signedIn();
    story.visits('/shop/return', undefined, toLogin, {
      method: 'POST',
      initiator: 'https://pay.example',
      headers: [
        ['origin', 'https://pay.example'],
        ['sec-fetch-site', 'cross-site'],
      ],
    });
    assert.equal(answerName(story), 'went-without/post: 2 3');
    assert.match(answerText(story), /POST from another site \(https:\/\/pay\.example\).*SameSite=Lax.*likely/);
    assert.equal(answerTo(story).finding?.certainty, 'concluded');
  });

  describe('with a form of another site, whose answer begins another session', () => {
    const NEW = `sessionid=${id('n')}`;
    const begins = (path: string, reply: Reply): Story =>
      signedIn().visits(
        path,
        undefined,
        { setCookie: [`${NEW}; Path=/; Secure`], ...reply },
        {
          ...from('cross-site'),
          method: 'POST',
          initiator: 'https://pay.example',
        },
      );

    test('on which nobody is known: SameSite is the likely reason', () => {
      const refused = begins('/shop/return', {}).visits('/shop/order', NEW, toLogin, ownPage);
      const guest = begins('/shop/return', { says: 'offers-sign-in' });
      for (const story of [refused, guest]) assert.equal(answerName(story), 'went-without/post: 2 3');
    });

    test('which opens pages: a guest lost nothing', () => {
      assert.equal(answerName(begins('/shop/return', {}).visits('/shop/order', NEW, {}, ownPage)), 'alive');
    });

    test('which signs in: it is how a provider leads back', () => {
      const story = begins('/saml/acs', { status: 302, headers: [['location', '/']] });
      assert.equal(answerName(story.visits('/', NEW, {}, ownPage)), 'alive');
      assert.doesNotMatch(answerName(begins('/saml/acs', { says: 'offers-sign-in' })), /^went-without/);
    });
  });

  test('from an opaque origin: no site is named', () => {
    const story = signedIn();
    story.visits('/shop/return', undefined, toLogin, {
      method: 'POST',
      headers: [
        ['origin', 'null'],
        ['sec-fetch-site', 'cross-site'],
      ],
    });
    assert.match(answerText(story), /a POST from another site, where/);
  });

  test('when a link of another site leads to the page, and the cookie is back on the next one', () => {
    const story = signedIn();
    story.visits('/shop/c', undefined, toLogin, from('cross-site'));
    story.visits('/shop/d', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'went-without/link: 2 3');
    assert.match(answerText(story), /SameSite=Strict/);
  });

  test('in a frame of another site’s page', () => {
    const story = signedIn();
    story.visits('/shop/widget', undefined, toLogin, {
      ...from('cross-site'),
      type: 'sub_frame',
      frameId: 3,
      initiator: 'https://host.example',
      topUrl: 'https://host.example/',
    });
    assert.equal(answerName(story), 'went-without/embedded: 2 3');
  });

  test('over http', () => {
    const story = signedIn();
    story.visits('http://app.example/shop/c', undefined, toLogin);
    assert.equal(answerName(story), 'went-without/http: 2 3');
  });

  test('outside of the folder that all others were in, by a page that leads back there', () => {
    const story = signedIn();
    story.visits('/account', undefined, { status: 302, headers: [['location', '/shop/login?next=/account']] }, ownPage);
    assert.equal(answerName(story), 'went-without/path: 2 3');
    assert.match(answerText(story), /below \/shop/);
  });

  test('at a neighbouring host that leads to this one’s sign-in', () => {
    const suffixes = { 'www.app.example': 'example', 'shop.app.example': 'example' };
    const story = new Story('https://www.app.example').started().visits('/a', SESSION, {}, { ...ownPage, suffixes });
    const login: Reply = { status: 302, headers: [['location', 'https://www.app.example/login?next=x']] };
    story.visits('https://shop.app.example/', undefined, login, { ...from('same-site'), suffixes });
    assert.equal(answerName(story), 'went-without/host: 1 2');
  });

  test('by a script, while pages before and after have it: credentials', () => {
    const story = signedIn();
    story.visits(
      '/shop/api',
      undefined,
      { status: 401 },
      { ...ownPage, type: 'xmlhttprequest', topUrl: 'https://app.example/shop/b', initiator: 'https://app.example' },
    );
    story.visits('/shop/c', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'went-without/credentials: 2 3');
  });

  test('by a script that is refused each time it asks, while the pages go on: that is no loss', () => {
    const probe: Ask = { ...ownPage, type: 'xmlhttprequest', topUrl: 'https://app.example/shop/b' };
    const story = signedIn();
    for (let n = 0; n < 3; n++)
      story.visits('/shop/health', undefined, { status: 401 }, probe).visits('/shop/c', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'alive');
    // An address that had been answered is another thing.
    const known = signedIn().visits('/shop/me', SESSION, {}, probe);
    for (let n = 0; n < 2; n++)
      known.visits('/shop/me', undefined, { status: 401 }, probe).visits('/shop/c', SESSION, {}, ownPage);
    assert.match(answerName(known), /^went-without/);
  });

  test('by what is none of the page’s: an extension, a password of the browser’s dialogue, a silent question', () => {
    const fetching: Ask = { type: 'xmlhttprequest', headers: [['sec-fetch-site', 'cross-site']] };
    const extension = signedIn().visits(
      '/shop/b',
      undefined,
      { status: 401 },
      {
        ...fetching,
        initiator: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      },
    );
    assert.equal(answerName(extension), 'alive');
    const basic: Reply = { status: 401, headers: [['www-authenticate', 'Basic realm="Staging"']] };
    assert.equal(answerName(signedIn().visits('/shop/b', undefined, basic, { ...fetching, ...ownPage })), 'alive');
    const silent = signedIn().visits(
      'https://app.example/shop/authorize?prompt=none',
      undefined,
      { status: 302, headers: [['location', '/shop/silent?error=login_required&state=x']] },
      { ...ownPage, type: 'sub_frame', frameId: 2, topUrl: 'https://app.example/shop/b' },
    );
    assert.equal(answerName(silent), 'alive');
  });

  test('by a file that the browser asks for in its own way: it is not gone', () => {
    const story = new Story('https://app.example').started();
    story.visits('/', undefined, { setCookie: [`${SESSION}; Path=/; HttpOnly`] }, ownPage);
    story.visits('/shop/a', SESSION, {}, ownPage).visits('/shop/b', SESSION, {}, ownPage);
    const icon: Ask = {
      type: 'other',
      headers: [
        ['sec-fetch-site', 'same-origin'],
        ['sec-fetch-mode', 'no-cors'],
      ],
    };
    story.visits('/favicon.ico', undefined, { status: 401 }, icon);
    assert.equal(answerName(story), 'alive');
    story.visits('/shop/c', undefined, toLogin, ownPage);
    assert.match(answerName(story), /^gone/);
  });

  test('and by nothing after it: it is gone, and nobody is blamed', () => {
    const story = signedIn();
    story.visits('/shop/c', undefined, toLogin, ownPage).visits('/login', undefined, {}, ownPage);
    assert.equal(answerName(story), 'went-without/gone: 2 3');
    assert.equal(answerTo(story).finding?.certainty, 'observed');
  });
});

describe('what else such a file shows', () => {
  test('a page without the cookie leads to one that has it: the cookie is for that path', () => {
    const story = new Story('https://app.example').started();
    story.visits('/dashboard', undefined, { status: 302, headers: [['location', '/account/login']] }, ownPage);
    story.visits('/account/login', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'went-without/path-next: 1 2');
    assert.match(answerText(story), /step 2, to which it was sent, carried it.*path \/account alone/);
  });

  test('signing out by http, while the cookie goes along by https alone: it has Secure', () => {
    const story = signedIn();
    const setCookie = ['sessionid=; Path=/; Max-Age=0'];
    story.visits('http://app.example/logout', undefined, { status: 303, headers: [['location', '/']], setCookie });
    story.visits('/shop/c', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'clear-failed/http: 3 4');
    assert.equal(answerTo(story).finding?.certainty, 'concluded');
  });
});

test('another host of the site refuses a request without the cookie: it is said, and no reason is given', () => {
  const suffixes = { 'www.app.example': 'example', 'api.app.example': 'example' };
  const story = new Story('https://www.app.example').started().visits('/a', SESSION, {}, { ...ownPage, suffixes });
  const ask: Ask = { ...from('same-site'), suffixes, type: 'xmlhttprequest', initiator: 'https://www.app.example' };
  story.visits('https://api.app.example/orders', undefined, { status: 401 }, ask);
  assert.equal(answerName(story), 'alive');
  assert.match(answerText(story), /at step 1\. Step 2 went without its cookie and was turned away/);
});

test('a form of a page that nothing names: SameSite is said to be the reason only if it came from another site', () => {
  const story = new Story('https://shop.example').started();
  const setCookie = [`sessionid=${id('a')}; Path=/; Secure; SameSite=Lax`];
  story.visits('/cart', undefined, { setCookie }).visits('/checkout', SESSION);
  story.visits('/return', undefined, toLogin, { method: 'POST' });
  assert.equal(answerName(story), 'went-without/post-unknown: 2 3');
  assert.match(answerText(story), /if it came from another site/);
});

describe('no finding', () => {
  test('where somebody signed out in between', () => {
    const story = signedIn();
    story.visits('/logout', SESSION, { status: 302, headers: [['location', '/']] }, ownPage);
    story.visits('/shop/c', undefined, toLogin, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  test('where a page that needs no session is asked without it', () => {
    const story = signedIn();
    story.visits('/shop/c', undefined, {}, from('cross-site')).visits('/shop/d', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'alive');
  });

  test('where a token’s cookie has expired, and a refresh renews it in silence', () => {
    const tokens = `access_token=${id('t')}; ${SESSION}`;
    const renewed = `access_token=${id('u')}`;
    const api: Ask = { ...ownPage, type: 'xmlhttprequest', initiator: 'https://app.example' };
    const story = new Story('https://app.example').started().visits('/api/me', tokens, {}, api);
    story.visits('/api/me', undefined, { status: 401 }, api);
    story.visits('/api/refresh', undefined, { setCookie: [`${renewed}; Path=/; Secure`] }, { ...api, method: 'POST' });
    story.visits('/api/me', renewed, {}, api);
    assert.deepEqual(
      answerTo(story).findings.filter(({ code }) => code === 'went-without'),
      [],
    );
  });

  test('where another session went along, and the cookie is for the refresh alone', () => {
    const refresh = `refresh_token=${id('r')}`;
    const story = new Story('https://app.example')
      .started()
      .visits('/auth/refresh', `${SESSION}; ${refresh}`, {}, ownPage);
    story.visits('/home', SESSION, { status: 302, headers: [['location', '/auth/login']] }, ownPage);
    assert.ok(answerTo(story).findings.every(({ code }) => code !== 'went-without'));
  });

  test('where a preflight is refused: it never carries cookies', () => {
    const story = signedIn();
    story.visits('/shop/api', undefined, { status: 401 }, { ...ownPage, method: 'OPTIONS', type: 'xmlhttprequest' });
    assert.equal(answerName(story), 'alive');
  });

  test('where another application of the host has a login of its own', () => {
    const story = signedIn();
    story.visits('/wiki/a', undefined, { status: 302, headers: [['location', '/wiki/login']] }, ownPage);
    story.visits('/shop/c', SESSION, {}, ownPage);
    assert.equal(answerName(story), 'alive');
  });
});

test('in a browser whose rules are not known no reason is given', () => {
  const story = new Story('https://app.example');
  story.add({ kind: 'started', browser: 'chrome', browserVersion: '', rulesKnown: false, product: 'Safari' });
  story.visits(
    '/login',
    undefined,
    { status: 302, headers: [['location', '/']], setCookie: [`sessionid=${id('a')}; Path=/; Secure`] },
    { ...ownPage, method: 'POST' },
  );
  story.visits('/', undefined, toLogin, ownPage);
  assert.equal(answerName(story), 'went-without/rules-unknown: 1 2');
});

describe('a page that offers to sign out, before another address asks to sign in', () => {
  const shown: Reply = { says: 'signed-in' };
  const begun = (reply: Reply): Story =>
    new Story('https://app.example').started().visits('/shop/a', SESSION, reply, ownPage);

  test('shows that somebody was in', () => {
    assert.equal(answerName(begun(shown).visits('/orders', SESSION, toLogin, ownPage)), 'server-forgot: 1 2');
    assert.match(answerName(begun({}).visits('/orders', SESSION, toLogin, ownPage)), /^server-forgot\/began-later/);
  });

  test('an hour before: the pause is the likely cause', () => {
    const story = begun(shown).wait(3_600_000).visits('/orders', SESSION, toLogin, ownPage);
    assert.equal(answerName(story), 'server-forgot/idle: 1 2');
  });

  test('shows it of a session that was set in sight as well, and not of what was refused before', () => {
    const set: Reply = { setCookie: [`${SESSION}; Path=/; HttpOnly; Secure`] };
    const story = (): Story => new Story('https://app.example').started().visits('/', undefined, set, ownPage);
    const refused = story().visits('/', SESSION, shown, ownPage).visits('/orders', SESSION, toLogin, ownPage);
    assert.match(answerName(refused), /^server-forgot: 2 3/);
    assert.equal(
      answerName(story().visits('/orders', SESSION, toLogin, ownPage).visits('/', SESSION, shown, ownPage)),
      'alive',
    );
  });

  test('and a page with status 403 that offers it: a right is missing, whatever comes next', () => {
    const login: Reply = { says: 'sign-in-form' };
    const forbidden = (says: Reply): string =>
      answerName(
        begun({})
          .visits('/shop/a', SESSION, {}, ownPage)
          .visits('/shop/a', SESSION, { ...says, status: 403 }, ownPage)
          .visits('/login', SESSION, login, ownPage),
      );
    assert.equal(forbidden(shown), 'alive');
    assert.match(forbidden({}), /^server-forgot/);
  });
});
