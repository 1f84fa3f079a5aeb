import type { EmptyState } from '../model/empty-state.ts';
import { useWorld } from '../model/world.ts';
import { emptyLooks, type NextStep, stepLabels } from './empty-looks.ts';

/** What each step does; a surface leaves out what it cannot do. */
export type StepActs = Readonly<Partial<Record<NextStep, () => void>>>;

interface NextStepsProps {
  readonly state: EmptyState;
  readonly site: string;
  readonly acts: StepActs;
}

/** The buttons of an empty state: the best step first, as the primary one. */
export function NextSteps({ state, site, acts }: NextStepsProps) {
  const { text } = useWorld();
  const steps = emptyLooks[state].next.filter((step) => acts[step] !== undefined);
  if (steps.length === 0) return null;
  return (
    <p class="actions">
      {steps.map((step, at) => (
        <button key={step} type="button" class={at === 0 ? 'primary' : undefined} onClick={acts[step]}>
          {text.say(stepLabels[step], site)}
        </button>
      ))}
    </p>
  );
}
