import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BodySays } from '../../extension/trace/model/body-says.ts';
import { readBodySays } from '../../extension/trace/model/read-body-says.ts';

// What a body says of who asks, as APIs and pages of the field write it.

const json = (value: unknown, path = '/api/orders', status = 200): BodySays | undefined =>
  readBodySays(JSON.stringify(value), 'application/json; charset=utf-8', path, status);
const page = (html: string): BodySays | undefined => readBodySays(html, 'text/html; charset=utf-8', '/orders');

describe('a JSON answer that says that nobody is signed in', () => {
  for (const [what, body] of [
    ['Apollo', { errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }], data: null }],
    ['Hasura', { errors: [{ extensions: { path: '$', code: 'invalid-jwt' }, message: 'Could not verify JWT' }] }],
    ['HotChocolate', { errors: [{ message: 'x', extensions: { code: 'AUTH_NOT_AUTHENTICATED' } }] }],
    [
      'Spring for GraphQL',
      { errors: [{ message: 'x', extensions: { classification: 'UNAUTHORIZED' } }], data: { me: null } },
    ],
    ['Laravel Lighthouse', { errors: [{ message: 'Unauthenticated.' }] }],
    ['Django REST framework', { detail: 'Authentication credentials were not provided.' }],
    ['a code of its own', { code: 401, message: 'login please', data: null }],
    ['WordPress, which asks by itself', { 'wp-auth-check': false, server_time: 1 }],
    ['a code as text', { errcode: '401' }],
    ['a code that cannot be written as text', { code: { toString: 1 }, message: 'Please log in.' }],
    ['Slack', { ok: false, error: 'not_authed' }],
    ['a sentence', { success: false, message: 'Your session has expired. Please log in again.' }],
    ['an error in an error', { error: { status: 401, code: 'session_not_found' } }],
    ['Chinese', { code: -101, message: '账号未登录' }],
    ['German', { error: 'Sie sind nicht angemeldet' }],
    ['Odoo', { error: { code: 100, message: 'Odoo Session Expired', data: { message: 'Session expired' } } }],
    ['an error’s data', { error: { code: 100, message: 'x', data: { message: 'Session expired' } } }],
    ['phpMyAdmin', { success: false, error: 'No activity within 1440 seconds; please log in again.' }],
    ['Slack’s other code', { ok: false, error: 'invalid_auth' }],
    ['a code with a prefix', { status: 'error', error_code: 'ERR_SESSION_EXPIRED', data: null }],
    ['Taobao', { data: {}, ret: ['FAIL_SYS_SESSION_EXPIRED::SESSION失效'] }],
    ['a flag', { login_required: true }],
    ['another flag', { sessionExpired: true }],
    ['Baidu', { errno: -6, show_msg: '请先登录' }],
    ['ThinkPHP', { status: 0, info: '登录超时，请重新登录', url: '/login' }],
    ['Frappe', { session_expired: 1, exc_type: 'PermissionError' }],
    ['Moodle', [{ error: true, exception: { message: 'You are not logged in', errorcode: 'servicerequireslogin' } }]],
    ['the last of several', [{ data: { a: 1 } }, { errors: [{ message: 'Unauthenticated.' }] }]],
    ['MediaWiki', { error: { code: 'assertuserfailed', info: 'You are no longer logged in, so the action failed.' } }],
    ['Zabbix', { jsonrpc: '2.0', error: { code: -32602, data: 'Session terminated, re-login, please.' }, id: 2 }],
    ['Ext Direct', [{ type: 'exception', tid: 2, action: 'Users', method: 'me', message: 'Not logged in' }]],
    ['an OData batch', { responses: [401, 401].map((status, at) => ({ id: String(at), status, body: {} })) }],
    ['a way to the sign-in', { success: false, redirectTo: '/signin?expired=1' }],
    ['a way to the sign-in after a time-out', { status: 'timeout', redirect: '/account/login?from=%2Forders' }],
  ] as const)
    test(what, () => {
      assert.equal(json(body), 'unauthenticated');
    });
});

test('a batch of which one part was answered is no refusal', () => {
  assert.equal(json({ responses: [401, 200].map((status) => ({ id: String(status), status })) }), undefined);
});

