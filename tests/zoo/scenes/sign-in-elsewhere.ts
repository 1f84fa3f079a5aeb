import { type Handler, page, type Routes, redirect } from '../ask.ts';
import { KEPT, newId, type SignInApp, signInApp } from '../sign-in-app.ts';

// Single sign-on by OpenID Connect: an application, and a provider that knows who the user is.

export interface RelyingPartyOptions {
  readonly origin: string;
  readonly provider: string;
  /** The attributes of the cookie that holds the state of a sign-in on its way. */
  readonly stateCookie: string;
  readonly mode: 'query' | 'form_post';
  readonly cookie?: string;
  readonly routes?: (app: SignInApp) => Routes;
}

/** An application that lets another site sign its users in. */
export function relyingParty({ origin, provider, stateCookie, mode, cookie, routes }: RelyingPartyOptions): SignInApp {
  const callback: (app: SignInApp) => Handler = (app) => (ask) => {
    const given = mode === 'form_post' ? ask.form : ask.url.searchParams;
    const known = ask.cookies.get('oidc.state');
    if (known === undefined || known !== given.get('state')) return { status: 400, body: 'The state is not known' };
    return redirect('/home', {
      setCookie: [app.begin(ask, 'Ada'), 'oidc.state=; Max-Age=0; Path=/; Secure; HttpOnly'],
    });
  };
  return signInApp({
    ...(cookie !== undefined && { cookie }),
    attributes: KEPT,
    loginPath: '/auth/login',
    routes: (app) => ({
      'GET /auth/login': () => {
        const state = newId();
        const to = new URL('/authorize', provider);
        to.search = String(
          new URLSearchParams({
            client_id: 'app',
            response_type: 'code',
            response_mode: mode,
            redirect_uri: `${origin}/auth/callback`,
            state,
          }),
        );
        return redirect(to.href, { setCookie: [`oidc.state=${state}; ${stateCookie}`] });
      },
      'GET /auth/callback': callback(app),
      'POST /auth/callback': callback(app),
      ...routes?.(app),
    }),
  });
}

/** A provider: it asks for a password once, and then sends its users back at once. */
export function identityProvider(): SignInApp {
  const back = (asked: URLSearchParams): string => {
    const to = new URL(asked.get('redirect_uri') ?? 'https://nowhere.test/');
    to.searchParams.set('code', newId());
    to.searchParams.set('state', asked.get('state') ?? '');
    return to.href;
  };
  // What an authorization request asks for stays with the provider's own session until the password is given.
  let asked = new URLSearchParams();
  return signInApp({
    cookie: 'idp_session',
    attributes: 'Path=/; HttpOnly; Secure; SameSite=None',
    routes: (app) => ({
      'GET /authorize': (ask) => {
        asked = ask.url.searchParams;
        return app.session(ask)?.user === undefined ? redirect('/login') : redirect(back(asked));
      },
      'POST /login': (ask) => {
        const setCookie = [app.begin(ask, 'Ada')];
        // With form_post the page sends a form by itself; whoever visits does that.
        return asked.get('response_mode') === 'form_post'
          ? page('Back', { setCookie })
          : redirect(back(asked), { setCookie });
      },
    }),
  });
}
