import { useSignal } from '@preact/signals';
import {
  type ClassResults,
  doneWays,
  LONGEST_RESULTS,
  mostDone,
  type ReadResults,
  readResults,
  scoredWays,
  sumDone,
  sumResults,
} from '../../trace/lesson/class-results.ts';
import { resultsColumnWords, resultsFaultPhrase } from '../../trace/lesson/class-words.ts';
import { useWorld } from '../model/world.ts';
import { FilePick } from '../parts/file-pick.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Say } from '../parts/say.tsx';
import '../styles/forms.css';

/** Files that are read at once at most. */
const MAX_FILES = 500;

interface OpenedFile {
  readonly name: string;
  readonly read: ReadResults;
}

/** The teacher's side: the results of a class, added up from their files. Nothing leaves this page. */
export function ClassSum() {
  const { text } = useWorld();
  const files = useSignal<readonly OpenedFile[]>([]);
  const many = useSignal(false);
  const open = async (chosen: readonly File[]): Promise<void> => {
    files.value = await Promise.all(
      chosen.slice(0, MAX_FILES).map(async (file) => ({ name: file.name, read: await read(file) })),
    );
    many.value = chosen.length > MAX_FILES;
  };
  const all = files.value.flatMap((file) => (file.read.kind === 'read' ? [file.read.results] : []));
  return (
    <details class="class-sum">
      <summary>{text.say('lessonClassSum')}</summary>
      <FilePick
        label={text.say('lessonClassFiles')}
        accept=".json,application/json"
        multiple
        onPick={(...chosen) => void open(chosen)}
      />
      <div role="status">
        {files.value.map(({ name, read: { kind, ...file } }, index) =>
          'why' in file ? (
            <p key={`${index} ${name}`} class="warn">
              {text.say('lessonClassUnread')} <Foreign text={name} />. <Say phrase={resultsFaultPhrase(file.why)} />
            </p>
          ) : null,
        )}
        {many.value && <p class="warn">{text.say('lessonClassMany', text.number(MAX_FILES))}</p>}
      </div>
      {all.length > 0 && <SumTable all={all} />}
    </details>
  );
}

function SumTable({ all }: { readonly all: readonly ClassResults[] }) {
  const { text } = useWorld();
  const sum = sumResults(all);
  const shown = (part: number, of: number): string =>
    of === 0 ? '–' : text.say('lessonWayCount', text.number(part), text.number(of));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="tracker-scroll" tabIndex={0} aria-label={text.say('lessonClassSum')}>
      <table class="tracker">
        <thead>
          <tr>
            <th scope="col">{text.say('lessonClassWho')}</th>
            <th scope="col">{text.say('lessonClassNumber')}</th>
            {[...doneWays, ...scoredWays].map((way) => (
              <th key={way} scope="col">
                {text.say(resultsColumnWords[way])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {all.map(({ name, seed, scores, ...done }, index) => (
            <tr key={`${index} ${name}`}>
              <th scope="row">{name === '' ? text.say('lessonClassNameless') : <Foreign text={name} />}</th>
              <td>{String(seed)}</td>
              {doneWays.map((way) => (
                <td key={way}>{shown(done[way] ?? 0, done[way] === undefined ? 0 : mostDone[way])}</td>
              ))}
              {scoredWays.map((way) => (
                <td key={way}>{shown(scores[way].right, scores[way].answered)}</td>
              ))}
            </tr>
          ))}
          <tr class="class-total">
            <th scope="row">{text.say('lessonClassTotal', text.number(all.length))}</th>
            <td />
            {doneWays.map((way) => {
              const { done, of } = sumDone(all, way);
              return <td key={way}>{shown(done, of)}</td>;
            })}
            {scoredWays.map((way) => (
              <td key={way}>{shown(sum[way].right, sum[way].answered)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </section>
  );
}

/** Reads a file that someone else wrote: a large one is not loaded at all. */
async function read(file: File): Promise<ReadResults> {
  if (file.size > LONGEST_RESULTS * 4) return { kind: 'unread', why: { code: 'too-long' } };
  try {
    return readResults(await file.text());
  } catch {
    return { kind: 'unread', why: { code: 'not-readable' } };
  }
}
