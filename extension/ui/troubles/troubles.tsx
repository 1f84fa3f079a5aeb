import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Thread } from '../../trace/model/session.ts';
import { troublesOf } from '../../trace/troubles/troubles.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import { sayTrouble } from '../words/trouble-words.ts';
import '../styles/verdicts.css';
import './troubles.css';

interface TroublesProps {
  readonly thread: Thread;
  /** Shows the entry that a trouble points to. */
  readonly onShow: (entry: RequestEntry) => void;
}

/** What goes wrong on a thread: each trouble by its name, with the step that shows it and what to change. */
export function Troubles({ thread, onShow }: TroublesProps) {
  const { text } = useWorld();
  const troubles = troublesOf(thread);
  if (troubles.length === 0) return null;
  return (
    <section class="troubles" aria-label={text.say('troubles')}>
      {troubles.map((trouble) => {
        const { title, what, change } = sayTrouble(trouble);
        const [shows] = trouble.entries;
        return (
          <details key={trouble.code}>
            <summary>
              <Say phrase={title} />
            </summary>
            <p>
              <Say phrase={what} />
            </p>
            <p class="fix">
              <b>{text.say('toChange')}</b> <Say phrase={change} />
            </p>
            {shows !== undefined && (
              <button type="button" onClick={() => onShow(shows)}>
                {text.say('troubleShow', text.number(shows.step))}
              </button>
            )}
          </details>
        );
      })}
    </section>
  );
}
