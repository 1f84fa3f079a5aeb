import { useSignal } from '@preact/signals';
import {
  type ClassResults,
  LONGEST_RESULTS,
  readResults,
  type ScoredWay,
  scoredWays,
  sumResults,
} from '../../trace/lesson/class-results.ts';
import type { Score } from '../../trace/lesson/score.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';

/** Files that are read at once at most. */
const MOST_FILES = 500;

const columnWords: Readonly<Record<ScoredWay, MessageKey>> = {
  predict: 'lessonWayPredict',
  browser: 'lessonWayBrowser',
  server: 'lessonWayServer',
  quiz: 'lessonWayQuiz',
};

interface ReadFile {
  readonly name: string;
  readonly results: ClassResults | undefined;
}

/** The teacher's side: the results of a class, added up from their files. Nothing leaves this page. */
export function ClassSum() {
  const { text } = useWorld();
  const files = useSignal<readonly ReadFile[]>([]);
  const open = async (chosen: readonly File[]): Promise<void> => {
    files.value = await Promise.all(
      chosen.slice(0, MOST_FILES).map(async (file) => ({ name: file.name, results: await read(file) })),
    );
  };
  const unread = files.value.filter(({ results }) => results === undefined);
  const all = files.value.flatMap(({ results }) => (results === undefined ? [] : [results]));
  return (
    <details class="class-sum">
      <summary>{text.say('lessonClassSum')}</summary>
      <label class="class-files">
        <span>{text.say('lessonClassFiles')}</span>
        <input
          type="file"
          multiple
          accept=".json,application/json"
          onChange={(event) => void open([...(event.currentTarget.files ?? [])])}
        />
      </label>
      <div role="status">
        {unread.map(({ name }, index) => (
          <p key={`${index} ${name}`} class="warn">
            {text.say('lessonClassUnread')} <Foreign text={name} />
          </p>
        ))}
      </div>
      {all.length > 0 && <SumTable all={all} />}
    </details>
  );
}

function SumTable({ all }: { readonly all: readonly ClassResults[] }) {
  const { text } = useWorld();
  const sum = sumResults(all);
  const shown = ({ answered, right }: Score): string =>
    answered === 0 ? '–' : text.say('lessonWayCount', text.number(right), text.number(answered));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="tracker-scroll" tabIndex={0} aria-label={text.say('lessonClassSum')}>
      <table class="tracker">
        <thead>
          <tr>
            <th scope="col">{text.say('lessonClassWho')}</th>
            <th scope="col">{text.say('lessonClassNumber')}</th>
            <th scope="col">{text.say('lessonPartTour')}</th>
            {scoredWays.map((way) => (
              <th key={way} scope="col">
                {text.say(columnWords[way])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ name, seed, tasks, scores }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name === '' ? text.say('lessonClassNameless') : <Foreign text={name} />}</th>
              <td>{String(seed)}</td>
              <td>{text.number(tasks)}</td>
              {scoredWays.map((way) => (
                <td key={way}>{shown(scores[way])}</td>
              ))}
            </tr>
          ))}
          <tr class="class-total">
            <th scope="row">{text.say('lessonClassTotal', text.number(all.length))}</th>
            <td />
            <td />
            {scoredWays.map((way) => (
              <td key={way}>{shown(sum[way])}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** Reads a file that someone else wrote: a large one is not loaded at all. */
async function read(file: File): Promise<ClassResults | undefined> {
  if (file.size > LONGEST_RESULTS * 4) return undefined;
  return readResults(await file.text());
}
