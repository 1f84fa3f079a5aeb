/** A request as a server of the zoo sees it. URLs stand as the scenes write them, without the port that the system gave. */
export interface Ask {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  /** The cookies by name; of two with one name the first, as servers read them. */
  readonly cookies: ReadonlyMap<string, string>;
  readonly headers: Readonly<Record<string, string>>;
  /** The fields of a posted form. */
  readonly form: URLSearchParams;
  /** The body as it came. */
  readonly body: string;
  /** The server's clock, in ms since 1970: scenes let it run ahead. */
  readonly now: number;
}

/** What a server of the zoo answers. Absolute URLs in it stand without ports, too. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set-Cookie lines. */
  readonly setCookie?: readonly string[];
  readonly body?: string;
}

/** A server of the zoo. */
export type Handler = (ask: Ask) => Reply | Promise<Reply>;

/** Routes by `METHOD /path`; `*` takes what no other does. */
export type Routes = Readonly<Record<string, Handler>>;

/** A server made of routes; what it does not know is 404. */
export function router(routes: Routes): Handler {
  return (ask) => {
    const handler = routes[`${ask.method} ${ask.path}`] ?? routes['*'];
    return handler === undefined ? { status: 404, body: 'Not found' } : handler(ask);
  };
}

export const page = (text: string, more: Reply = {}): Reply => ({ status: 200, body: text, ...more });

export const redirect = (location: string, more: Reply = {}): Reply => ({
  status: 302,
  ...more,
  headers: { location, ...more.headers },
});

export const refuse = (more: Reply = {}): Reply => ({ status: 401, body: 'Sign in first', ...more });

/** A file as servers send it without a look at the session. */
export const svg = (): Reply => ({
  headers: { 'content-type': 'image/svg+xml' },
  body: '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
});

/** Waits until as many have come as it says; so that requests are under way at once, in every browser. */
export function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let here = 0;
  return () => {
    here += 1;
    if (here === count) resolve();
    return promise;
  };
}

/** A gate that is shut until somebody opens it. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
