import type { CountReading, RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';

const sourceWords: Readonly<Record<CountReading['source'], MessageKey>> = {
  header: 'countInHeader',
  body: 'countInBody',
  page: 'countInPage',
};

/** Every count that a response reported, with its source. Says so when the sources disagree. */
export function CountFacts({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useWorld();
  const { counts } = entry;
  if (counts.length === 0) return null;
  const disagree = new Set(counts.map(({ count }) => count)).size > 1;
  return (
    <div>
      <dt>{text.say('factCount')}</dt>
      <dd>
        <ul class="plain">
          {counts.map((reading, at) => (
            <li key={at}>
              <b>{text.number(reading.count)}</b>{' '}
              <span class="dim">
                {text.say(sourceWords[reading.source])}{' '}
                <code>
                  <Foreign text={reading.source === 'header' ? reading.from : reading.text} />
                </code>
              </span>
            </li>
          ))}
        </ul>
        {disagree && <p class="warn">{text.say('countsDisagree')}</p>}
      </dd>
    </div>
  );
}