test('the last of several calls that failed was not done, for whatever reason', () => {
  const error = { code: -32002, message: 'Access denied' };
  assert.equal(json([{ jsonrpc: '2.0', id: 1, error }]), 'not-done');
  assert.equal(json([{ jsonrpc: '2.0', id: 1, result: [0, {}] }]), undefined);
  assert.equal(json([{ id: 1, error }]), undefined, 'a row of a list');
});

test('a refusal of one sentence says that nobody is signed in', () => {
  const text = (body: string, status: number): BodySays | undefined =>
    readBodySays(body, 'text/plain;charset=utf-8', '/accounts/self', status);
  assert.equal(text('Authentication required', 403), 'unauthenticated');
  assert.equal(text('Forbidden', 403), 'forbidden');
  assert.equal(text('Authentication required', 200), undefined);
  assert.equal(text('Must be an owner', 403), undefined);
});

test('rows of a list that hold an error say nothing of who asks', () => {
  assert.equal(json([{ type: 'exception', id: 7, message: 'Not logged in' }]), undefined);
  assert.equal(json([{ id: 1, status: 401, message: 'Unauthorized', at: '10:00' }]), undefined);
  assert.equal(json([{ error: 'session_expired', at: '10:00' }]), undefined);
  assert.equal(json([{ data: { error: 'session_expired' } }]), undefined);
});

test('Vaadin says it behind what keeps it from being run as a script', () => {
  const said = (meta: object): BodySays | undefined =>
    readBodySays(
      `for(;;);${JSON.stringify([{ changes: [], resources: {}, locales: {}, meta }])}`,
      'application/json',
      '/',
    );
  assert.equal(said({ async: true, sessionExpired: true }), 'unauthenticated');
  assert.equal(said({ async: true }), undefined);
});

test('a form to sign in beside words of who took the account says those', () => {
  const form = '<form action="/users/sign_in"><input name="user"><input type="password" name="password"></form>';
  assert.equal(page(`<p>Your login credentials were used in another browser.</p>${form}`), 'elsewhere');
  assert.equal(page(`<p>Use your credentials in any browser.</p>${form}`), 'sign-in-form');
});

test('a form to sign in as somebody else says who is in: Django, where a right is missing', () => {
  const form = '<form action="/admin/login/"><input name="username"><input type="password" name="password"></form>';
  const said = 'You are authenticated as maria, but are not authorized to access this page.';
  assert.equal(page(`<p>${said}</p>${form}`), 'signed-in');
  assert.equal(page(`<p>Only who is authenticated as an editor may.</p>${form}`), 'sign-in-form');
});

const readBySpaces = (): BodySays | undefined =>
  readBodySays(`${' '.repeat(60_000)}session`, 'application/json', '/aura');

test('Salesforce says in JSON between comments that a session is over', () => {
  const said = (event: string): BodySays | undefined =>
    readBodySays(
      `*/{"event":{"descriptor":"markup://aura:${event}","attributes":{"values":{}}},"exceptionEvent":true}/*ERROR*/`,
      'application/json',
      '/aura',
    );
  assert.equal(said('invalidSession'), 'unauthenticated');
  assert.equal(said('systemError'), undefined);
  // Blanks before it are read once.
  assert.equal(readBySpaces(), undefined);
});

test('a refusal of too large a head says so in the words of its server', () => {
  const refused = (body: string, status = 400) => readBodySays(body, 'text/html', '/', status);
  for (const body of [
    '<title>400 Request Header Or Cookie Too Large</title>',
    'Size of a request header field exceeds server limit.',
    '<h2>Bad Request - Request Too Long</h2><p>HTTP Error 400. The size of the request headers is too long.</p>',
  ])
    assert.equal(refused(body), 'header-too-large', body);
  assert.equal(refused('<title>400 Bad Request</title>'), undefined);
  assert.equal(refused('<title>Request Header Or Cookie Too Large, explained</title>', 200), undefined);
});

