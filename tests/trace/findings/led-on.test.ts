import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dataLeadsToSignIn } from '../../../extension/trace/model/data-leads-to-sign-in.ts';
import { leadsToSignIn } from '../../../extension/trace/model/leads-to-sign-in.ts';
import { readSocketSays } from '../../../extension/trace/model/socket-says.ts';
import { api, ownPage } from '../asks.ts';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { read, responses } from '../files/har/reading.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText, findingNames } from './finding-names.ts';

// Answers of status 200 that lead to a sign-in, hold something up, or refuse beside the status.

const SESSION = 'sessionid=q7Xk2LmV9sTb4RfYw1ZcUe8NoPa6HdGj';
const SETS_IT = [`${SESSION}; Path=/; HttpOnly; Secure; SameSite=Lax`];
const post: Ask = { ...ownPage, method: 'POST' };
const query: Ask = { ...api, method: 'POST' };
const socket: Ask = { ...api, type: 'websocket' };

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, { status: 302, headers: [['location', '/']], setCookie: SETS_IT }, post)
    .visits('/', SESSION, {}, ownPage);
}

describe('a body that leads to a sign-in', () => {
  const leads = (body: string): boolean => leadsToSignIn(body, 'text/html', 'https://app.example/orders');
  for (const body of [
    '<html><head><meta http-equiv="refresh" content="0;url=/login?timeout=1"></head></html>',
    "<META CONTENT='0; URL=/login' HTTP-EQUIV='Refresh'>",
    '<meta http-equiv="refresh" content="0; url=/timeout.jsp">',
    '<script>alert("Please sign in");top.location.href = "/login.jsp";</script>',
    "<script><!--\nif (window != top) { parent.location.replace('/user/login?next=%2Forders') }</script>",
    '<script>location = "https://id.example/authorize?client_id=a&response_type=code&scope=openid"</script>',
    '<script>document.cookie="back="+encodeURIComponent(location.hash)+";path=/";location="/login?next=%2Forders"</script>',
    '<form method="post" action="https://idp.example/sso"><input type="hidden" name="SAMLRequest" value="x"></form>',
  ])
    test(body, () => {
      assert.equal(leads(body), true);
      assert.equal(leadsToSignIn(body, 'text/html', 'https://app.example/login'), false, 'asked at the sign-in itself');
    });
  for (const [what, body] of [
    ['a page that renews itself', '<meta http-equiv="refresh" content="300; url=/orders"><p>Orders</p>'],
    ['a clock that runs out', '<meta http-equiv="refresh" content="1200; url=/login?expired=1"><p>Orders</p>'],
    ['a browser without scripts', '<noscript><meta http-equiv="refresh" content="0; url=/login"></noscript>'],
    ['a script that decides', '<script>if (!document.cookie.includes("a")) location = "/login"</script>'],
    [
      'a script that decides what it notes',
      '<script>document.cookie="a=1";if (!ok()) { location = "/login" }</script>',
    ],
    ['an application’s shell', '<script>location = "/login"</script><script src="/app.js"></script>'],
    ['a page with text', `<script>location = "/login"</script>${'<p>An order of today</p>'.repeat(30)}`],
    ['a way to another page', '<script>location.href = "/orders/today"</script>'],
  ] as const)
    test(`is not ${what}`, () => {
      assert.equal(leads(body), false);
    });
});

