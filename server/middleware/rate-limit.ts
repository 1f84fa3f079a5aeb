import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { AppContext } from '../context.ts';

const WINDOW_MS = 60_000;

/** Limits requests per address and minute, in each process by itself. 0: no limit. */
export function limitChanges(context: AppContext, limit: number): RequestHandler {
  if (limit === 0) return (_request, _response, next) => next();
  return rateLimit({
    windowMs: WINDOW_MS,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (request, response) => {
      const sentence = `More than ${limit} changes came from this address within a minute: wait a little.`;
      context.responder.say(request, response, 429, sentence);
    },
  });
}
