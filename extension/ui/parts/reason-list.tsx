import type { RetrievalReason, StoreReason, UnknownCode, Warning } from '../../cookies/reason-codes.ts';
import { RETRIEVAL_REASONS, STORE_REASONS } from '../../cookies/reasons.ts';
import type { Phrase } from '../../trace/words/phrase.ts';
import {
  type SaidReason,
  sayRetrievalReason,
  sayStoreReason,
  sayUnknown,
  sayWarnings,
} from '../../trace/words/reason-words.ts';
import { useWorld } from '../model/world.ts';
import '../styles/verdicts.css';
import { SayTerms } from './say-terms.tsx';

/** A bare section number refers to RFC 6265bis; other standards are named. */
function named(rule: string): string {
  return rule.startsWith('§') ? `RFC 6265bis ${rule}` : rule;
}

function ReasonItem({ said, rule }: { readonly said: SaidReason; readonly rule: string }) {
  const { text } = useWorld();
  return (
    <li>
      <p>
        <SayTerms phrase={said.what} /> <span class="rule">{text.say('ruleOf', named(rule))}</span>
      </p>
      <p class="fix">
        <b>{text.say('toChange')}</b> <SayTerms phrase={said.change} />
      </p>
    </li>
  );
}

/** Why a Set-Cookie line was refused: every reason, its rule, what to change. */
export function StoreReasons({ reasons }: { readonly reasons: readonly StoreReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <ReasonItem key={reason.code} said={sayStoreReason(reason)} rule={STORE_REASONS[reason.code].rule} />
      ))}
    </ul>
  );
}

/** Why a cookie was not sent: every reason, its rule, what to change. */
export function RetrievalReasons({ reasons }: { readonly reasons: readonly RetrievalReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <ReasonItem key={reason.code} said={sayRetrievalReason(reason)} rule={RETRIEVAL_REASONS[reason.code].rule} />
      ))}
    </ul>
  );
}

/** Harmless oddities, and facts that the rules did not know. */
export function Remarks({
  warnings,
  notes = [],
  unknown,
}: {
  readonly warnings: readonly Warning[];
  /** What else is to be said. */
  readonly notes?: readonly Phrase[];
  readonly unknown: readonly UnknownCode[];
}) {
  if (warnings.length + notes.length + unknown.length === 0) return null;
  return (
    <ul class="remarks">
      {[...sayWarnings(warnings), ...notes].map((note, at) => (
        <li key={`note${at}`}>
          <SayTerms phrase={note} />
        </li>
      ))}
      {unknown.map((what) => (
        <li key={what} class="dim">
          <SayTerms phrase={sayUnknown(what)} />
        </li>
      ))}
    </ul>
  );
}
