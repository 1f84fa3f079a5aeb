import { randomBytes } from 'node:crypto';
import { type Ask, type Handler, page, type Reply, type Routes, redirect, refuse, router, svg } from './ask.ts';

/** An id as servers draw them. */
export const newId = (): string => randomBytes(24).toString('base64url').replaceAll(/[-_]/g, 'x');

/** What a server holds of a session. */
export interface Held {
  user?: string;
  seen: number;
}

export interface SignInOptions {
  readonly cookie?: string;
  /** What stands behind the cookie's pair. */
  readonly attributes?: string;
  /** The line that clears the cookie; absent: as it was set. */
  readonly clears?: readonly string[];
  readonly loginPath?: string;
  readonly logoutPath?: string;
  readonly homePath?: string;
  /** Minutes without a request after which the server forgets. */
  readonly idle?: number;
  /** What strangers are answered where a page needs a sign-in. */
  readonly strangers?: (ask: Ask) => Reply;
  /** The sessions that the server knows; handed in where several processes have stores of their own. */
  readonly store?: Map<string, Held>;
  /** Routes beside the usual ones, or in their place. */
  readonly routes?: (app: SignInApp) => Routes;
  readonly idOf?: () => string;
}

/** A web application with a sign-in, as a thousand others: a form, a home page, an account, a way out. */
export interface SignInApp {
  readonly handler: Handler;
  readonly store: Map<string, Held>;
  /** The session of a request, where the server knows it. */
  session(ask: Ask): Held | undefined;
  /** Begins a session; resolves with its Set-Cookie line. */
  begin(ask: Ask, user?: string): string;
  /** The Set-Cookie line of an id. */
  line(id: string): string;
  /** A page for those who are signed in. */
  needsSignIn(answer: Handler): Handler;
}

const MINUTE = 60_000;

export const KEPT = 'Path=/; HttpOnly; Secure; SameSite=Lax';

export function signInApp(options: SignInOptions = {}): SignInApp {
  const {
    cookie = 'sid',
    attributes = KEPT,
    loginPath = '/login',
    logoutPath = '/logout',
    homePath = '/home',
    idle = Number.POSITIVE_INFINITY,
    strangers = (ask: Ask) => redirect(`${loginPath}?next=${encodeURIComponent(ask.path)}`),
    store = new Map<string, Held>(),
    idOf = newId,
  } = options;
  const clears = options.clears ?? [`${cookie}=; Max-Age=0${attributes === '' ? '' : `; ${attributes}`}`];
  const app: SignInApp = {
    handler: (ask) => handler(ask),
    store,
    session(ask) {
      const id = ask.cookies.get(cookie);
      const held = id === undefined ? undefined : store.get(id);
      if (held === undefined) return undefined;
      if (ask.now - held.seen > idle * MINUTE) {
        store.delete(id ?? '');
        return undefined;
      }
      held.seen = ask.now;
      return held;
    },
    line: (id) => `${cookie}=${id}${attributes === '' ? '' : `; ${attributes}`}`,
    begin(ask, user) {
      const id = idOf();
      store.set(id, { seen: ask.now, ...(user !== undefined && { user }) });
      return app.line(id);
    },
    needsSignIn: (answer) => (ask) => (app.session(ask)?.user === undefined ? strangers(ask) : answer(ask)),
  };
  const handler = router({
    'GET /': () => page('Welcome'),
    [`GET ${loginPath}`]: () => page('Sign in'),
    [`POST ${loginPath}`]: (ask) => {
      store.delete(ask.cookies.get(cookie) ?? '');
      return redirect(homePath, { status: 303, setCookie: [app.begin(ask, 'Ada')] });
    },
    [`GET ${homePath}`]: app.needsSignIn(() => page('Home')),
    'GET /account': app.needsSignIn(() => page('Account')),
    'GET /api/me': (ask) => (app.session(ask)?.user === undefined ? refuse() : json({ user: 'Ada' })),
    [`POST ${logoutPath}`]: (ask) => {
      store.delete(ask.cookies.get(cookie) ?? '');
      return redirect(loginPath, { status: 303, setCookie: clears });
    },
    'GET /logo.svg': svg,
    ...options.routes?.(app),
  });
  return app;
}

export function json(value: unknown, more: Reply = {}): Reply {
  return { ...more, headers: { 'content-type': 'application/json', ...more.headers }, body: JSON.stringify(value) };
}

/** A handler that serves one server after the other. */
export function inTurn(...servers: readonly Handler[]): Handler {
  let at = 0;
  return (ask) => {
    const handler = servers[at % servers.length];
    at += 1;
    return handler === undefined ? { status: 502 } : handler(ask);
  };
}
