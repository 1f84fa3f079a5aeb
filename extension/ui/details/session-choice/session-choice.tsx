import { useId, useRef, useState } from 'preact/hooks';
import { type Candidate, candidatesOf } from '../../../trace/model/candidates.ts';
import type { Thread } from '../../../trace/model/session.ts';
import { whyFailed } from '../../../trace/model/why-failed.ts';
import { code, phrase } from '../../../trace/words/phrase.ts';
import { useInspector } from '../../model/inspector-context.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Say } from '../../parts/say.tsx';
import { whyOf } from './choice-words.ts';
import './session-choice.css';
import { ValueLooks } from './value-looks.tsx';

/** Shows a site's session cookie, why it is one, and the format of its value; the user can choose another. */
export function SessionChoice({ thread }: { readonly thread: Thread }) {
  const { text, trace, jar, files } = useInspector();
  void trace.revision.value;
  const [open, setOpen] = useState(false);
  const held = (files.opened.value === undefined ? (jar.cookies.value ?? []) : []).filter(
    ({ storeId }) => storeId === thread.storeId,
  );
  const candidates = candidatesOf(trace.trace(), thread.site, thread.storeId, held);
  const current = candidates.find(({ name }) => name === thread.name);
  const value = thread.sessions.at(-1)?.value;
  return (
    <section class="session-choice">
      <h3>{text.say('choiceTitle')}</h3>
      <p>
        <Say phrase={phrase('choiceFollowed', code(thread.name), code(thread.site))} />{' '}
        {current !== undefined && <Why of={current} />}
      </p>
      {value !== undefined && <ValueLooks value={value} known={current?.known} isSession={thread.role === 'session'} />}
      {/* Hidden for files: a file names its own session cookies. */}
      {files.opened.value === undefined && (
        <button type="button" class="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {text.say('choiceOpen')}
        </button>
      )}
      {open && <Choices thread={thread} candidates={candidates} />}
    </section>
  );
}

/** The sentences on why a cookie is followed, or what it is. */
function Why({ of }: { readonly of: Candidate }) {
  const { files } = useInspector();
  return (
    <>
      {whyOf(of, files.opened.value !== undefined).map((sentence) => (
        <span key={sentence.key}>
          <Say phrase={sentence} />{' '}
        </span>
      ))}
    </>
  );
}

function Choices({ thread, candidates }: { readonly thread: Thread; readonly candidates: readonly Candidate[] }) {
  const { text, host } = useInspector();
  const [failed, setFailed] = useState('');
  const group = useId();
  const kept = useKeptOrder(candidates);
  const chosen = candidates.find((candidate) => candidate.thread?.why === 'chosen')?.name;
  const choose = (name: string | undefined): void => {
    host
      .send('change-site', { site: thread.site, change: { sessionCookies: name === undefined ? null : [name] } })
      .then(
        () => setFailed(''),
        (reason: unknown) => setFailed(whyFailed(reason)),
      );
  };
  return (
    <fieldset class="choices card">
      <legend class="sr-only">{text.say('choiceLegend')}</legend>
      <label>
        <input type="radio" name={group} checked={chosen === undefined} onChange={() => choose(undefined)} />
        <span>{text.say('choiceAuto')}</span>
      </label>
      {kept.map((candidate) => (
        <label key={candidate.name}>
          <input
            type="radio"
            name={group}
            checked={chosen === candidate.name}
            onChange={() => choose(candidate.name)}
          />
          <span>
            <b class="mono">
              <Foreign text={candidate.name} />
            </b>{' '}
            <span class="dim">
              <Why of={candidate} />
            </span>
          </span>
        </label>
      ))}
      {failed !== '' && (
        <p role="alert" class="bad">
          <Foreign text={failed} />
        </p>
      )}
    </fieldset>
  );
}

/** Each keeps the place where it was first shown: a choice that moved would not be reached by arrow keys or a click. */
function useKeptOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  const { current: places } = useRef(new Map<string, number>());
  for (const { name } of candidates) if (!places.has(name)) places.set(name, places.size);
  return candidates.toSorted((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
}
