import type { Express, Request, Response } from 'express';
import { sessionJson } from '../answers/session-json.ts';
import type { AppContext } from '../context.ts';
import { makeSessionsPage, sessionsMain } from '../pages/sessions-page.ts';
import { sessionHandle } from '../sessions/session-id.ts';
import type { SessionRecord } from '../sessions/session-store.ts';
import { MOVED } from './outcome.ts';

/** A user's sessions: see them all, end the others (ASVS 5.0 7.5.2). */
export function addSessions(app: Express, context: AppContext): void {
  const { sessions, cookie, responder } = context;
  const page = makeSessionsPage(context);

  /** The session of a logged-in user; answers the request itself where there is none. */
  const loggedIn = async (request: Request, response: Response): Promise<(SessionRecord & { user: string }) | null> => {
    const own = await sessions.read(cookie.read(request));
    if (typeof own !== 'string' && own.user !== null) return { ...own, user: own.user };
    if (own === 'moved') responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    else responder.say(request, response, 403, 'Log in first: sessions are listed for the user they belong to.');
    return null;
  };

  app.get('/sessions', async (request, response) => {
    const own = await loggedIn(request, response);
    if (own === null) return;
    const all = await sessions.list(own.user);
    responder.send(request, response, {
      record: own,
      text: () =>
        all
          .map((one) => `${sessionHandle(one.key)} ${one.count}${one.key === own.key ? ' (this one)' : ''}`)
          .join('\n'),
      json: () => ({
        user: own.user,
        sessions: all.map((one) => ({
          handle: sessionHandle(one.key),
          current: one.key === own.key,
          ...sessionJson(one),
        })),
      }),
      html: { page, title: `Sessions of ${own.user}`, main: () => sessionsMain(own.user, own, all, context.now()) },
    });
  });

  const endOthers = async (request: Request, response: Response, chosen: (handle: string) => boolean) => {
    const own = await loggedIn(request, response);
    if (own === null) return;
    const ended = await sessions.endOthers(own.user, own.key, chosen);
    responder.send(request, response, {
      record: own,
      text: () => (ended === 1 ? 'Ended 1 other session.' : `Ended ${ended} other sessions.`),
      json: () => ({ ended }),
      action: 'ended others',
    });
  };
  app.delete('/sessions', (request, response) => endOthers(request, response, () => true));
  app.delete('/sessions/:handle', (request, response) =>
    endOthers(request, response, (handle) => handle === request.params.handle),
  );
}
