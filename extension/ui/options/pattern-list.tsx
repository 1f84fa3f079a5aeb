import { useState } from 'preact/hooks';
import {
  type CountPattern,
  DEFAULT_COUNT_PATTERNS,
  nameOfPattern,
} from '../../trace/count-pattern/default-patterns.ts';
import { patternProblem } from '../../trace/count-pattern/pattern-problem.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Say } from '../parts/say.tsx';
import { patternProblemWords } from '../words/count-words.ts';

/** A kind of pattern that can be added. */
interface PatternKind {
  readonly label: MessageKey;
  readonly placeholder: string;
  readonly make: (typed: string) => CountPattern;
}

/** The kinds of patterns that can be added, in the order of the list. */
const kinds: Readonly<Record<Exclude<CountPattern['kind'], 'expression'>, PatternKind>> = {
  text: { label: 'patternText', placeholder: 'Visits: #', make: (template) => ({ kind: 'text', template }) },
  member: { label: 'patternMember', placeholder: 'session.visits', make: (path) => ({ kind: 'member', path }) },
};
type KindId = keyof typeof kinds;
const kindIds = Object.keys(kinds) as KindId[];

interface PatternListProps {
  readonly patterns: readonly CountPattern[];
  /** `make` gets the patterns as they are then. */
  readonly onChange: (make: (patterns: readonly CountPattern[]) => readonly CountPattern[]) => void;
  readonly areDefault: boolean;
}

/** The list of a site's count patterns, with buttons to add and remove. */
export function PatternList({ patterns, onChange, areDefault }: PatternListProps) {
  const { text } = useWorld();
  return (
    <div class="field">
      <span class="label">{text.say('optionPatterns')}</span>
      <ul class="plain patterns">
        {patterns.map((pattern) => (
          <PatternLine
            key={nameOfPattern(pattern)}
            pattern={pattern}
            onRemove={() => onChange((now) => now.filter((other) => nameOfPattern(other) !== nameOfPattern(pattern)))}
          />
        ))}
      </ul>
      {patterns.length === 0 && <p class="dim">{text.say('patternsNone')}</p>}
      <AddPattern patterns={patterns} onAdd={(pattern) => onChange((now) => [...now, pattern])} />
      {!areDefault && (
        <button type="button" class="small" onClick={() => onChange(() => DEFAULT_COUNT_PATTERNS)}>
          {text.say('patternsDefault')}
        </button>
      )}
    </div>
  );
}

interface PatternLineProps {
  readonly pattern: CountPattern;
  readonly onRemove: () => void;
}

function PatternLine({ pattern, onRemove }: PatternLineProps) {
  const { text } = useWorld();
  const problem = patternProblem(pattern);
  return (
    <li>
      <span class="dim">{text.say(pattern.kind === 'expression' ? 'patternOld' : kinds[pattern.kind].label)}</span>{' '}
      <code class="wrap">
        <Foreign text={pattern.kind === 'member' ? pattern.path : nameOfPattern(pattern)} />
      </code>
      <button
        type="button"
        class="small"
        aria-label={text.say('patternRemove', nameOfPattern(pattern))}
        onClick={onRemove}
      >
        {text.say('remove')}
      </button>
      {problem !== undefined && (
        <p class="warn">
          <Say phrase={patternProblemWords[problem]} />
        </p>
      )}
    </li>
  );
}

interface AddPatternProps {
  readonly patterns: readonly CountPattern[];
  readonly onAdd: (pattern: CountPattern) => void;
}

function AddPattern({ patterns, onAdd }: AddPatternProps) {
  const { text } = useWorld();
  const [kind, setKind] = useState<KindId>('text');
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<Phrase | undefined>(undefined);
  const add = (): void => {
    const pattern = kinds[kind].make(typed.trim());
    const problem = patternProblem(pattern);
    const there = patterns.some((other) => other.kind === kind && nameOfPattern(other) === nameOfPattern(pattern));
    const why = problem !== undefined ? patternProblemWords[problem] : there ? phrase('patternThere') : undefined;
    setWrong(why);
    if (why !== undefined) return;
    setTyped('');
    onAdd(pattern);
  };
  return (
    <>
      <form
        class="option-line"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <select
          aria-label={text.say('patternKind')}
          value={kind}
          onChange={(event) => setKind(kindIds.find((id) => id === event.currentTarget.value) ?? 'text')}
        >
          {kindIds.map((id) => (
            <option key={id} value={id}>
              {text.say(kinds[id].label)}
            </option>
          ))}
        </select>
        <input
          class="mono grow"
          autocomplete="off"
          spellcheck={false}
          aria-label={text.say('patternNew')}
          aria-invalid={wrong !== undefined}
          placeholder={kinds[kind].placeholder}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(undefined);
          }}
        />
        <button type="submit" class="small">
          {text.say('add')}
        </button>
      </form>
      {wrong === undefined ? (
        <p class="dim">{text.say('patternHelp')}</p>
      ) : (
        <p role="alert" class="bad">
          <Say phrase={wrong} />
        </p>
      )}
    </>
  );
}