describe('data that lead a framework’s script to a sign-in', () => {
  for (const [what, mimeType, wayOf] of [
    ['SvelteKit’s data', 'application/json', (to: string) => `{"type":"redirect","location":"${to}"}`],
    ['SvelteKit’s form', 'application/json', (to: string) => `{"type":"redirect","status":303,"location":"${to}"}`],
    [
      'React Router',
      'text/x-script; charset=utf-8',
      (to: string) => `[["SingleFetchRedirect",1],{"_2":3,"_4":5},"redirect","${to}","status",302]`,
    ],
    [
      'Remix',
      'text/x-script',
      (to: string) => `[["SingleFetchRedirect",1],{"redirect":2,"status":3},"${to}",302,false]`,
    ],
    [
      'SvelteKit, laid out anew',
      'application/json',
      (to: string) => `{\n  "location": "${to}",\n  "type": "redirect"\n}`,
    ],
    [
      'Remix, laid out anew',
      'text/x-script',
      (to: string) => `[\n  [ "SingleFetchRedirect", 1 ],\n  { "status": 3, "redirect": 2 },\n  "${to}",\n  302\n]`,
    ],
    ['a code of its own', 'application/json', (to: string) => `{"code":302,"url":"${to}"}`],
    ['a status of its own', 'application/json', (to: string) => `{"redirect":"${to}","status":"redirect"}`],
    ['ZK', 'application/json', (to: string) => `{"rs":[["redirect",["${to}",""]]],"rid":0}`],
    ['Drupal, laid out anew', 'application/json', (to: string) => `[ { "url": "${to}", "command": "redirect" } ]`],
    ['Next.js', 'text/x-component', (to: string) => `0:["$L1"]\n2:E{"digest":"NEXT_REDIRECT;replace;${to};307;"}`],
    ['Drupal', 'application/json', (to: string) => `[{"command":"redirect","url":"${to.replaceAll('/', '\\/')}"}]`],
    [
      'JSF',
      'text/xml;charset=UTF-8',
      (to: string) =>
        `<?xml version="1.0"?><partial-response id="a"><redirect url="${to}"></redirect></partial-response>`,
    ],
    ['Wicket', 'text/xml', (to: string) => `<ajax-response><redirect><![CDATA[${to}]]></redirect></ajax-response>`],
    ['ASP.NET AJAX', 'text/plain; charset=utf-8', (to: string) => `1|#||4|26|pageRedirect||${encodeURIComponent(to)}|`],
  ] as const) {
    const leads = (target: string, asked = '/orders'): boolean =>
      dataLeadsToSignIn(wayOf(target), mimeType, `https://app.example${asked}`);

    test(`of ${what}`, () => {
      assert.equal(leads('/login?next=/orders'), true);
      assert.equal(leads('/orders/17'), false, 'another page');
      assert.equal(leads('/login', '/login'), false, 'asked at the sign-in itself');
    });
  }

  test('say so in one object', () => {
    const leads = (body: string): boolean => dataLeadsToSignIn(body, 'application/json', 'https://app.example/orders');
    assert.equal(leads('{"type":"data","location":"/login"}'), false);
    assert.equal(leads('{"type":"data","nodes":[{"type":"redirect"}],"location":"/login"}'), false);
    assert.equal(leads('[{"command":"redirect"},{"command":"insert","url":"/login"}]'), false);
  });

  test('are read in a HAR, whatever the status of a good answer', async () => {
    const text = '[["SingleFetchRedirect",1],{"redirect":2},"/login",302,false]';
    const response = { content: { size: text.length, mimeType: 'text/x-script', text } };
    const har = await read(
      harOf([202, 500].map((status, at) => harEntryOf({ at, url: 'https://app.example/a.data', status, response }))),
    );
    assert.deepEqual(
      responses(har).map(({ says }) => says),
      ['to-sign-in', undefined],
    );
  });
});

