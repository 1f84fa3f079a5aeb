import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import { type Html, html } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import type { AppContext } from '../context.ts';
import { reply } from '../http/reply.ts';
import { type HeaderList, securityHeaders } from '../http/security-headers.ts';
import { labMain, makeLabPage } from './lab-page.ts';
import { type LabAddress, labOrigins, PLACES } from './lab-places.ts';
import type { LabTokens } from './lab-token.ts';
import { headerOctets, replyRaw } from './raw-reply.ts';

export type Lab = {
  readonly tokens: LabTokens;
  /** Known once both ports listen. */
  readonly address: () => LabAddress;
};

const NOT_FROM_LAB =
  'Only the pages of the cookie lab may make it set cookies: open /lab on localhost and send from there.';
const LONGEST_LINE = 8_192;

/** What the routes of the lab share. */
type LabParts = {
  readonly context: AppContext;
  readonly lab: Lab;
  readonly pages: () => LabPages;
};

type LabPages = { readonly page: PageShell; readonly plain: PageShell; readonly bare: PageShell };

/** The cookie lab: composes a set-cookie-string and sends it from the place that is chosen. */
export function addLab(app: Express, context: AppContext, lab: Lab): void {
  const parts: LabParts = { context, lab, pages: labPages(context, lab) };
  addLabPage(app, parts);
  addReadableAnswers(app, parts);
  addNavigations(app, parts);
}

/** The pages name both ports in their policy, so they are made when the first of them is asked for. */
function labPages({ hsts }: AppContext, lab: Lab): () => LabPages {
  let shells: LabPages | undefined;
  return () => {
    const origins = labOrigins(lab.address());
    shells ??= {
      page: makeLabPage(hsts, origins),
      plain: pageShell({ hsts, here: '/lab' }),
      bare: pageShell({ hsts, bare: true, policy: { 'frame-ancestors': origins } }),
    };
    return shells;
  };
}

function addLabPage(app: Express, { context, lab, pages }: LabParts): void {
  const { responder } = context;
  const originOf = (request: Request): string => `${lab.address().scheme}://${request.headers.host}`;

  app.get('/lab', (request, response) => {
    const about = 'Open this page in a browser: it composes a Set-Cookie line and sends it from several sites.';
    responder.send(request, response, {
      text: () => about,
      json: () => ({ about }),
      html: {
        page: pages().page,
        title: 'Cookie lab',
        main: () => labMain(lab.address(), lab.tokens.issue(originOf(request))),
      },
    });
  });

  app.post('/lab/clear', (request, response) => {
    responder.sendOrGoTo(request, response, '/lab', {
      headers: ['Clear-Site-Data', '"cookies"'],
      text: () => 'The browser was asked to drop every cookie of this host.',
      json: () => ({ cleared: true }),
    });
  });
}

/** Where the lab's own pages send to and read what the browser sent. With `line`, each answer also sets that cookie. */
function addReadableAnswers(app: Express, parts: LabParts): void {
  const { context, lab, pages } = parts;
  const onlyOwnPages = ownPagesOnly(parts);
  const json = (origin: string | undefined): HeaderList => [
    'Content-Type',
    'application/json; charset=utf-8',
    'Cache-Control',
    'no-store',
    ...securityHeaders({}, context.hsts),
    'Vary',
    'Origin',
    ...(origin !== undefined && labOrigins(lab.address()).includes(origin)
      ? ['Access-Control-Allow-Origin', origin, 'Access-Control-Allow-Credentials', 'true']
      : []),
  ];

  app.get('/lab/fetch', onlyOwnPages, (request, response) => {
    const body = JSON.stringify({ host: request.headers.host, sent: sentCookies(request) });
    setAndReply(response, 200, json(request.headers.origin), body, setCookieLine(request));
  });

  app.get('/lab/frame', onlyOwnPages, (request, response) => {
    const { bare } = pages();
    const body = bare.render('Framed by the cookie lab', arrivedMain(request, 'This frame'));
    setAndReply(response, 200, bare.headers, body, setCookieLine(request));
  });
}

/** Where a link, a form or a redirect leads, and on from there. */
function addNavigations(app: Express, parts: LabParts): void {
  const { context, lab, pages } = parts;
  const onlyOwnPages = ownPagesOnly(parts);
  // Never to where the request says: to the lab itself if something is left to be looked at, else to the landing page.
  const landing = (request: Request): string => {
    const { scheme, mainPort } = lab.address();
    const home = `${scheme}://localhost:${mainPort}/lab`;
    const look = parameter(request, 'look');
    if (Object.hasOwn(PLACES, look)) return `${home}?look=${look}`;
    return `${home}/landed?token=${encodeURIComponent(parameter(request, 'token'))}`;
  };

  app.get('/lab/redirect', onlyOwnPages, (request, response) => {
    const headers = ['Cache-Control', 'no-store', ...securityHeaders({}, context.hsts), 'Location', landing(request)];
    setAndReply(response, 302, headers, '', setCookieLine(request));
  });

  app.get('/lab/away', onlyOwnPages, (request, response) => {
    const { bare } = pages();
    const to = landing(request);
    const main = html`<meta http-equiv="refresh" content="0;url=${to}"><p>This is another site. <a href="${to}">Go back to localhost</a></p>`;
    setAndReply(response, 200, bare.headers, bare.render('Another site', main), setCookieLine(request));
  });

  app.get('/lab/landed', onlyOwnPages, (request, response) => {
    const back = html`<p><a class="button primary" href="/lab">Back to the lab</a></p>`;
    const { plain } = pages();
    const main = html`<h1>Landed</h1>${arrivedMain(request, 'The request that led here')}${back}`;
    reply(response, 200, plain.headers, plain.render('Landed', main));
  });
}

/** Lets through only what the lab's own pages sent: nobody else may make it set cookies. */
function ownPagesOnly({ context, lab }: LabParts): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const page = lab.tokens.originOf(parameter(request, 'token'));
    const { origin = page } = request.headers;
    // Origin says whose script sends. Navigations may have no Origin header: then the token alone is the proof.
    if (page !== undefined && page === origin && labOrigins(lab.address()).includes(page)) {
      next();
      return;
    }
    const { path } = request;
    context.log.lines.warn({ path, from: request.headers.origin ?? 'no origin' }, 'refused a lab request');
    context.responder.say(request, response, 403, NOT_FROM_LAB);
  };
}

function setAndReply(
  response: Response,
  status: number,
  headers: HeaderList,
  body: string,
  line: string | undefined,
): void {
  if (line === undefined) reply(response, status, headers, body);
  else replyRaw(response, status, [...headers, 'Set-Cookie', line], body);
}

function setCookieLine(request: Request): string | undefined {
  const line = parameter(request, 'line');
  return line === '' ? undefined : headerOctets(line.slice(0, LONGEST_LINE));
}

function sentCookies(request: Request): string {
  return Buffer.from(request.headers.cookie ?? '', 'latin1').toString('utf8');
}

function arrivedMain(request: Request, what: string): Html {
  const sent = sentCookies(request);
  const where = request.headers.host ?? 'this host';
  return sent === ''
    ? html`<p>${what} came to <b>${where}</b> without a cookie.</p>`
    : html`<p>${what} came to <b>${where}</b> with</p><p><code>Cookie: ${sent}</code></p>`;
}

function parameter(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}
