import type { PutVerdict } from '../../trace/jar/judge-put.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Remarks, StoreReasons } from '../parts/reason-list.tsx';

interface FormJudgementProps {
  /** Undefined while the draft is not a valid cookie. */
  readonly verdict: PutVerdict | undefined;
  /** A cookie with this identity exists. */
  readonly overwrites: boolean;
  /** The cookie has changed since the user started typing. */
  readonly overtaken: boolean;
}

/** Shown before saving: what this browser would refuse and why, store differently, or lose. */
export function FormJudgement({ verdict, overwrites, overtaken }: FormJudgementProps) {
  const { text } = useWorld();
  return (
    <div class="jar-judged" aria-live="polite">
      {verdict !== undefined && !verdict.accepted && (
        <>
          <p class="outcome bad">
            <Icon name="refuse" /> {text.say('jarWouldBeRefused')}
          </p>
          <StoreReasons reasons={verdict.refusals} />
        </>
      )}
      {verdict !== undefined && <Remarks warnings={verdict.warnings} unknown={[]} />}
      {overwrites && <p class="warn">{text.say('jarOverwrites')}</p>}
      {overtaken && <p class="warn">{text.say('jarOvertaken')}</p>}
    </div>
  );
}
