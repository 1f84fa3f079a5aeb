import { useState } from 'preact/hooks';
import type { Comparison, Difference } from '../../trace/findings/compare.ts';
import { sayDifference } from '../../trace/findings/say-difference.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { FilePick } from '../parts/file-pick.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Say } from '../parts/say.tsx';
import type { FailedOne } from './compare-files.ts';
import { ReadingState, tracesAndHars, useFileReader } from './file-reader.tsx';

/** More differences than these say that the two are not the same visit. */
const MAX_SHOWN = 200;

const shownIs: Readonly<Record<FailedOne, MessageKey>> = { shown: 'compareShownFailed', other: 'compareShownWorked' };

interface Compared {
  readonly name: string;
  readonly failed: FailedOne;
  readonly comparison: Comparison;
}

/** A good and a bad visit side by side: what is shown now, and a file. */
export function CompareCard() {
  const { text, trace } = useInspector();
  const [failed, setFailed] = useState<FailedOne>('shown');
  const [compared, setCompared] = useState<Compared>();
  const reader = useFileReader(async (file) => {
    const { compareWithFile } = await import('./compare-files.ts');
    setCompared({ name: file.name, failed, comparison: compareWithFile(trace.trace(), file, failed) });
  });
  void trace.revision.value;
  const nothing = trace.trace().entries.length === 0;
  return (
    <section class="card compare" aria-labelledby="compare-title">
      <h2 id="compare-title">{text.say('compareTitle')}</h2>
      <p class="dim">{text.say(nothing ? 'compareNothing' : 'compareWhat')}</p>
      <fieldset class="file-mask">
        <legend class="sr-only">{text.say('compareShownIs')}</legend>
        {(Object.keys(shownIs) as FailedOne[]).map((one) => (
          <label key={one} class="check-field">
            <input
              type="radio"
              name="compare-failed"
              checked={failed === one}
              onChange={() => {
                setFailed(one);
                // What was compared stands the other way round now.
                setCompared(undefined);
              }}
            />
            {text.say(shownIs[one])}
          </label>
        ))}
      </fieldset>
      <FilePick
        label={text.say('compareChoose')}
        accept={tracesAndHars}
        disabled={nothing || reader.reading.kind === 'reading'}
        field={reader.input}
        onPick={(file) => void reader.read(file)}
      />
      <ReadingState reader={reader} />
      {compared !== undefined && <Differences compared={compared} />}
    </section>
  );
}

function Differences({ compared: { name, failed, comparison } }: { readonly compared: Compared }) {
  const { text } = useInspector();
  const { first, differences, isCause, inCommon } = comparison;
  if (inCommon === 0) {
    return (
      <p role="status" class="warn">
        <Foreign text={name} />: {text.say('compareNoneInCommon')}
      </p>
    );
  }
  if (first === undefined) {
    return (
      <p role="status">
        <Foreign text={name} />: {text.say('diffNone')}
      </p>
    );
  }
  return (
    <>
      <p role="status">
        <Foreign text={name} />: <b>{text.say(isCause ? 'compareCause' : 'compareFirst')}</b>{' '}
        <Say phrase={sayDifference(first)} />
      </p>
      <div class="compare-rows">
        <table aria-label={text.say('compareTable')}>
          <thead>
            <tr>
              <th scope="col">{text.say('compareWorked')}</th>
              <th scope="col">{text.say('compareFailed')}</th>
              <th scope="col">{text.say('compareDifference')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.slice(0, MAX_SHOWN).map((difference, at) => (
              <DifferenceRow key={at} difference={difference} failed={failed} />
            ))}
          </tbody>
        </table>
      </div>
      {differences.length > MAX_SHOWN && (
        <p class="dim">{text.plural('compareMore', differences.length - MAX_SHOWN)}</p>
      )}
    </>
  );
}

function DifferenceRow({ difference, failed }: { readonly difference: Difference; readonly failed: FailedOne }) {
  return (
    <tr>
      <td>
        <Step entry={difference.good} isShown={failed === 'other'} />
      </td>
      <td>
        <Step entry={difference.bad} isShown={failed === 'shown'} />
      </td>
      <td>
        <Say phrase={sayDifference(difference)} />
      </td>
    </tr>
  );
}

/** The step of one side; that of the trace which is shown leads to its row. */
function Step({ entry, isShown }: { readonly entry: RequestEntry | undefined; readonly isShown: boolean }) {
  const { text, show } = useInspector();
  if (entry === undefined) return <span class="dim">–</span>;
  const words = text.say('answerStep', text.number(entry.step));
  if (!isShown) return <>{words}</>;
  return (
    <button type="button" class="link" onClick={() => show(entry)}>
      {words}
    </button>
  );
}
