import { readFileSync } from 'node:fs';
import type { Express } from 'express';
import type { AppContext } from '../context.ts';
import { reply } from '../http/reply.ts';
import { securityHeaders } from '../http/security-headers.ts';

const ICON = readFileSync(new URL('../answers/icon.svg', import.meta.url));

/** What browsers fetch beside a page. Counts nothing, sets nothing, and may be cached. */
export function addAssets(app: Express, context: AppContext): void {
  const headers = [
    'Content-Type',
    'image/svg+xml',
    'Cache-Control',
    'public, max-age=86400',
    ...securityHeaders({}, context.hsts),
  ];
  app.get(['/favicon.ico', '/icon.svg'], (_request, response) => {
    reply(response, 200, headers, ICON);
  });
}
