import type { Express, Request, Response } from 'express';
import { sessionJson } from '../answers/session-json.ts';
import type { AppContext } from '../context.ts';
import { makeSessionPage, sessionMain } from '../pages/session-page.ts';
import type { SentSession } from '../sessions/session-cookie.ts';
import { field } from './field.ts';
import { cookieHeaders, MOVED } from './outcome.ts';

/** What a request without a live session sent instead, in words. */
const NO_SESSION: Readonly<Record<SentSession['kind'], string>> = {
  id: 'Your browser sent a session id that this server does not know: it has ended, or never was.',
  none: 'Your browser sent no session cookie.',
  malformed: 'Your browser sent a session cookie whose value is no session id.',
  'sent-twice': 'Your browser sent two session cookies of the same name, so neither is believed.',
};

/** The session resource: look at it, begin another, forget it, shorten its life. Nothing here counts a visit. */
export function addSession(app: Express, context: AppContext): void {
  const { sessions, cookie, responder, log, policy } = context;

  app.get('/session', (request, response) => sendSession(context, request, response, cookie.read(request)));

  app.post('/session', async (request, response) => {
    const outcome = await sessions.renew(cookie.read(request));
    if (outcome.action === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    if (outcome.action === 'resumed') return;
    const { record, action, id } = outcome;
    responder.sendOrGoTo(request, response, '/session', {
      record,
      headers: cookieHeaders(context, outcome),
      text: () => 'A new session began, with no visit counted yet.',
      json: () => ({ ...sessionJson(record), action }),
      action,
      session: log.sessionTag(id),
    });
  });

  app.delete('/session', async (request, response) => {
    const sent = cookie.read(request);
    const found = await sessions.end(sent);
    if (found === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    const ended = found === 'ended';
    const sentence = ended
      ? 'The server has forgotten this session; your browser still has its cookie.'
      : 'There was no session to forget.';
    responder.send(request, response, {
      text: () => sentence,
      json: () => ({ ended }),
      action: 'forgotten',
      session: log.sentTag(sent),
    });
  });

  app.post('/session/timeout', async (request, response) => {
    const sent = cookie.read(request);
    const asked = field(request, 'idle');
    const idleMs = asked === 'default' ? policy.idleMs : /^\d{1,6}$/.test(asked) ? Number(asked) * 1_000 : 0;
    if (idleMs < 1 || idleMs > policy.idleMs) {
      const most = Math.floor(policy.idleMs / 1_000);
      return responder.say(request, response, 400, `idle must be a number of seconds from 1 to ${most}, or "default".`);
    }
    const record = await sessions.setIdle(sent, idleMs);
    if (record === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    if (record === 'unknown') return responder.say(request, response, 404, NO_SESSION[sent.kind]);
    responder.sendOrGoTo(request, response, '/session', {
      record,
      text: () => `This session now ends ${idleMs / 1_000} s after its last visit.`,
      json: () => sessionJson(record),
      action: 'timeout',
      session: log.sentTag(sent),
    });
  });
}

const pages = new WeakMap<AppContext, ReturnType<typeof makeSessionPage>>();

/** `GET /session`: what the server knows of the session; 404 where it knows none. */
export async function sendSession(
  context: AppContext,
  request: Request,
  response: Response,
  sent: SentSession,
): Promise<void> {
  const found = await context.sessions.read(sent);
  if (found === 'moved') return context.responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
  const page = pages.get(context) ?? makeSessionPage(context);
  pages.set(context, page);
  const record = found === 'unknown' ? undefined : found;
  const absent = NO_SESSION[sent.kind];
  context.responder.send(request, response, {
    status: record === undefined ? 404 : 200,
    record,
    text: () => (record === undefined ? absent : `Visit count: ${record.count} (this request was not counted)`),
    json: () => (record === undefined ? { error: absent, sent: sent.kind } : sessionJson(record)),
    html: { page, title: 'What the server knows', main: () => sessionMain(context, record, absent) },
    session: context.log.sentTag(sent),
  });
}