test('a sentence without markup says that the session is over, where it is all that is said', () => {
  const text = (body: string) => readBodySays(body, 'text/plain', '/orders');
  assert.equal(text('This session has been expired'), 'over');
  assert.equal(text(`Log of today. ${'Nothing happened. '.repeat(30)}The session has expired.`), undefined);
  assert.equal(text('The offer has expired.'), undefined);
});

describe('a JSON answer that says that this is not allowed', () => {
  for (const [what, body] of [
    ['Apollo', { errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }], data: { secret: null } }],
    ['Hasura', { errors: [{ extensions: { path: '$', code: 'access-denied' }, message: 'x' }] }],
    ['a status of its own', { code: 403, msg: 'no' }],
  ] as const)
    test(what, () => {
      assert.equal(json(body), 'forbidden');
    });
});

describe('a JSON answer that says nothing of the kind', () => {
  for (const [what, body] of [
    [
      'one field that wanted more',
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }], data: { shop: { id: 1 }, me: null } },
    ],
    ['a good answer with a code', { success: true, code: 401 }],
    ['an order that expired', { orders: [{ id: 1, status: 'expired', message: 'session expired' }] }],
    ['a text about signing in', { message: 'Sign in to get 10 % off', count: 3 }],
    ['a gateway that timed out', { status: 'timeout', redirect: '/orders' }],
    ['a way to the sign-in after a registration', { status: 'created', redirect: '/login' }],
    [
      'one field that is not allowed',
      { errors: [{ extensions: { code: 'FORBIDDEN' } }], data: { shop: 1, all: null } },
    ],
    ['a comment about it', { id: 7, text: 'forbidden', title: 'Access denied' }],
    ['a film of that name', { id: 7, name: 'Forbidden', type: 'unauthorized' }],
    ['a result of that name', { result: { name: 'Forbidden' } }],
    ['an area code', { code: 403, city: 'Calgary' }],
    ['an article about it', { id: 7, title: 'Your session has expired', description: 'Please sign in' }],
    ['no orders', []],
    ['nothing at all', null],
    ['a password that was changed', { success: true, message: 'Password changed. Please log in again.' }],
    ['the same without a flag', { message: 'Password changed. Please log in again.' }],
    ['the settings of a site', { title: 'Forum', login_required: true, locale: 'en', invite_only: false }],
    ['a notification', { id: 7, message: 'Signed in from another device' }],
    ['sessions that were ended', { success: true, message: 'You have been logged out from another device' }],
    ['a code of success', { code: 20_000, data: [1], errors: [] }],
  ] as const)
    test(what, () => {
      assert.equal(json(body), undefined);
    });
});

describe('a refusal that says who ended the session', () => {
  for (const [said, body] of [
    ['elsewhere', { code: 401, msg: 'token 已被顶下线：ffbc91af', data: null }],
    ['elsewhere', { code: 10_011, msg: '您的账号已在其他设备登录，请重新登录', data: null }],
    [
      'elsewhere',
      { success: false, message: 'You have been logged out because your account was used on another device.' },
    ],
    ['elsewhere', { error: 'session_replaced', message: 'x' }],
    ['elsewhere', { error: 'Your account is signed in on another device' }],
    ['elsewhere', { error: 'Your login credentials were used in another browser. Please sign in again.' }],
    ['revoked', { ok: false, error: 'token_revoked' }],
    ['revoked', { error: 'Session revoked: password changed' }],
    ['revoked', { code: 401, msg: 'token 已被踢下线' }],
  ] as const)
    test(`${said}: ${JSON.stringify(body)}`, () => {
      assert.equal(json(body), said);
    });

  test('in a page or a line of text as well', () => {
    const text = 'This session has been expired (possibly due to multiple concurrent logins).';
    assert.equal(readBodySays(text, 'text/plain', '/orders'), 'elsewhere');
    assert.equal(page('<p>Your account was used on another device. Please sign in again.</p>'), 'elsewhere');
    const kicked = '<p>Someone else has logged in with your username and password.</p>';
    assert.equal(page(`${kicked}<form><input name="u"><input type="password"></form>`), 'elsewhere');
    assert.notEqual(page('<p>Has someone else logged in with your account? Tell us.</p>'), 'elsewhere');
  });

  test('of hostile length is read in time that grows with its length', () => {
    for (const part of ['account is used ', 'you were logged out ', 'the the the session ', 'log in ', '其他设备'])
      assert.equal(json({ error: part.repeat(15_000 / part.length) }), 'not-done');
  });
});

