import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AppContext } from '../context.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a method only asks (RFC 9110 section 9.2.1). */
export function isSafe(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * Whether a request comes from one of our own pages. Browsers say so themselves, in headers that no page can forge (the
 * same steps as net/http's CrossOriginProtection in Go 1.25): Sec-Fetch-Site where it is sent, else Origin against Host.
 * Neither header: no browser of the last years, so no cookie that a page could misuse.
 */
export function isOwnRequest(headers: Request['headers']): boolean {
  const site = headers['sec-fetch-site'];
  // `same-site` is refused too: another port of localhost, or a sibling host, is somebody else.
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** Refuses requests from other origins (CSRF; ASVS 5.0 3.5.1). For those that change something. */
export function crossSiteGuard(context: AppContext): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    if (isOwnRequest(request.headers)) {
      next();
      return;
    }
    const from = request.headers.origin ?? 'another site';
    context.log.lines.warn({ method: request.method, path: request.path, from }, 'refused a cross-site request');
    context.responder.say(request, response, 403, 'This request came from another site, so nothing was changed.');
  };
}
