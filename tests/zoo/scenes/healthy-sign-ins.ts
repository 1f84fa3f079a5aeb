import { page, redirect } from '../ask.ts';
import { healthy, type Scene } from '../scene.ts';
import { KEPT, newId, signInApp } from '../sign-in-app.ts';
import { identityProvider, relyingParty } from './sign-in-elsewhere.ts';

// Sign-ins as frameworks and providers do them, and nothing is wrong.

const inAndOut: Scene['visit'] = async ({ open, submit, follow, image }) => {
  await open('/');
  await follow('/login');
  await submit('/login');
  await image('/logo.svg');
  await follow('/account');
  await submit('/logout');
  await open('/login');
};

export const HEALTHY_SIGN_INS: readonly Scene[] = [
  healthy('django-login', {
    title: 'Django: a stranger is sent to sign in, signs in, and signs out',
    on: 'Django',
    servers: (apps) => ({ 'https://django-login.test': apps.on('Django') }),
    async visit({ open, submit, follow }) {
      await open('/account/');
      await submit('/login/', { password: 'wrong' });
      await submit('/login/');
      await follow('/account/');
      await submit('/logout/');
      await follow('/');
    },
  }),
  healthy('flask-login', {
    title: 'Flask: the session lies in the cookie, signed',
    on: 'Flask',
    servers: (apps) => ({ 'https://flask-login.test': apps.on('Flask') }),
    async visit({ open, submit, follow, fetch }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      await fetch('/filter?by=name');
      await follow('/account');
      await submit('/logout');
      await open('/login');
    },
  }),
  healthy('php-login', {
    title: 'PHP: a new id at the sign-in, and everything cleared at its end',
    on: 'PHP',
    servers: (apps) => ({ 'https://php-login.test': apps.on('PHP') }),
    visit: inAndOut,
  }),
  healthy('express-login', {
    title: 'Express: regenerate() at the sign-in, destroy() and clearCookie() at its end',
    on: 'Express',
    servers: (apps) => ({
      'https://express-login.test': apps.express({ saveUninitialized: true, cookie: { secure: true } }, (app) => {
        app.get('/', (_, response) => void response.send('Welcome'));
        app.get('/login', (_, response) => void response.send('Sign in'));
        app.post('/login', (request, response) => {
          request.session.regenerate(() => {
            Object.assign(request.session, { user: 'Ada' });
            response.redirect('/home');
          });
        });
        app.get(['/home', '/account'], (request, response) => {
          if ('user' in request.session) response.send('Home');
          else response.redirect('/login');
        });
        app.post('/logout', (request, response) => {
          request.session.destroy(() => {
            response.clearCookie('connect.sid', { secure: true }).redirect('/login');
          });
        });
      }),
    }),
    visit: inAndOut,
  }),
  healthy('id-rotation', {
    title: 'A visitor’s session gets another id at the sign-in',
    servers: () => ({
      'https://id-rotation.test': signInApp({
        cookie: 'JSESSIONID',
        idOf: () => newId().toUpperCase(),
        routes: ({ session, begin }) => ({
          'GET /': (ask) =>
            session(ask) === undefined ? page('Welcome', { setCookie: [begin(ask)] }) : page('Welcome'),
        }),
      }).handler,
    }),
    visit: inAndOut,
  }),
  healthy('single-sign-on', {
    title: 'OpenID Connect over two hosts, twice: the second time without a password',
    also: ['https://idp-of-sso.test'],
    servers: () => ({
      'https://single-sign-on.test': relyingParty({
        origin: 'https://single-sign-on.test',
        provider: 'https://idp-of-sso.test',
        stateCookie: 'Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=900',
        mode: 'query',
      }).handler,
      'https://idp-of-sso.test': identityProvider().handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('https://idp-of-sso.test/login');
      await follow('/account');
      await submit('/logout');
      await follow('/account');
    },
  }),
  healthy('form-post-sign-on', {
    title: 'OpenID Connect’s form_post with a state cookie of SameSite=None',
    also: ['https://idp-of-form-posts.test'],
    servers: () => {
      const app = relyingParty({
        origin: 'https://form-post-sign-on.test',
        provider: 'https://idp-of-form-posts.test',
        stateCookie: 'Path=/; HttpOnly; Secure; SameSite=None; Max-Age=900',
        mode: 'form_post',
        routes: ({ begin }) => ({
          // The state is looked up where the cookie is: whoever visits does not see it.
          'POST /auth/callback': (ask) =>
            ask.cookies.has('oidc.state')
              ? redirect('/home', {
                  setCookie: [begin(ask, 'Ada'), 'oidc.state=; Max-Age=0; Path=/; Secure; HttpOnly'],
                })
              : { status: 400 },
        }),
      });
      return {
        'https://form-post-sign-on.test': app.handler,
        'https://idp-of-form-posts.test': identityProvider().handler,
      };
    },
    async visit({ open, submit, follow }) {
      await open('/auth/login');
      await submit('https://idp-of-form-posts.test/login');
      await submit('https://form-post-sign-on.test/auth/callback', { code: newId(), state: newId() });
      await follow('/account');
    },
  }),
  healthy('remember-me', {
    title: 'The session is over after a pause, and a remember-me cookie signs in again',
    servers: () => {
      const remembered = newId();
      const app = signInApp({
        cookie: 'JSESSIONID',
        idOf: () => newId().toUpperCase(),
        idle: 30,
        routes: ({ begin, session }) => ({
          'POST /login': (ask) =>
            redirect('/home', {
              setCookie: [begin(ask, 'Ada'), `remember-me=${remembered}; ${KEPT}; Max-Age=1209600`],
            }),
          'GET /account': (ask) => {
            if (session(ask) !== undefined) return page('Account');
            if (ask.cookies.get('remember-me') !== remembered) return redirect('/login');
            return page('Account', { setCookie: [begin(ask, 'Ada')] });
          },
        }),
      });
      return { 'https://remember-me.test': app.handler };
    },
    async visit({ open, submit, follow, idle }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
      idle(60);
      await follow('/account');
      await follow('/account');
    },
  }),
  healthy('wrong-password', {
    title: 'A wrong password, then the right one',
    servers: () => ({
      'https://wrong-password.test': signInApp({
        cookie: 'sessionid',
        routes: ({ begin }) => ({
          'POST /login': (ask) =>
            ask.form.get('password') === 'wrong'
              ? { status: 401, body: 'Wrong password' }
              : redirect('/home', { setCookie: [begin(ask, 'Ada')] }),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/account');
      await submit('/login', { password: 'wrong' });
      await submit('/login', { password: 'right' });
      await follow('/account');
    },
  }),
  healthy('wrong-password-shown-again', {
    title: 'A form that is shown again for a wrong password, to a visitor who has a session',
    servers: () => ({
      'https://wrong-password-shown-again.test': signInApp({
        cookie: 'PHPSESSID',
        routes: ({ begin, session }) => ({
          'GET /': (ask) =>
            session(ask) === undefined ? page('Welcome', { setCookie: [begin(ask)] }) : page('Welcome'),
          'POST /login': () => page('Wrong password'),
        }),
      }).handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/');
      await follow('/login');
      await submit('/login');
      await follow('/account');
    },
  }),
  healthy('two-users', {
    title: 'One signs out, another signs in',
    servers: () => ({ 'https://two-users.test': signInApp({ cookie: 'PHPSESSID' }).handler }),
    async visit(stage) {
      await inAndOut(stage);
      await inAndOut(stage);
      await stage.submit('/login');
      await stage.follow('/account');
    },
  }),
];