describe('an answer that says by its form that something failed', () => {
  for (const body of [
    { success: false, message: 'Sold out; session' },
    { error: 'coupon_expired', message: 'This coupon has expired' },
    { status: 'error', message: 'No session of that name' },
    { errors: [{ message: 'Access denied! You need to be authorized' }], data: null },
    { data: { me: null } },
  ] as const)
    test(JSON.stringify(body), () => {
      assert.equal(json(body), 'not-done');
      assert.equal(json(body, '/api/orders', 500), undefined);
    });

  test('says nothing where it holds what was asked', () => {
    for (const body of [{ data: { me: null, shop: null } }, { errors: [], data: null }, { error: null, session: 1 }])
      assert.equal(json(body), undefined, JSON.stringify(body));
  });
});

test('only an address that signs in says by success: false that it did not', () => {
  for (const body of [{ success: false, message: 'Account locked' }, { ok: false }])
    assert.equal(json(body, '/api/login'), 'failed', JSON.stringify(body));
  assert.equal(json({ success: true }, '/api/login'), undefined);
  assert.equal(json({ success: false, message: 'Sold out; sign up' }, '/api/orders'), 'not-done');
});

test('only an address that says who is signed in says so by naming nobody', () => {
  for (const body of [null, {}, { user: null }, { data: null, isAuthenticated: false }])
    assert.equal(json(body, '/api/auth/session'), 'nobody', JSON.stringify(body));
  assert.equal(json({ user: { name: 'x' } }, '/api/auth/session'), undefined);
  assert.equal(json({}, '/api/orders'), undefined);
});

describe('an answer about something that has a session, a token or a status of its own', () => {
  for (const [status, body] of [
    [404, { error: 'Session not found' }],
    [404, { jsonrpc: '2.0', error: { code: -32_001, message: 'Session not found' }, id: null }],
    [400, { code: 'session_not_found' }],
    [400, { error: 'Token expired' }],
  ] as const)
    test(`${status} ${JSON.stringify(body)} says nothing of the user`, () => {
      assert.equal(json(body, '/api/chat/9', status), undefined);
    });

  test('of the user’s own session, or where it says more, it does', () => {
    assert.equal(json({ error: 'Session not found' }, '/api/auth/session', 404), 'unauthenticated');
    assert.equal(json({ error: 'session_not_found' }), 'unauthenticated');
    assert.equal(json({ error: 'Session expired, please log in again' }, '/api/chat/9', 400), 'unauthenticated');
  });

  test('an empty answer names nobody only where it is asked who somebody is', () => {
    for (const path of ['/api/uploads/7/status', '/api/billing/account', '/projects/3/profile'])
      assert.equal(json({}, path), undefined, path);
    for (const path of [
      '/api/auth/status',
      '/login-status',
      '/api/v2/account',
      '/users/me/profile',
      '/prod-api/profile',
    ])
      assert.equal(json({}, path), 'nobody', path);
  });
});

