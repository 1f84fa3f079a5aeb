import type { RequestEntry } from '../../model/entry.ts';
import type { EvidenceCode } from '../evidence-rows.ts';
import type { Evidence } from '../finding.ts';
import { type SignInTrip, type TripRole, tripOf } from '../sign-in-trip.ts';
import type { SiteView } from '../site-view.ts';

// What a sign-in at another site shows, as one chain over its hosts.

const SHOWN: Readonly<Partial<Record<TripRole, EvidenceCode>>> = {
  start: 'began',
  authorize: 'asked-provider',
  callback: 'came-back',
};

/** The stops of a sign-in as rows; `broken`: how the row of the one at which it broke says it. */
export function evidenceOf(trip: SignInTrip, broken: EvidenceCode): Evidence[] {
  return trip.stops.flatMap(({ entry, role }): Evidence[] => {
    const shown = role === 'callback' && trip.brokeAt === entry ? broken : SHOWN[role];
    return shown === undefined ? [] : [{ entry, code: shown }];
  });
}

/** The chain that led to a way back; empty where none is in sight: the provider may not be watched. */
export function tripEvidence(view: SiteView, callback: RequestEntry, broken: EvidenceCode): Evidence[] {
  const trip = tripOf(view.trace, callback);
  return trip === undefined ? [] : evidenceOf(trip, broken);
}
