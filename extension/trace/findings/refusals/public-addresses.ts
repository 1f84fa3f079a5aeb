import { addressOf, type Moment, type SiteView } from '../site-view.ts';

// Addresses that open to everybody.

const publicAddresses = new WeakMap<SiteView, ReadonlySet<string>>();

/** True for an address that was answered well to somebody without a session. */
export function isPublic(view: SiteView, moment: Moment): boolean {
  let open = publicAddresses.get(view);
  if (open === undefined) {
    // A preflight carries no cookies, whoever asks.
    const toStrangers = view.moments.filter(
      ({ ok, entry }) => ok && entry.method !== 'OPTIONS' && entry.effects.every(({ before }) => before === undefined),
    );
    open = new Set(toStrangers.map(addressOf));
    publicAddresses.set(view, open);
  }
  return open.has(addressOf(moment));
}
