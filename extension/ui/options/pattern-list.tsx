import { useState } from 'preact/hooks';
import { whyNoPattern } from '../../trace/count-pattern/count-pattern.ts';
import { type CountPattern, nameOfPattern } from '../../trace/count-pattern/default-patterns.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';

interface PatternListProps {
  readonly patterns: readonly CountPattern[];
  /** Undefined puts the default patterns back. */
  readonly onChange: (patterns: readonly CountPattern[] | undefined) => void;
  readonly areDefault: boolean;
}

/** What is looked for in a site's responses, one after another, with a way to add and remove. */
export function PatternList({ patterns, onChange, areDefault }: PatternListProps) {
  const { text } = useWorld();
  return (
    <div class="field">
      <span class="label">{text.say('optionPatterns')}</span>
      <ul class="plain patterns">
        {patterns.map((pattern) => (
          <li key={nameOfPattern(pattern)}>
            <span class="dim">{text.say(pattern.kind === 'text' ? 'patternText' : 'patternMember')}</span>{' '}
            <code class="wrap">
              <Foreign text={pattern.kind === 'text' ? pattern.pattern : pattern.name} />
            </code>
            <button
              type="button"
              class="small"
              aria-label={text.say('patternRemove', nameOfPattern(pattern))}
              onClick={() => onChange(patterns.filter((other) => other !== pattern))}
            >
              {text.say('remove')}
            </button>
          </li>
        ))}
      </ul>
      {patterns.length === 0 && <p class="dim">{text.say('patternsNone')}</p>}
      <AddPattern patterns={patterns} onAdd={(pattern) => onChange([...patterns, pattern])} />
      {!areDefault && (
        <button type="button" class="small" onClick={() => onChange(undefined)}>
          {text.say('patternsDefault')}
        </button>
      )}
    </div>
  );
}

interface AddPatternProps {
  readonly patterns: readonly CountPattern[];
  readonly onAdd: (pattern: CountPattern) => void;
}

function AddPattern({ patterns, onAdd }: AddPatternProps) {
  const { text } = useWorld();
  const [kind, setKind] = useState<CountPattern['kind']>('text');
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState('');
  const add = (): void => {
    const pattern: CountPattern = kind === 'text' ? { kind, pattern: typed } : { kind, name: typed.trim() };
    const there = patterns.some((other) => other.kind === kind && nameOfPattern(other) === nameOfPattern(pattern));
    const problem = whyNoPattern(pattern) ?? (there ? text.say('patternThere') : '');
    setWrong(problem);
    if (problem !== '') return;
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
          onChange={(event) => setKind(event.currentTarget.value === 'member' ? 'member' : 'text')}
        >
          <option value="text">{text.say('patternText')}</option>
          <option value="member">{text.say('patternMember')}</option>
        </select>
        <input
          class="mono grow"
          autocomplete="off"
          spellcheck={false}
          aria-label={text.say('patternNew')}
          aria-invalid={wrong !== ''}
          placeholder={kind === 'text' ? 'Visits: (\\d+)' : 'visits'}
          value={typed}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setWrong('');
          }}
        />
        <button type="submit" class="small">
          {text.say('add')}
        </button>
      </form>
      {wrong === '' ? (
        <p class="dim">{text.say('patternHelp')}</p>
      ) : (
        <p role="alert" class="bad">
          <Foreign text={wrong} />
        </p>
      )}
    </>
  );
}