describe('an answer that leads to the sign-in without a redirect', () => {
  const answers: readonly (readonly [string, Reply])[] = [
    ['by its body', { says: 'to-sign-in' }],
    ['by htmx’s header', { headers: [['hx-redirect', '/login']] }],
    ['by Blazor’s', { headers: [['blazor-enhanced-nav-redirect-location', '/Account/Login?ReturnUrl=%2Forders']] }],
    ['by Remix’s header', { status: 204, headers: [['x-remix-redirect', '/login']] }],
    ['by the header of Next.js', { status: 303, headers: [['x-action-redirect', '/login;push']] }],
    ['by Inertia’s header', { status: 409, headers: [['x-inertia-location', '/login']] }],
    ['by Refresh', { headers: [['refresh', '0; url=/login']] }],
  ];
  for (const [what, reply] of answers)
    test(`${what}: the session is over`, () => {
      const story = signedIn().visits('/orders', SESSION, {}, ownPage).wait(3_600_000);
      assert.equal(answerName(story.visits('/orders', SESSION, reply, ownPage)), 'server-forgot/idle: 3 4');
    });

  test('by its body, at an address that was never open: it is a redirect by other means', () => {
    assert.equal(
      answerName(signedIn().visits('/orders', SESSION, { says: 'to-sign-in' }, ownPage)),
      'server-forgot: 2 3',
    );
  });

  test('is no loss where a header leads elsewhere, or later', () => {
    const story = signedIn().visits('/orders', SESSION, { headers: [['hx-redirect', '/orders/1']] }, api);
    story.visits('/orders', SESSION, { headers: [['refresh', '900; url=/login']] }, ownPage);
    assert.equal(answerName(story), 'alive');
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });
});

describe('a refusal beside the status', () => {
  for (const [what, says, shown, ask] of [
    ['GraphQL’s FORBIDDEN', 'forbidden', 'forbidden', query],
    ['a socket that was closed with 4401', 'closed-4401', 'WebSocket 4401', socket],
    ['a socket on which the server refused', 'socket-refused', 'WebSocket unauthorized', socket],
  ] as const) {
    test(`${what} is neither a loss nor called healthy`, () => {
      const story = signedIn().visits('/live', SESSION, { says }, ask);
      assert.equal(answerName(story), 'alive');
      assert.equal(
        answerText(story).replace(/session 1 \S+/, 'session 1'),
        `No loss of session 1 was seen. But step 3 (${ask.method ?? 'GET'} /live) failed: ${shown}.`,
      );
    });
    test(`${what} is forgotten once the same address answers well`, () => {
      const story = signedIn().visits('/live', SESSION, { says }, ask).visits('/live', SESSION, {}, ask);
      assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
    });
  }

  test('is read from the messages of a socket in a HAR, where the server ends it', async () => {
    const said = (opcode: number, data: string) => readSocketSays([{ type: 'receive', opcode, data }]);
    assert.equal(said(8, btoa('\x11\x31Unauthorized')), 'closed-4401');
    assert.equal(said(8, '\x03\xf0policy'), 'closed-1008');
    assert.equal(said(1, '{"type":"disconnect","reason":"unauthorized","reconnect":false}'), 'socket-refused');
    assert.equal(said(1, '{"type":"error","payload":[{"extensions":{"code":"UNAUTHENTICATED"}}]}'), 'socket-refused');
    assert.equal(said(1, '44{"message":"Authentication error"}'), 'socket-refused');
    for (const [opcode, data] of [
      [8, btoa('\x03\xe8')],
      [8, ''],
      [8, '%'],
      [1, '{"type":"chat","payload":{"text":"unauthorized"}}'],
      [1, '{"type":"disconnect","reason":"server_restart","reconnect":true}'],
    ] as const)
      assert.equal(said(opcode, data), undefined, data);
    assert.equal(readSocketSays([{ type: 'send', opcode: 8, data: btoa('\x11\x31') }]), undefined);
    const members = { _webSocketMessages: [{ type: 'receive', opcode: 8, data: btoa('\x11\x31') }] };
    const body = { content: { size: 9, mimeType: 'text/html', text: '<script>location="/login"</script>' } };
    const har = await read(harOf([harEntryOf({ status: 101, members }), harEntryOf({ at: 1, response: body })]));
    assert.deepEqual(
      responses(har).map(({ says }) => says),
      ['closed-4401', 'to-sign-in'],
    );
  });
});

test('a refusal whose body says that the head is too large needs no long Cookie header', () => {
  const story = signedIn().visits('/', SESSION, { status: 400, says: 'header-too-large' }, ownPage);
  assert.equal(answerName(story), 'header-too-large/elsewhere: 3');
  assert.equal(answerName(signedIn().visits('/', SESSION, { status: 400 }, ownPage)), 'alive');
});

