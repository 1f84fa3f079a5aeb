import type { StoreReason, UnknownCode, Warning } from '../../cookies/reason-codes.ts';
import type { SetCookieEntry } from '../model/entry.ts';

/** What became of a Set-Cookie line. `deleted`: it took a cookie away; `no-effect`: there was none to take away. */
export type SetCookieOutcome = 'stored' | 'refused' | 'deleted' | 'no-effect';

/** How a verdict is known: the browser showed it, a later request shows it, or the rules say so. */
export type VerdictBasis = 'observed' | 'confirmed' | 'predicted';

/** The verdict on one Set-Cookie line. */
export interface SetCookieVerdict {
  readonly outcome: SetCookieOutcome;
  readonly basis: VerdictBasis;
  /** What the rules predicted. */
  readonly predicted: SetCookieOutcome;
  /** False where the browser did otherwise than the rules say: both are shown. */
  readonly agrees: boolean;
  /** Every reason of the rules to refuse it; empty where they refuse nothing. */
  readonly reasons: readonly StoreReason[];
  readonly warnings: readonly Warning[];
  /** What the rules could not take into account, for it was not observed. */
  readonly unknown: readonly UnknownCode[];
}

function predictedOutcome({ predicted, intent }: SetCookieEntry): SetCookieOutcome {
  switch (predicted.outcome) {
    case 'stored':
      return 'stored';
    case 'refused':
      return 'refused';
    case 'deletion':
      // What was to live and has expired is not kept; only a cookie that is known to be held goes with it.
      if (intent === 'set') return (predicted.replaces ?? null) === null ? 'refused' : 'deleted';
      return predicted.replaces === null ? 'no-effect' : 'deleted';
  }
}

/** True where the rules say that a line deletes a cookie of its identity, and nothing shows whether there is one. */
export function deletesIfHeld({ predicted, intent }: SetCookieEntry): boolean {
  return intent === 'delete' && predicted.outcome === 'deletion' && predicted.replaces === undefined;
}

interface Shown {
  readonly outcome: SetCookieOutcome;
  readonly basis: Exclude<VerdictBasis, 'predicted'>;
}

/** What the browser or a later request showed; undefined where nothing shows it. */
function shownOutcome(line: SetCookieEntry): Shown | undefined {
  if (line.observed !== undefined) return { outcome: line.observed.removed ? 'deleted' : 'stored', basis: 'observed' };
  // A cookie that is emptied is kept, with nothing in it.
  const deletes = line.intent === 'delete' && line.predicted.outcome !== 'stored';
  const didNothing = line.intent === 'delete' && line.predicted.outcome === 'deletion' ? 'no-effect' : 'refused';
  if (line.silent === true) return { outcome: didNothing, basis: 'observed' };
  if (line.later === undefined) return undefined;
  const { worked } = line.later;
  if (!worked) return { outcome: didNothing, basis: 'confirmed' };
  if (!deletes) return { outcome: 'stored', basis: 'confirmed' };
  // A cookie that does not go along later was deleted only where the jar held it, or the request carried it.
  const { replaces } = line.predicted;
  const wasThere = replaces === undefined ? line.wasCarried === true : replaces !== null;
  return wasThere ? { outcome: 'deleted', basis: 'confirmed' } : undefined;
}

/** True where the browser may have judged a Domain by another list of public suffixes. */
function hangsOnSuffixes({ parsed }: SetCookieEntry): boolean {
  return parsed.domain?.includes('.') === true;
}

/** The verdict on a Set-Cookie line: what the browser showed, else what its rules say. */
export function setCookieVerdict(line: SetCookieEntry): SetCookieVerdict {
  const predicted = predictedOutcome(line);
  const shown = shownOutcome(line);
  const { reasons, warnings, unknown } = line.predicted;
  // Where nobody knew whether there was a cookie, there was none: the rules foresaw that, too.
  const foreseen = shown?.outcome === 'no-effect' && deletesIfHeld(line);
  const agrees = shown === undefined || shown.outcome === predicted || foreseen;
  return {
    outcome: shown?.outcome ?? predicted,
    basis: shown?.basis ?? 'predicted',
    predicted,
    agrees,
    reasons,
    warnings,
    unknown: agrees || !hangsOnSuffixes(line) ? unknown : [...new Set<UnknownCode>([...unknown, 'public-suffix'])],
  };
}
