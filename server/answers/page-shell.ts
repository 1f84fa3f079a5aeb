import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CONTENT_TYPE } from '../http/response-format.ts';
import { type ContentPolicy, type HeaderList, securityHeaders } from '../http/security-headers.ts';
import { type Html, html, NOTHING, trusted } from './html.ts';

/** A kind of page: one style, one script, one Content-Security-Policy that allows these two by their hashes. */
export type PageShell = {
  readonly headers: HeaderList;
  /** A whole page around `main`. */
  readonly render: (title: string, main: Html) => string;
  /** A page that says one sentence. */
  readonly renderMessage: (sentence: string) => string;
};

export type PageSettings = {
  readonly hsts: boolean;
  /** The entry of the navigation that this page is. */
  readonly here?: string;
  /** The file of its script. */
  readonly script?: URL;
  /** Beyond the page itself and its own server. */
  readonly policy?: ContentPolicy;
  /** For pages that are shown inside others. */
  readonly bare?: boolean;
};

const NAVIGATION: Readonly<Record<string, string>> = {
  '/': 'Counter',
  '/session': 'Session',
  '/sessions': 'My sessions',
  '/burst': 'Parallel visits',
  '/lab': 'Cookie lab',
  '/faults': 'Break it, fix it',
};

const read = (file: URL): string => readFileSync(file, 'utf8');
const STYLE = read(new URL('style.css', import.meta.url));
const ICON = read(new URL('icon.svg', import.meta.url)).trim();
// In the page, so that opening it is one request and one row in whatever watches the traffic.
const ICON_LINK = html`<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(ICON)}">`;
const BRAND_ICON = trusted(ICON.replace('<svg ', '<svg width="20" height="20" aria-hidden="true" '));

const sourceHash = (text: string): string => `'sha256-${hash('sha256', text, 'base64')}'`;

/** Prepares a kind of page; everything that does not change from one rendering to the next is made here, once. */
export function pageShell(settings: PageSettings): PageShell {
  const script = settings.script === undefined ? '' : read(settings.script);
  const security = securityHeaders(
    {
      'style-src': [sourceHash(STYLE)],
      'img-src': ["'self'", 'data:'],
      ...(script === '' ? {} : { 'script-src': [sourceHash(script)], 'connect-src': ["'self'"] }),
      ...settings.policy,
    },
    settings.hsts,
  );
  const links = Object.entries(NAVIGATION).map(
    ([href, name]) =>
      html`<a href="${href}"${href === settings.here ? trusted(' aria-current="page"') : ''}>${name}</a>`,
  );
  const beforeTitle = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${ICON_LINK}<style>${trusted(STYLE)}</style>`;
  const top = settings.bare
    ? html`<main>`
    : html`<header class="top"><span class="brand">${BRAND_ICON}Sidtrail companion</span><nav aria-label="Pages">${links}</nav></header><main>`;
  const foot = settings.bare
    ? NOTHING
    : html`<footer>A session to practise on. The server keeps its sessions by the rules of OWASP and ASVS; the page loads nothing else.</footer>`;
  const code = script === '' ? NOTHING : html`<script type="module">${trusted(script)}</script>`;
  const end = html`</main>${foot}${code}</body></html>`;
  const render = (title: string, main: Html): string =>
    html`${beforeTitle}<title>${title}</title></head><body>${top}${main}${end}`.text;
  return {
    headers: ['Content-Type', CONTENT_TYPE.html, 'Cache-Control', 'no-store', ...security],
    render,
    renderMessage: (sentence) =>
      render('Sidtrail companion', html`<h1>${sentence}</h1><p><a href="/">Go to the counter</a></p>`),
  };
}