test('a new id beside a refusal claims no count', () => {
  const setCookie = ['sessionid=w3Rk8NvB5tYc1XzQ7mJp4HsL9aGd2FuE; Path=/; HttpOnly; Secure'];
  const toSignIn: Reply = { status: 302, headers: [['location', '/login']], setCookie };
  const story = signedIn().visits('/orders', SESSION, toSignIn, ownPage);
  assert.equal(answerName(story), 'server-forgot: 2 3');
  assert.match(answerText(story), /step 3 \(GET \/orders\) sent it and was turned away/);
});

describe('a silent renewal in a frame that finds nobody', () => {
  const authorize = 'https://sso.other.example/auth?client_id=app&response_type=code&prompt=none&state=k2';
  const frame: Ask = {
    type: 'sub_frame',
    initiator: 'https://app.example',
    topUrl: 'https://app.example/',
    frameId: 4,
  };
  const ends = (location: string): Reply => ({ status: 302, headers: [['location', location]] });

  test('is named beside the session that lives', () => {
    const story = signedIn().visits(
      authorize,
      undefined,
      ends('https://app.example/silent#error=login_required&state=k2'),
      frame,
    );
    assert.match(answerText(story.visits('/', SESSION, {}, ownPage)), /But step 3 .* failed: error=login_required\.$/);
  });

  test('is forgotten once one worked', () => {
    const back = 'https://app.example/silent#';
    const story = signedIn().visits(authorize, undefined, ends(`${back}error=login_required&state=k2`), frame);
    story.visits(authorize, undefined, ends(`${back}code=9&state=k2`), frame).visits('/', SESSION, {}, ownPage);
    assert.match(answerText(story), /^As far as was recorded, nothing is wrong/);
  });

  test('is explained where the provider’s own cookie does not go along in a frame', () => {
    const identity = 'KEYCLOAK_IDENTITY=w3Rk8NvB5tYc1XzQ7mJp4HsL9aGd2FuE; Path=/; Secure; HttpOnly; SameSite=Lax';
    const story = signedIn().visits('https://sso.other.example/login', undefined, { setCookie: [identity] }, post);
    story.visits(authorize, undefined, ends('https://app.example/silent#error=login_required&state=k2'), frame);
    assert.equal(answerName(story), 'not-sent/embedded: 3 4');
  });

  test('is none that leads back without an error, or to another page', () => {
    for (const location of [
      'https://app.example/silent#state=k2&code=9',
      'https://b.example/#error=login_required&state=k2',
    ]) {
      const story = signedIn().visits(authorize, undefined, ends(location), frame).visits('/', SESSION, {}, ownPage);
      assert.match(answerText(story), /^As far as was recorded, nothing is wrong/, location);
    }
  });
});

describe('a page that has to be passed first', () => {
  const toMail: Reply = { status: 302, headers: [['location', '/verify-email']] };
  const begun = (): Story =>
    new Story('https://app.example')
      .started()
      .visits('/login', undefined, { setCookie: SETS_IT }, ownPage)
      .visits('/login', SESSION, toMail, post)
      .visits('/verify-email', SESSION, {}, ownPage);

  test('is named, and the id that stayed is no hint: nobody is signed in yet', () => {
    assert.match(answerText(begun()), /^No loss of session .* step 2 \(POST \/login\) was led to \/verify-email: /);
    assert.deepEqual(findingNames(begun()), []);
  });

  test('is no matter once another page opened', () => {
    assert.match(
      answerText(begun().visits('/orders', SESSION, {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
  });

  test('is none where an order is confirmed', () => {
    const done: Reply = { status: 302, headers: [['location', '/order/confirmation']] };
    const story = signedIn().visits('/checkout/complete', SESSION, done, ownPage);
    assert.match(
      answerText(story.visits('/order/confirmation', SESSION, {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
  });

  test('is none for a form that leads to the next step of what somebody wanted', () => {
    const story = signedIn().visits(
      '/forgot',
      SESSION,
      { status: 302, headers: [['location', '/password/sent']] },
      post,
    );
    assert.match(
      answerText(story.visits('/password/sent', SESSION, {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
  });
});
