import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import type { Commands } from '../../extension/protocol/commands.ts';
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import type { RequestHandler } from './harness/local-server.ts';
import type { Surface } from './harness/surface.ts';

/** Sets two cookies of one name on two paths, one persistent, and a third that it sets again at `/set`. */
const setsThree: RequestHandler = (request, response) => {
  const lines: Readonly<Record<string, readonly string[]>> = {
    '/': [
      'sid=root-of-the-site-1234567890; Path=/; HttpOnly; SameSite=Lax',
      'sid=app-below-it-1234567890; Path=/app; HttpOnly; SameSite=Strict; Max-Age=86400',
      'theme=dark; Path=/',
    ],
    '/set': ['theme=from-the-server; Path=/'],
  };
  response.setHeader('Set-Cookie', lines[request.url ?? ''] ?? []);
  response.setHeader('Content-Type', 'text/html');
  response.end('<link rel="icon" href="data:,">');
};

/** Gives the background a command, as a surface does. */
export function send<K extends keyof Commands>(
  surface: Surface,
  command: K,
  input: Commands[K]['input'],
): Promise<Commands[K]['output']> {
  return surface.evaluate((message) => browser.runtime.sendMessage(message) as Promise<Commands[K]['output']>, {
    command,
    input,
  }) as Promise<Commands[K]['output']>;
}

/** The site's cookies as the background reads them, in a fixed order. */
export async function jar(surface: Surface): Promise<readonly BrowserCookie[]> {
  const { cookies } = await send(surface, 'read-jar', { site: 'localhost' });
  return [...cookies].sort((a, b) => (a.name + a.path < b.name + b.path ? -1 : 1));
}

/** The site's cookies in short, each as `name=value path`. */
export async function jarLines(surface: Surface): Promise<string[]> {
  return (await jar(surface)).map(({ name, value, path }) => `${name}=${value} ${path}`);
}

/** A page of a server that sets three cookies, and the inspector for it. */
export async function visited(
  browserUnderTest: BrowserUnderTest,
  startServer: (handler: RequestHandler) => Promise<{ readonly url: string }>,
): Promise<{ tab: TabSurface; inspector: TabSurface; url: string }> {
  const { url } = await startServer(setsThree);
  const page = url.replace('127.0.0.1', 'localhost');
  const tab = await browserUnderTest.openTab(page);
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(tab)}`);
  return { tab, inspector, url: page };
}
