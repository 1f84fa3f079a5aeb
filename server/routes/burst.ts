import type { Express } from 'express';
import type { AppContext } from '../context.ts';
import { burstMain, makeBurstPage } from '../pages/burst-page.ts';

/** `GET /burst`: a page that fires many visits at once. Opening it counts nothing. */
export function addBurst(app: Express, context: AppContext): void {
  const page = makeBurstPage(context);
  app.get('/burst', (request, response) => {
    context.responder.send(request, response, {
      text: () => 'Open this page in a browser: it fires parallel visits and checks their counts.',
      json: () => ({ about: 'Open this page in a browser: it fires parallel visits and checks their counts.' }),
      html: { page, title: 'Parallel visits', main: burstMain },
    });
  });
}
