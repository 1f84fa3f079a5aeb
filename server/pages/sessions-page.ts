import { type Html, html } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import type { AppContext } from '../context.ts';
import { sessionHandle } from '../sessions/session-id.ts';
import type { SessionRecord } from '../sessions/session-store.ts';
import { moment } from './session-facts.ts';

export function makeSessionsPage(context: Pick<AppContext, 'hsts'>): PageShell {
  return pageShell({ hsts: context.hsts, here: '/sessions', script: new URL('session.client.js', import.meta.url) });
}

/** All sessions of a user, each with a button that ends it. */
export function sessionsMain(user: string, own: SessionRecord, all: readonly SessionRecord[], now: number): Html {
  const rows = all.map((one) => {
    const handle = sessionHandle(one.key);
    const end =
      one.key === own.key
        ? html`<span class="good">this one</span>`
        : html`<button class="danger" data-delete="/sessions/${handle}">End<span class="visually-hidden"> ${handle}</span></button>`;
    return html`<tr><td><span class="chip">${handle}</span></td><td>${end}</td><td>${one.count}</td><td>${moment(one.createdAt, 'at')}</td><td>${moment(one.expiresAt, 'until')}</td></tr>`;
  });
  return html`<h1>Sessions of ${user}</h1>
<p class="say">Every browser in which you are logged in has a session of its own. Log in as ${user} in a private window, and it appears here.</p>
<div class="notice" role="status" id="said"></div>
<div class="scroll" role="region" aria-label="Sessions" tabindex="0"><table data-now="${now}"><thead><tr><th scope="col">Session</th><th scope="col">End it</th><th scope="col">Count</th><th scope="col">Began</th><th scope="col">Ends</th></tr></thead><tbody>${rows}</tbody></table></div>
<p></p><p><button data-delete="/sessions"${all.length > 1 ? '' : ' disabled'}>End all others</button></p>`;
}
