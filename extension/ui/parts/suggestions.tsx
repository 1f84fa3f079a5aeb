import type { EmptyState } from '../model/empty-state.ts';
import { useWorld } from '../model/world.ts';
import { emptyLooks, type Suggestion, suggestionLabels } from './empty-looks.ts';

/** What each suggestion does; a surface leaves out what it cannot do. */
export type SuggestionActs = Readonly<Partial<Record<Suggestion, () => void>>>;

interface SuggestionsProps {
  readonly state: EmptyState;
  readonly site: string;
  readonly acts: SuggestionActs;
}

/** The buttons of an empty state: the best one first, as the primary one. */
export function Suggestions({ state, site, acts }: SuggestionsProps) {
  const { text } = useWorld();
  const all = emptyLooks[state].next.filter((one) => acts[one] !== undefined);
  if (all.length === 0) return null;
  return (
    <p class="actions">
      {all.map((one, at) => (
        <button key={one} type="button" class={at === 0 ? 'primary' : undefined} onClick={acts[one]}>
          {text.say(suggestionLabels[one], site)}
        </button>
      ))}
    </p>
  );
}
