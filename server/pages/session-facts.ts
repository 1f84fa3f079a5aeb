import { type Html, html } from '../answers/html.ts';
import type { SessionRecord } from '../sessions/session-store.ts';

/** A moment, with the server's clock for machines; the page's script turns it into a countdown or local time. */
export function moment(time: number, kind: 'at' | 'until'): Html {
  const iso = new Date(time).toISOString();
  return html`<time datetime="${iso}" data-${kind}="${time}">${iso.slice(11, 19)} UTC</time>`;
}

/**
 * What the server knows of a session, as a list of facts.
 * @param now the time by which it ends; countdowns start from it
 */
export function sessionFacts(record: SessionRecord, now: number, chip?: string): Html {
  const idle = duration(record.idleMs);
  const facts: readonly (readonly [string, Html])[] = [
    ...(chip === undefined ? [] : ([['Session id', html`<span class="chip">${chip}</span>`]] as const)),
    ['User', record.user === null ? html`<span class="dim">nobody logged in</span>` : html`${record.user}`],
    ['Began', moment(record.createdAt, 'at')],
    ['Last visit', moment(record.lastSeenAt, 'at')],
    ['Ends if nobody comes', html`${moment(record.expiresAt, 'until')} <small>${endNote(record, idle)}</small>`],
    ['Ends in any case', moment(record.absoluteExpiresAt, 'until')],
  ];
  const rows = facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  return html`<dl class="facts" data-now="${now}">${rows}</dl>`;
}

function endNote(record: SessionRecord, idle: string): string {
  return record.provisional
    ? `provisional: until your browser first sends the cookie back; then ${idle} after each visit`
    : `${idle} after each visit`;
}

/** A duration in the largest unit that is exact. */
export function duration(ms: number): string {
  const units: readonly (readonly [number, string])[] = [
    [3_600_000, 'hour'],
    [60_000, 'minute'],
    [1_000, 'second'],
  ];
  const [size, name] = units.find(([unit]) => ms >= unit && ms % unit === 0) ?? [1, 'millisecond'];
  const amount = ms / size;
  return `${amount} ${name}${amount === 1 ? '' : 's'}`;
}

/** An id as it is shown: enough to distinguish it from others, too little to use. */
export function shortId(id: string): string {
  return `${id.slice(0, 4)}…${id.slice(-3)}`;
}