describe('a page', () => {
  const user = '<input type="text" name="username">';

  test('with a field for a name and one for a password asks to sign in', () => {
    assert.equal(page(`<form>${user}<input name=pw type=password></form>`), 'sign-in-form');
    assert.equal(page('<input autocomplete="username"><input type="password" id="p">'), 'sign-in-form');
    assert.equal(page(`${user}<input type=password id="current-password">`), 'sign-in-form');
    assert.equal(page(`${user}<input type=password><a href="/login?logged-out">x</a>`), 'sign-in-form');
  });

  const filler = '<p>One of many rows</p>'.repeat(200);
  for (const html of [
    '<title>Sign in</title><p>You took too long to log in. Login process starting from beginning.</p>',
    '<p>Restart login cookie not found. It may have expired.</p>',
    '<p>An error occurred, please login again through your application.</p>',
    `<div class="alert">Your session has expired</div>${user}<input type=password>`,
    `<title>Session timed out</title>${filler}`,
    `<h1 class="x">Ihre Sitzung ist abgelaufen</h1>${filler}`,
    '<p>You have been signed out due to inactivity.</p>',
    '<output>You are not logged in<ul><li>You must login to view this page.</ul></output>',
    '<h1>Your session has ended</h1><p>Please <a href="/login">log in</a>.</p>',
  ])
    test(`says that something is over: ${html.slice(0, 60)}`, () => {
      assert.equal(page(html), 'over');
    });

  for (const [what, html] of [
    ['a dialog that waits among much more', `<div hidden><h2>Your session has expired</h2></div>${filler}`],
    ['a script', '<script>const text = "Your session has expired";</script><h1>Orders</h1>'],
    ['a talk that ended', '<h1>This session has ended</h1>'],
    ['a webinar that ended', '<title>Webinar</title><h1>The session has ended</h1><p>Thanks for joining.</p>'],
    ['a coupon', '<h1>This coupon has expired</h1><a href="/register">Register</a>'],
  ] as const)
    test(`says nothing of the kind in ${what}`, () => {
      assert.equal(page(html), undefined);
    });

  test('says nothing of the kind of a coupon, beside an offer to sign in', () => {
    assert.equal(page('<h1>This coupon has expired</h1><a href="/login">Log in</a>'), 'offers-sign-in');
  });

  for (const [what, html] of [
    ['to change a password', `${user}<input type=password name=old><input type=password name=new>`],
    ['to register', `${user}<input type="password" autocomplete="new-password">`],
    ['to confirm who is known', '<input type=hidden name=username value=x><input type=password>'],
    ['to change an address', '<input type=email name=email><input type=password name=current_password>'],
    ['with a search field', '<input type=text name=q>'],
  ] as const)
    test(`${what} does not`, () => {
      assert.equal(page(html), undefined);
    });

  for (const [what, html, says] of [
    ['offers to sign out', '<h1>Your session has ended</h1><a href="/logout">Log out</a>', 'signed-in'],
    ['does so beside a password', `${user}<input type=password><a href=/account/logout>Sign out</a>`, 'signed-in'],
    ['does so by a query', '<a href="/session_login.cgi?logout=1">Bye</a>', 'signed-in'],
    ['does so in a wiki', '<a href="/w/index.php?title=Special:UserLogout&amp;returnto=A">Bye</a>', 'signed-in'],
    ['does so at WordPress’s one address', '<a href="/wp-login.php?action=logout&amp;_wpnonce=a">Bye</a>', 'signed-in'],
    ['offers to sign in there', '<a href="/wp-login.php">Hello</a>', 'offers-sign-in'],
    ['tells how to', '<a href="/how-to-login">Help</a> <a href="https://my.login.example/">Home</a>', undefined],
    ['does so in Spanish', `${user}<input type=password><form action="/cerrar-sesion">`, 'signed-in'],
    ['says who is in', '<p>Signed in as <b>Ada</b></p>', 'signed-in'],
    ['offers to sign in alone', '<h1>Forum</h1><a href="/login?next=/">Log in</a>', 'offers-sign-in'],
    ['offers that in a script alone', `<script>menu('<a href="/login">Log in</a>')</script>`, undefined],
    ['offers to sign in as well, as to all', '<a href="/logout">Log out</a> <a href="/login">Log in</a>', undefined],
    ['holds it in a script that may draw it', `<script>menu('<a href="/logout">Log out</a>')</script>`, undefined],
  ] as const)
    test(`that ${what} shows ${says ?? 'nobody'}`, () => {
      assert.equal(page(html), says);
    });

  test('of hostile length is read in no time that grows with its square', () => {
    const many = '<input '.repeat(40_000);
    assert.equal(page(many), undefined);
    assert.equal(page(`<input type=password${' a'.repeat(60_000)}`), undefined);
    assert.equal(page(`session ${'<style <title '.repeat(14_000)}`), undefined);
    assert.equal(page(`${user}<input type=password>${'href=/'.repeat(30_000)}`), 'sign-in-form');
    assert.equal(page(`<input type=password ${'<input type= '.repeat(15_000)}`), undefined);
  });
});

