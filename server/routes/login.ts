import type { Express } from 'express';
import { sessionJson } from '../answers/session-json.ts';
import type { AppContext } from '../context.ts';
import { field } from './field.ts';
import { cookieHeaders, MOVED, reasonOf } from './outcome.ts';

const USER_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._'-]{0,39}$/u;

/** Login and logout. Any name will do and no password is asked: what is practised here is the session, not the proof. */
export function addLogin(app: Express, context: AppContext): void {
  const { sessions, cookie, responder, log } = context;

  app.post('/login', async (request, response) => {
    const sent = cookie.read(request);
    const user = field(request, 'user');
    if (!USER_NAME.test(user)) {
      return responder.say(request, response, 400, "user must be a name of 1 to 40 letters, digits, spaces or ._'-.");
    }
    const outcome = await sessions.login(sent, user);
    if (outcome.action === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    if (outcome.action === 'resumed') return;
    const { record, action, id } = outcome;
    responder.sendOrGoTo(request, response, '/', {
      record,
      headers: cookieHeaders(context, outcome),
      text: () => `Logged in as ${user}. The session has a new id; the count goes on at ${record.count}.`,
      json: () => ({ ...sessionJson(record), action, reason: reasonOf(outcome) }),
      action,
      session: log.sessionTag(id),
    });
  });

  app.post('/logout', async (request, response) => {
    const sent = cookie.read(request);
    const found = await sessions.end(sent);
    // The session goes on under its new id, so nothing may say that it has ended, and the new cookie must stay.
    if (found === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    const ended = found === 'ended';
    const headers = ['Set-Cookie', cookie.removal];
    // Asked for, since it drops every cookie of the host, the lab's and other projects' on localhost included.
    if (field(request, 'clear-site-data') !== '') headers.push('Clear-Site-Data', '"cookies"');
    responder.sendOrGoTo(request, response, '/session', {
      headers,
      text: () =>
        ended ? 'Logged out: the session has ended, here and in the browser.' : 'There was no session to end.',
      json: () => ({ ended }),
      action: 'ended',
      session: log.sentTag(sent),
    });
  });
}
