import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { AppContext } from '../context.ts';
import { type FailureOutcome, StoreUnavailableError } from '../sessions/session-store.ts';

const RETRY_AFTER_S = '1';

const UNAVAILABLE: Readonly<Record<FailureOutcome, string>> = {
  unchanged: 'The session store cannot be reached right now. Nothing was changed; try again.',
  unknown:
    'The session store gave no answer, so it is not known whether this request was carried out. Look at /session before you try again.',
};

/** What is wrong with a request that could not be read, by the status that the body parser gives it. */
const UNREADABLE: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: send a form or JSON, well formed.',
  413: 'The request body is too large: 8 kB at most.',
  415: 'The request body has a type or an encoding that this server does not read.',
};

/** What no route has taken. */
export function notFound(context: AppContext): RequestHandler {
  return (request, response) => {
    context.responder.say(request, response, 404, 'There is nothing here. The counter is at /.');
  };
}

/** What a route has thrown, as one sentence and a status; the details go to the log. */
export function failure(context: AppContext): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const { log, responder } = context;
    if (error instanceof StoreUnavailableError) {
      const { outcome, message } = error;
      log.lines.error({ path: request.path, error: message, outcome }, 'store unavailable');
      const sentence = UNAVAILABLE[outcome];
      responder.send(request, response, {
        status: 503,
        text: () => sentence,
        json: () => ({ error: sentence, outcome }),
        headers: ['Retry-After', RETRY_AFTER_S],
      });
      return;
    }
    const status = statusOf(error);
    const sentence = UNREADABLE[status];
    if (sentence !== undefined) {
      responder.say(request, response, status, sentence);
      return;
    }
    log.lines.error({ path: request.path, err: error }, 'unexpected error');
    responder.say(request, response, 500, 'The server made a mistake; its log says which.');
  };
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null) return 500;
  if ('status' in error && typeof error.status === 'number') {
    // Express and its body parser throw 4xx for what the client did: malformed escapes, aborted and oversized bodies.
    return error.status in UNREADABLE ? error.status : error.status < 500 ? 400 : 500;
  }
  return 500;
}
