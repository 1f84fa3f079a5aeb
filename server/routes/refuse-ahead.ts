import type { Request, Response } from 'express';
import type { AppContext } from '../context.ts';

/**
 * Refuses what a browser asks for before anyone has decided to come (a prefetch, a page that is rendered ahead): it is no
 * visit. @returns whether it has
 */
export function refuseAhead({ responder }: AppContext, request: Request, response: Response): boolean {
  if (!request.headers['sec-purpose']?.includes('prefetch')) return false;
  responder.say(request, response, 503, 'A visit is counted when someone comes, not in advance.');
  return true;
}
