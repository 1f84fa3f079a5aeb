import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { sayFinding } from '../../trace/findings/say-finding.ts';
import type { FaultId } from '../../trace/lesson/faults/fault.ts';
import type { FaultState } from '../../trace/lesson/faults/fault-states.ts';
import { allFaults, faults } from '../../trace/lesson/faults/faults.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import { withMember } from './lesson-progress.ts';
import { useFocus } from './use-focus.ts';
import type { WayProps } from './way-props.ts';

/** How far one fault has come. */
type Phase = 'open' | 'shown' | 'found' | 'fixed';

interface PhaseLook {
  readonly label: MessageKey;
  /** The class of the tour's list. */
  readonly look: 'open' | 'half' | 'done';
  readonly icon?: 'check' | 'wait';
}

const phases: Readonly<Record<Phase, PhaseLook>> = {
  open: { label: 'lessonTourOpen', look: 'open' },
  shown: { label: 'lessonFixShown', look: 'half', icon: 'wait' },
  found: { label: 'lessonFixFound', look: 'half', icon: 'wait' },
  fixed: { label: 'lessonFixFixed', look: 'done', icon: 'check' },
};

interface FaultItemProps extends WayProps {
  readonly state: FaultState;
  readonly isFixed: boolean;
}

/** One fault: what to do, then the question for its cause, then its fix and the proof. */
export function FaultItem({ state, isFixed, lesson, onGo }: FaultItemProps) {
  const { text } = useWorld();
  const { id, finding, shown, proof } = state;
  const { causes } = lesson.progress;
  const phase = isFixed ? 'fixed' : phaseOf(state, causes.value.has(id));
  const { label, look, icon } = phases[phase];
  const justFound = useSignal(false);
  const cause = useFocus<HTMLParagraphElement>(justFound.value);
  return (
    <li class={look}>
      <span class="tour-box" aria-hidden="true">
        {icon !== undefined && <Icon name={icon} />}
      </span>
      <div>
        <p class="tour-title">
          {text.say(faults[id].symptom)} <span class="tag">{text.say(label)}</span>
        </p>
        {phase === 'open' && <p class="dim">{text.say(faults[id].see)}</p>}
        {phase === 'shown' && shown !== undefined && (
          <>
            <At say="lessonFixShownAt" entry={shown} lesson={lesson} onGo={onGo} />
            {proof !== undefined && <p>{text.say('lessonFixEarly', text.number(proof.step))}</p>}
            <CauseQuestion
              right={id}
              step={shown.step}
              onFound={() => {
                justFound.value = true;
                causes.value = withMember(causes.value, id);
              }}
            />
          </>
        )}
        {(phase === 'found' || phase === 'fixed') && finding !== undefined && (
          <p ref={cause} tabIndex={-1}>
            <Say phrase={sayFinding(finding)} />
          </p>
        )}
        {phase === 'found' && <p>{text.say('lessonFixSwitch')}</p>}
        {phase === 'fixed' && proof !== undefined && (
          <At say="lessonFixProved" entry={proof} lesson={lesson} onGo={onGo} />
        )}
      </div>
    </li>
  );
}

function phaseOf({ finding }: FaultState, isFound: boolean): Phase {
  if (finding === undefined) return 'open';
  return isFound ? 'found' : 'shown';
}

interface AtProps extends WayProps {
  readonly say: MessageKey;
  readonly entry: RequestEntry;
}

/** A sentence about a request, with the way to its row while the lesson's table has it; the button keeps its room. */
function At({ say, entry, lesson, onGo }: AtProps) {
  const { text } = useWorld();
  const key = `entry:${entry.id}`;
  const isInTable = lesson.rows.value.some((row) => row.key === key);
  return (
    <p>
      {text.say(say, text.number(entry.step))}{' '}
      <button type="button" class="small" disabled={!isInTable} onClick={() => onGo(key)}>
        {text.say('lessonMomentGo')}
      </button>
    </p>
  );
}

interface CauseQuestionProps {
  readonly right: FaultId;
  /** The step that shows the symptom. */
  readonly step: number;
  readonly onFound: () => void;
}

/** "What is the cause?": opened by the reader, so that nothing moves by itself. */
function CauseQuestion({ right, step, onFound }: CauseQuestionProps) {
  const { text } = useWorld();
  const name = useId();
  const picked = useSignal<FaultId | undefined>(undefined);
  const said = useSignal('');
  return (
    <details class="fault-cause">
      <summary>{text.say('lessonFixAsk')}</summary>
      <form
        class="quiz"
        onSubmit={(event) => {
          event.preventDefault();
          if (picked.value === right) onFound();
          else
            said.value =
              picked.value === undefined ? text.say('lessonQuizChoose') : text.say('lessonFixWrong', text.number(step));
        }}
      >
        <fieldset>
          <legend class="sr-only">{text.say('lessonFixAsk')}</legend>
          {allFaults.map(({ id, cause }) => (
            <label key={id}>
              <input
                type="radio"
                name={name}
                checked={picked.value === id}
                onChange={() => {
                  picked.value = id;
                  said.value = '';
                }}
              />
              <span>{text.say(cause)}</span>
            </label>
          ))}
        </fieldset>
        <p role="status">{said.value}</p>
        <button type="submit" class="primary">
          {text.say('lessonQuizCheck')}
        </button>
      </form>
    </details>
  );
}
