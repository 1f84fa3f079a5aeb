import { type Html, html, NOTHING, trusted } from '../answers/html.ts';
import { type PageShell, pageShell } from '../answers/page-shell.ts';
import { FAULTS, type Fault, pathOf } from './fault.ts';
import type { FaultRoom, RoomSession } from './fault-room.ts';

export type FaultPages = {
  readonly index: PageShell;
  readonly fault: PageShell;
  /** The payment service: a page of another site, whose form leads back here. */
  readonly service: PageShell;
};

/** @param room the room's own origin, which the payment service's form is sent to */
export function makeFaultPages(hsts: boolean, room: string): FaultPages {
  const here = '/faults';
  return {
    index: pageShell({ hsts, here }),
    fault: pageShell({ hsts, here, script: new URL('tabs.client.js', import.meta.url) }),
    service: pageShell({ hsts, bare: true, policy: { 'form-action': [room] } }),
  };
}

/** The six faults, each by its symptom. */
export function indexMain(rooms: readonly FaultRoom[], room: string, isHere: boolean): Html {
  const elsewhere = isHere
    ? NOTHING
    : html`<p class="notice">The room works at <a href="${room}/faults">${room}/faults</a>, a host of its own, so that the counter’s cookie stays out of it.</p>`;
  const cards = rooms.map(({ fault, fix }) => {
    const set = fix === 'none' ? NOTHING : html` <small>A switch is set.</small>`;
    return html`<section class="card"><h2><a href="${room}${pathOf(fault.id)}">${fault.symptom}</a></h2><p>${fault.see}${set}</p></section>`;
  });
  return html`<h1>Break it, fix it</h1>
<p class="say">Six small servers, each with one fault that real ones have. See the symptom, find the cause in the trace, set the switch that fixes it, and let the trace prove it.</p>
${elsewhere}<div class="grid wide">${cards}</div>`;
}

/**
 * What a visit finds.
 * @param known the session, where the server knows one
 * @param sent whether a cookie came
 * @param service the origin of the payment service
 */
export function faultMain(room: FaultRoom, known: RoomSession | undefined, sent: boolean, service: string): Html {
  const { fault } = room;
  const path = pathOf(fault.id);
  const user = known?.user ?? null;
  const count = known === undefined ? NOTHING : html`<p class="say">Visit count: <b>${known.count}</b></p>`;
  return html`<p><a href="/faults">All six</a></p>
<h1>${fault.symptom}</h1>
<p class="say" id="state">${stateOf(known, sent)}</p>
${count}
<div class="row">${user === null ? signInForm(path) : NOTHING}<a class="button" href="${path}">Visit again</a>${user === null ? NOTHING : actionOf(fault, service)}</div>
<p></p><p class="notice" role="status" id="said"></p>
${fault.id === 'stranger' && known !== undefined ? strangerCard(room, known) : NOTHING}
<h2>See it</h2><p>${fault.see}</p>
${switches(room)}`;
}

function stateOf(known: RoomSession | undefined, sent: boolean): string {
  if (known === undefined) return sent ? 'Nobody is signed in. Please sign in again.' : 'Nobody is signed in.';
  const paid = known.paid ? ' The order is paid.' : '';
  return known.user === null ? 'You are a guest.' : `Signed in as ${known.user}.${paid}`;
}

function signInForm(path: string): Html {
  return html`<form method="post" action="${path}/login"><button class="primary">Sign in as Ada</button></form>`;
}

function actionOf({ id, action }: Fault, service: string): Html {
  if (action !== undefined) {
    return html`<form method="post" action="${pathOf(id)}/${action.path}"><button>${action.label}</button></form>`;
  }
  if (id === 'payment')
    return html`<a class="button" href="${service}/faults/payment/service">Go to the payment service</a>`;
  if (id !== 'tabs') return NOTHING;
  return html`<button type="button" id="renew">Renew in two tabs at once</button><noscript><small>This button needs scripts: it sends two requests with fetch().</small></noscript>`;
}

function strangerCard(room: FaultRoom, known: RoomSession): Html {
  const user = room.strangerSees(known);
  const sees =
    user === null
      ? html`<span class="good">Nobody is signed in.</span>`
      : html`<span class="bad">Signed in as ${user}.</span>`;
  return html`<section class="card"><h3>On the stranger’s screen</h3><p>The id that was noted when you were a guest opens: ${sees}</p></section>`;
}

function switches({ fault, fix }: FaultRoom): Html {
  const options = [{ id: 'none' as const, fix: 'Leave it as it is' }, ...FAULTS].map(
    (one) =>
      html`<p><label><input type="radio" name="switch" value="${one.id}"${one.id === fix ? trusted(' checked') : ''}> ${one.fix}</label></p>`,
  );
  return html`<h2>Fix it</h2>
<form method="post" action="${pathOf(fault.id)}/switch"><fieldset><legend>One switch for this server</legend>${options}
<button class="primary">Set the switch</button> <small>Begins again, signed out.</small></fieldset></form>`;
}

/** The payment service, at another site. */
export function serviceMain(room: string): Html {
  return html`<h1>Payment service</h1>
<p class="say">This page belongs to another site. When you pay, it sends you back to the shop with a POST, as many payment services and sign-in providers do.</p>
<form method="post" action="${room}/faults/payment/paid"><button class="primary">Pay</button></form>`;
}
