import type { Express, Request, Response } from 'express';
import { sessionJson } from '../answers/session-json.ts';
import type { AppContext } from '../context.ts';
import { counterMain, makeCounterPage } from '../pages/counter-page.ts';
import { cookieHeaders, MOVED, reasonOf } from './outcome.ts';
import { refuseAhead } from './refuse-ahead.ts';
import { sendSession } from './session.ts';

/** `GET /`: counts a visit. */
export function addCounter(app: Express, context: AppContext): void {
  const { sessions, cookie, responder, log } = context;
  const page = makeCounterPage(context);

  app.get('/', async (request: Request, response: Response) => {
    const sent = cookie.read(request);
    // HEAD asks what GET would say: it is no visit either.
    if (request.method === 'HEAD') return sendSession(context, request, response, sent);
    if (refuseAhead(context, request, response)) return;
    const outcome = await sessions.visit(sent);
    if (outcome.action === 'moved') return responder.say(request, response, 409, MOVED, ['Retry-After', '1']);
    const { record, action } = outcome;
    const id = action !== 'resumed' ? outcome.id : sent.kind === 'id' ? sent.id : '';
    const reason = reasonOf(outcome);
    responder.send(request, response, {
      record,
      headers: cookieHeaders(context, outcome),
      text: () => `Visit count: ${record.count}`,
      json: () => ({ ...sessionJson(record), action, reason }),
      html: { page, title: `Visit count: ${record.count}`, main: () => counterMain(context, record, outcome, id) },
      action,
      session: action === 'resumed' ? log.sentTag(sent) : log.sessionTag(id),
      reason: reason ?? undefined,
    });
  });
}