test('what is neither JSON nor a page, or is no JSON, says nothing', () => {
  assert.equal(readBodySays('{"code":401}', 'image/png', '/x'), undefined);
  assert.equal(readBodySays('{"code":401', 'application/json', '/x'), undefined);
  assert.equal(readBodySays('{"code":401}', 'text/plain', '/x'), 'unauthenticated');
});

test('a form to sign in may leave the type of its name field out, or ask for a phone number', () => {
  const form = (field: string) => page(`<form>${field}<input type="password" name="clave"></form>`);
  assert.equal(form('<input name="usuario" placeholder="Usuario">'), 'sign-in-form');
  assert.equal(form('<input type="tel" name="phone">'), 'sign-in-form');
  assert.equal(form('<input type="hidden" name="token"><input type="checkbox" name="stay">'), undefined);
});

describe('another sign-in took its place, in other languages', () => {
  for (const message of [
    'Sie wurden abgemeldet: Ihre Anmeldung wird auf einem anderen Gerät benutzt.',
    'Votre compte est connecté depuis un autre appareil',
    'Sua sessão foi encerrada porque sua conta foi acessada em outro dispositivo.',
    'Su sesión se ha iniciado en otro navegador.',
    'Выполнен вход с другого устройства',
    '別の端末でログインされました',
  ])
    test(message, () => {
      assert.equal(json({ success: false, message }), 'elsewhere');
    });

  test('a page that tells so to somebody who is in tells what happens elsewhere', () => {
    const told = '<title>App</title><h1>Your session was terminated: your account was used on another device</h1>';
    assert.equal(page(told), 'elsewhere');
    assert.equal(page(`${told}<a href="/logout">Sign out</a>`), 'over');
  });

  test('a bank’s account, and help that speaks of another device, are none', () => {
    assert.notEqual(json({ success: false, message: 'A conta já está cadastrada em outro local' }), 'elsewhere');
    assert.notEqual(json({ success: false, message: 'Versuchen Sie es auf einem anderen Gerät.' }), 'elsewhere');
    assert.equal(json({ success: true, message: 'Auf einem anderen Gerät angemeldet' }), undefined);
  });
});

describe('a session that is over, in more languages', () => {
  for (const message of [
    'Phiên đăng nhập đã hết hạn, vui lòng đăng nhập lại',
    'Sesi Anda telah berakhir, silakan login kembali',
    'انتهت صلاحية الجلسة، يرجى تسجيل الدخول',
    'Sesiunea dvs. a expirat',
    'Sessionen har gått ut',
    'A munkamenet lejárt',
    '세션이 만료되었습니다.',
  ])
    test(message, () => {
      assert.equal(json({ resultCode: '9001', resultMsg: message, status: 'error' }), 'unauthenticated');
    });
});

