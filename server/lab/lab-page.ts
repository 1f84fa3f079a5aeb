import { type Html, html, NOTHING } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import { EXAMPLES, type LabExample } from './lab-examples.ts';
import { type LabAddress, PLACES } from './lab-places.ts';

/** @param origins where the lab is served from; the page may fetch from and frame these alone */
export function makeLabPage(hsts: boolean, origins: readonly string[]): PageShell {
  const policy = { 'connect-src': ["'self'", ...origins], 'frame-src': ["'self'", ...origins] };
  return pageShell({ hsts, here: '/lab', script: new URL('lab.client.js', import.meta.url), policy });
}

/** The lab: compose, choose the sender, send; below, the ready examples. */
export function labMain(address: LabAddress, token: string): Html {
  const options = Object.entries(PLACES).map(
    ([key, place]) =>
      html`<option value="${key}" data-how="${place.how}" data-origin="${place.origin(address)}" data-says="${place.says}">${place.name}</option>`,
  );
  const groups = EXAMPLES.map(
    ({ title, examples }, index) =>
      html`<details${index === 0 ? ' open' : ''}><summary><b>${title}</b> <small>${examples.length}</small></summary><div class="grid examples">${examples.map(exampleCard)}</div></details>`,
  );
  return html`<h1>Cookie lab</h1>
<p class="say">Compose a Set-Cookie line, or type it as it is, choose who sends it, and see whether the browser brings the cookie back. The inspector’s details say why.</p>
<form id="lab" data-token="${token}" data-home="${address.scheme}://localhost:${address.mainPort}">
<fieldset><legend>Attributes</legend><div class="fields">
${input('name', 'Name', 'lab')}${input('value', 'Value', '1')}${input('domain', 'Domain', '')}${input('path', 'Path', '/')}${input('max-age', 'Max-Age (seconds)', '')}${input('expires', 'Expires', '')}
<label class="stack">SameSite<select name="same-site"><option value="">not sent</option><option>Lax</option><option>Strict</option><option>None</option></select></label>
</div><p></p><div class="row"><label><input type="checkbox" name="secure"> Secure</label><label><input type="checkbox" name="http-only"> HttpOnly</label><label><input type="checkbox" name="partitioned"> Partitioned</label></div></fieldset>
<fieldset><legend><label for="line">The line, as it is sent</label></legend>
<textarea id="line" name="line" rows="2" spellcheck="false" autocapitalize="off" aria-describedby="line-note">lab=1; Path=/</textarea>
<small id="line-note"><code>\\x01</code> stands for one octet. Changing an attribute above writes the line again.</small></fieldset>
<fieldset><legend>Sent by</legend><div class="row"><label for="from" class="dim">Place</label><select id="from" name="from">${options}</select><button class="primary" name="send">Send</button><button type="button" name="look">Only look</button></div>
<p></p><small id="place-note"></small></fieldset></form>
<div role="status" id="result"></div>
<p id="home-note" class="notice" hidden>The lab works from <a href="${address.scheme}://localhost:${address.mainPort}/lab">localhost</a>: opened there, this site and the others are what their names say.</p>
<iframe id="frame" title="Another site, framed" hidden></iframe>
<form method="post" action="/lab/clear"><button class="danger">Remove every cookie of this host</button></form>
<h2>Examples</h2>
${groups}
<p></p><p class="dim">Two refusals cannot be shown on localhost, which browsers trust even over HTTP: a Secure cookie set over an insecure connection, and an insecure cookie that would replace a Secure one.</p>
<noscript><p class="notice">The lab needs scripts: it sends with fetch() and frames.</p></noscript>`;
}

function input(name: string, label: string, value: string): Html {
  return html`<label class="stack">${label}<input name="${name}" value="${value}" spellcheck="false" autocomplete="off" autocapitalize="off"></label>`;
}

function exampleCard(example: LabExample): Html {
  const shown =
    example.line.length > 80 ? `${example.line.slice(0, 60)}… (${example.line.length} characters)` : example.line;
  const from = PLACES[example.from]?.name ?? example.from;
  const look = example.lookFrom === undefined ? NOTHING : html` data-look="${example.lookFrom}"`;
  return html`<section class="card"><h3>${example.title}</h3><code>${shown}</code><p>${example.why} <small>From ${from}.</small></p><div><button data-line="${example.line}" data-from="${example.from}"${look}>Send<span class="visually-hidden"> ${example.title}</span></button></div></section>`;
}
