import express, { type Express, type Request, type Response } from 'express';
import { CONTENT_TYPE, formatFor } from './http/formats.ts';
import { reply } from './http/reply.ts';
import { securityHeaders } from './http/security-headers.ts';
import { counterPage } from './pages/counter-page.ts';
import { type CookieSettings, cookieSetter, readSentSession } from './sessions/session-cookie.ts';
import type { SessionManager } from './sessions/session-manager.ts';

export type AppParts = {
  readonly sessions: SessionManager;
  readonly cookie: CookieSettings;
};

/** The Express app: routes over a session manager. Listening is the caller's. */
export function makeApp({ sessions, cookie }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  const headers = securityHeaders();
  const setCookie = cookieSetter(cookie);

  app.get('/', async (request: Request, response: Response) => {
    const outcome = await sessions.visit(readSentSession(request.headers.cookie, cookie.name));
    if (outcome.action === 'moved') {
      reply(response, 409, CONTENT_TYPE.text, 'This session id was replaced a moment ago. Try again.\n', headers);
      return;
    }
    const { record } = outcome;
    const format = formatFor(request);
    const own = ['Session-Count', String(record.count), 'Cache-Control', 'no-store', 'Vary', 'Accept'];
    if (outcome.action !== 'resumed') own.push('Set-Cookie', setCookie(outcome.id));
    const text = `Visit count: ${record.count}`;
    const body =
      format === 'html'
        ? counterPage(record)
        : format === 'json'
          ? JSON.stringify({
              count: record.count,
              action: outcome.action,
              created: new Date(record.createdAt).toISOString(),
              lastSeen: new Date(record.lastSeenAt).toISOString(),
            })
          : `${text}\n`;
    reply(response, 200, CONTENT_TYPE[format], body, own, headers);
  });
  app.get('/favicon.ico', (_request, response) => {
    reply(response, 204, 'image/svg+xml', '', headers);
  });
  return app;
}