describe('answers in forms of their own', () => {
  const over = [
    ['TYPO3', { login: { timed_out: true, will_time_out: false, locked: false } }],
    ['Roundcube', { action: 'refresh', exec: 'this.display_message("x");\nthis.session_error("./?_task=login");' }],
    ['Horde', { response: null, msgs: [], reload: 'https://app.example/login.php?logout_reason=session' }],
    ['Zimbra', { Body: { Fault: { Reason: { Text: 'x' }, Detail: { Error: { Code: 'service.AUTH_EXPIRED' } } } } }],
    ['a reason beside a status', { status: 'NOK', reason: 'LOGIN_REQUIRED' }],
  ] as const;
  for (const [what, body] of over)
    test(`${what}: nobody is in`, () => {
      assert.equal(json(body), 'unauthenticated');
    });

  const fine = [
    ['a session that goes on', { login: { timed_out: false, will_time_out: true } }],
    ['a job that took too long', { job: 3, timed_out: true }],
    ['another call of Roundcube', { action: 'refresh', exec: 'this.set_unread_count("INBOX",2);' }],
    ['a page that is to be loaded again', { response: { a: 1 }, reload: 'https://app.example/login.php' }],
    ['another fault', { Body: { Fault: { Detail: { Error: { Code: 'mail.NO_SUCH_FOLDER' } } } } }],
    ['a reason of something else', { status: 'OK', reason: 'LOGIN_REQUIRED' }],
    ['a job', { job: 7, status: 'failed', reason: 'session expired' }],
    ['a payment', { status: 'failed', reason: 'unauthorized', amount: 3 }],
    ['a card', { error: { code: 'AUTH_EXPIRED', message: 'The authorization of the card' } }],
  ] as const;
  for (const [what, body] of fine)
    test(`${what}: nothing is said of who asks`, () => {
      assert.notEqual(json(body), 'unauthenticated');
    });

  test('nobody is said to be in, where somebody may have been', () => {
    assert.equal(json({ authenticated: false }, '/api/status'), 'not-done');
    assert.equal(json({ loggedIn: 0, unread: 0 }, '/poll'), 'not-done');
    assert.equal(json({ loggedIn: true }, '/poll'), undefined);
    assert.equal(json({ users: [{ loggedIn: false }] }, '/poll'), undefined);
  });

  test('nothing but a code', () => {
    const text = (body: string, mimeType = 'text/html') => readBodySays(body, mimeType, '/rows');
    for (const code of ['SESSION_EXPIRED', 'not_logged_in', ' LoginRequired\n'])
      assert.equal(text(code), 'unauthenticated', code);
    for (const code of ['OK', 'expired', 'UNAUTHORIZED', 'Session', 'a session_expired b'])
      assert.equal(text(code), undefined, code);
    assert.equal(text('SESSION_EXPIRED', 'application/octet-stream'), undefined);
  });

  test('WordPress answers a call that nobody may make', () => {
    assert.equal(readBodySays('0', 'text/html', '/wp-admin/admin-ajax.php'), 'not-done');
    assert.equal(readBodySays('0', 'text/html', '/unread'), undefined);
  });
});

test('of a stream of events or of lines, the last says it', () => {
  const refused = '{"error":{"code":"UNAUTHENTICATED"}}';
  const read = (body: string, mimeType: string) => readBodySays(body, mimeType, '/events');
  assert.equal(read(`data: {"a":1}\n\nevent: error\ndata: ${refused}\n\n`, 'text/event-stream'), 'unauthenticated');
  assert.equal(read(`{"a":1}\n${refused}\n`, 'application/x-ndjson'), 'unauthenticated');
  assert.equal(read(`${refused}\n{"a":1}\n`, 'application/x-ndjson'), undefined);
  assert.equal(read(`data: ${'{'.repeat(50_000)}`, 'text/event-stream'), undefined);
});

test('what is sent to be shown is no sentence of an error', () => {
  assert.equal(json({ id: 3, desc: 'Session expired' }), undefined);
  assert.equal(json({ resultCode: 9, resultDesc: 'Session expired' }), 'unauthenticated');
});

test('who is in is answered otherwise', () => {
  for (const body of [
    { sid: '0'.repeat(16) },
    [{ error: false, data: { userid: 0, timeremaining: 0 } }],
    { logout: true },
  ])
    assert.equal(json(body, '/data'), 'nobody');
  for (const body of [
    { sid: '3f1c9a0b4d5e6f70' },
    [{ data: { userid: 3, timeremaining: 0 } }],
    { logout: true, login: true },
  ])
    assert.equal(json(body, '/data'), undefined);
});

test('an answer in the form of a form', () => {
  const form = (body: string) => readBodySays(body, 'application/x-www-form-urlencoded', '/nvp');
  assert.equal(form('status=error&error=session_expired'), 'unauthenticated');
  assert.equal(form('oauth_token=abc&user_id=3'), undefined);
});

test('MediaWiki’s form whose token did not fit is refused as forged', () => {
  assert.equal(page('<p>Sorry! We could not process your edit due to a loss of session data.</p>'), 'csrf');
  assert.equal(page('<p>How to mend a loss of session data</p>'), undefined);
});

test('of a long sentence the beginning is read, so that none takes its time', () => {
  const after = (length: number) =>
    json({ success: false, message: `${'session '.repeat(length)} Please log in again.` });
  assert.equal(after(3), 'unauthenticated');
  assert.equal(after(2_000), 'not-done');
  const started = performance.now();
  for (let at = 0; at < 20; at += 1) after(2_400);
  assert.ok(performance.now() - started < 2_000);
});
