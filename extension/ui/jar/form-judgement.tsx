import type { PutVerdict } from '../../trace/jar/judge-put.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Remarks, StoreReasons } from '../parts/reason-list.tsx';

interface FormJudgementProps {
  /** Undefined while what is typed is no cookie. */
  readonly verdict: PutVerdict | undefined;
  /** There is such a cookie already. */
  readonly overwrites: boolean;
  /** The cookie was changed by something else since the typing began. */
  readonly overtaken: boolean;
}

/** Said before saving: what this browser would refuse and why, what it would keep otherwise, what would be lost. */
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
