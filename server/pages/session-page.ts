import { type Html, html } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import type { AppContext } from '../context.ts';
import type { SessionRecord } from '../sessions/session-store.ts';
import { tryIt } from './counter-page.ts';
import { sessionFacts } from './session-facts.ts';

export function makeSessionPage(context: Pick<AppContext, 'hsts'>): PageShell {
  return pageShell({ hsts: context.hsts, here: '/session', script: new URL('session.client.js', import.meta.url) });
}

/** What the server knows, without counting; or why it knows nothing. */
export function sessionMain(context: AppContext, record: SessionRecord | undefined, absent: string): Html {
  if (record === undefined) {
    return html`<h1>No session</h1><p class="say">${absent}</p><div class="notice" role="status" id="said"></div>
<p class="row"><a class="button primary" href="/">Visit the counter</a><span class="dim">begins a new session</span></p>`;
  }
  return html`<h1>What the server knows</h1>
<p class="say">This page reads the session and counts nothing. The count stands at <b>${record.count}</b>.</p>
${sessionFacts(record, context.now())}
<p class="row"></p><p class="row"><a class="button primary" href="/">Visit the counter</a><a class="button" href="/session">Look again</a></p>
<h2>Try it</h2>
<div class="notice" role="status" id="said"></div>
${tryIt(context, record)}`;
}
