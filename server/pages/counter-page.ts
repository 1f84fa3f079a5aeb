import { type Html, html } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import type { AppContext } from '../context.ts';
import type { Outcome, Renewal } from '../sessions/session-manager.ts';
import type { SessionRecord } from '../sessions/session-store.ts';
import { duration, sessionFacts, shortId } from './session-facts.ts';

type Shown = Exclude<Outcome, { readonly action: 'moved' }>;

const SHORT_IDLE_S = 10;

/** Why this visit began a session, in one sentence. */
const WHY_NEW: Readonly<Record<Renewal, string>> = {
  'no-cookie': 'Your browser sent no session cookie, so the server made a new session and sent its id as a cookie.',
  unknown:
    'Your browser sent a session id that the server does not know any more, so the server made a new session. An unknown id is never adopted.',
  malformed:
    'Your browser sent a session cookie whose value is no session id, so the server made a new session instead of adopting it.',
  'sent-twice':
    'Your browser sent two cookies of the same name, so the server believed neither and made a new session. Delete the stray one, or this will go on.',
};

const FLOW: Readonly<Record<Renewal | 'resumed', readonly string[]>> = {
  resumed: ['Request', 'Id sent', 'Session found', 'Count + 1', 'Response'],
  'no-cookie': ['Request', 'No id sent', 'New session', 'Count = 1', 'Response with Set-Cookie'],
  unknown: ['Request', 'Id sent', 'Not found', 'New session, count = 1', 'Response with Set-Cookie'],
  malformed: ['Request', 'No valid id', 'New session', 'Count = 1', 'Response with Set-Cookie'],
  'sent-twice': ['Request', 'Two ids sent', 'New session', 'Count = 1', 'Response with Set-Cookie'],
};

export function makeCounterPage(context: Pick<AppContext, 'hsts'>): PageShell {
  return pageShell({ hsts: context.hsts, here: '/', script: new URL('session.client.js', import.meta.url) });
}

/** The counter: the count, why it is what it is, what the server knows, and what to try. */
export function counterMain(context: AppContext, record: SessionRecord, outcome: Shown, id: string): Html {
  const key = outcome.action === 'resumed' || outcome.reason === 'login' ? 'resumed' : outcome.reason;
  const why =
    key === 'resumed'
      ? 'Your browser sent its session cookie and the server knew the session: one visit more.'
      : WHY_NEW[key];
  const flow = FLOW[key].map((step) => html`<li>${step}</li>`);
  return html`<h1 class="count">Visit count: <b>${record.count}</b></h1>
<p class="say">${why}</p>
<ol class="flow" aria-label="What happened">${flow}</ol>
<p class="row"><a class="button primary" href="/">Visit again</a><a href="/session">Look without counting</a></p>
<h2>What the server knows</h2>
${sessionFacts(record, context.now(), shortId(id))}
<h2>Try it</h2>
<div class="notice" role="status" id="said"></div>
${tryIt(context, record)}`;
}

/** The things to try, by clicking. */
export function tryIt(context: AppContext, record: SessionRecord): Html {
  const { name } = context.cookie.settings;
  const short = record.idleMs === SHORT_IDLE_S * 1_000;
  const normal = duration(context.policy.idleMs);
  const cards = [
    record.user === null
      ? html`<h3>Log in</h3><p>The session gets a new id, the count goes on. Any name will do.</p>
<form method="post" action="/login" class="row"><label for="user" class="dim">Name</label><input id="user" name="user" required maxlength="40" size="9" autocomplete="username" value="Ada"><button>Log in</button></form>`
      : html`<h3>Log out</h3><p>Ends the session on the server and takes the cookie back.</p>
<form method="post" action="/logout" class="row"><button>Log out</button><label><input type="checkbox" name="clear-site-data"> every cookie of this host</label></form>`,
    html`<h3>Server forgets</h3><p>The server ends the session, your browser keeps its cookie <code>${name}</code>. The next visit finds nothing.</p>
<div><button class="danger" data-delete="/session">Forget my session</button></div>`,
    short
      ? html`<h3>Normal timeout</h3><p>This session ends 10 seconds after a visit. Give it back its ${normal}.</p>
<form method="post" action="/session/timeout"><input type="hidden" name="idle" value="default"><button>Use ${normal}</button></form>`
      : html`<h3>Short timeout</h3><p>Let this session end after 10 seconds without a visit, and see what the next visit finds.</p>
<form method="post" action="/session/timeout"><input type="hidden" name="idle" value="${SHORT_IDLE_S}"><button>End after 10 seconds</button></form>`,
    html`<h3>Start over</h3><p>Ends this session and begins another, with a new id and no visit yet.</p>
<form method="post" action="/session"><button>New session</button></form>`,
  ];
  return html`<div class="grid wide">${cards.map((card) => html`<section class="card">${card}</section>`)}</div>
<noscript><p class="dim">Without scripts, “Forget my session” does nothing: it sends DELETE /session.</p></noscript>`;
}
