import { type Html, html } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import type { AppContext } from '../context.ts';

export function makeBurstPage(context: Pick<AppContext, 'hsts'>): PageShell {
  return pageShell({ hsts: context.hsts, here: '/burst', script: new URL('burst.client.js', import.meta.url) });
}

/** Fires parallel visits, then checks that their counts are 1 to N, none twice. */
export function burstMain(): Html {
  return html`<h1>Parallel visits</h1>
<p class="say">Many servers lose visits when several come at once: each reads the count, adds one, and writes it back over the others. Here each visit is one atomic step in the store, so N visits at once are given the counts 1 to N, none twice.</p>
<form id="burst"><fieldset><legend>Fire</legend><div class="row">
<label for="n">Visits at once</label><input id="n" name="n" type="number" min="1" max="500" value="60" required>
<label><input type="checkbox" name="fresh" checked> in a new session (ends this one)</label>
<button class="primary">Fire</button></div></fieldset></form>
<div role="status" id="verdict" class="say"></div>
<ol class="cells" id="counts" aria-label="Counts, in the order in which the answers came"></ol>
<noscript><p class="notice">This page needs scripts: it sends the visits with fetch().</p></noscript>`;
}
