import { deniedBy, reasonSaid } from '../model/answer-class.ts';
import type { DeniedBy } from '../model/denied-by.ts';
import type { RequestEntry } from '../model/entry.ts';
import { code } from '../words/phrase.ts';
import type { EvidenceCode } from './evidence-rows.ts';
import type { Evidence, FindingParam } from './finding.ts';
import { type Moment, nextMoment, type SiteView, showsLoss, type ThreadMoment } from './site-view.ts';

/** How far after a cause its effect is looked for, in ms: longer, and something else may have come between. */
export const EFFECT_WINDOW = 10 * 60 * 1000;

/** The request at which the user felt a loss: the next one that was refused or sent to sign in. */
export function effectOf(view: SiteView, cause: Moment): Moment | undefined {
  const isLate = ({ started }: Moment): boolean => started - cause.answered >= EFFECT_WINDOW;
  const next = nextMoment(view, cause, (moment) => isLate(moment) || feelsLoss(moment));
  return next === undefined || isLate(next) ? undefined : next;
}

/** A preflight carries no cookies: that it is refused says nothing of them. */
const feelsLoss = (moment: Moment): boolean => showsLoss(moment) && moment.entry.method !== 'OPTIONS';

/** Ways to be turned away that have words of their own. */
const SHOWN: Readonly<Partial<Record<DeniedBy, EvidenceCode>>> = {
  'over-page': 'said-over',
  'refusal-page': 'led-to-refusal',
  grpc: 'said-nobody',
  body: 'said-nobody',
  'over-body': 'page-said-over',
  'ended-body': 'said-ended',
  'sign-in-form': 'showed-form',
};

/** The row of the evidence that shows how a request was turned away. */
export function turnedAway(moment: Moment): Evidence {
  const { entry } = moment;
  const reason = reasonSaid(entry);
  const said = reason === undefined ? {} : { said: code(reason) };
  const shown = SHOWN[deniedBy(entry) ?? 'status'];
  if (shown !== undefined) return { entry, code: shown, ...said };
  if (!moment.denied) return { ...said, entry, code: 'failed' };
  const isRedirected = entry.status !== undefined && entry.status < 400;
  return { ...said, entry, code: isRedirected ? 'asked-to-sign-in' : 'denied' };
}

/** The row of the evidence that shows how a session was refused: by a new id in its place, or by what the answer says. */
export function refusalRow(moment: ThreadMoment): Evidence {
  return moment.effect.action === 'replaced' ? { entry: moment.entry, code: 'new-id' } : turnedAway(moment);
}

/** Evidence in the order of time, each entry once. */
export function inTime(evidence: readonly (Evidence | undefined)[]): Evidence[] {
  const seen = new Set<RequestEntry>();
  return evidence
    .filter((one) => one !== undefined)
    .filter(({ entry }) => !seen.has(entry) && seen.add(entry))
    .sort((a, b) => a.entry.id - b.entry.id);
}

/** A request as a param: `POST /login`. The query stays out: it may hold secrets, and says nothing here. */
export function requestParam({ entry, path }: Moment): FindingParam {
  return code(`${entry.method} ${path}`);
}
