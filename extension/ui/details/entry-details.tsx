import type { RequestEntry, SessionStep } from '../../trace/model/entry.ts';
import { entryFacts } from '../../trace/summary/entry-facts.ts';
import { sentenceOf } from '../../trace/summary/sentence.ts';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Foreign, LongForeign } from '../parts/foreign.tsx';
import { useLater } from '../parts/later.ts';
import { SentenceText } from '../parts/sentence-text.tsx';
import { CopyAsCurl } from './copy-as-curl.tsx';
import { CountFacts } from './count-facts.tsx';
import { Flow } from './flow.tsx';
import { HeldNow } from './held-now.tsx';
import { SentCookies } from './sent-cookies.tsx';
import { SetCookieCard } from './set-cookie-card.tsx';
import { loadVerdicts } from './verdicts/load-verdicts.ts';

/** The parts that are no part of the first view, all at once: one after the other, each would move those below. */
const loadParts = async () => {
  const [verdicts, choice, chain] = await Promise.all([
    loadVerdicts(),
    import('./session-choice/session-choice.tsx'),
    import('./sign-in-chain.tsx'),
  ]);
  return { verdicts, SessionChoice: choice.SessionChoice, SignInChain: chain.SignInChain };
};

interface EntryDetailsProps {
  readonly entry: RequestEntry;
  readonly step: SessionStep | undefined;
}

/** All details of one entry: the sentence, the flow and the evidence. */
export function EntryDetails({ entry, step }: EntryDetailsProps) {
  const { text, trace, scope, listRevision, jar, files } = useInspector();
  // Read the revision: entries change in place, so Preact would skip the render.
  void listRevision.value;
  const later = useLater(loadParts);
  const isJarKnown =
    jar.cookies.value !== undefined || jar.error.value !== undefined || files.opened.value !== undefined;
  const isPage = entry.type === 'main_frame' || entry.type === 'sub_frame';
  const thread = step?.thread ?? scope.value.thread ?? entry.steps[0]?.thread;
  return (
    <>
      <SentenceText sentence={sentenceOf(entryFacts(entry, step))} />
      <Flow entry={entry} step={step} />
      <section>
        <h3>{text.plural('setBy', entry.setCookies.length)}</h3>
        {entry.setCookies.length === 0 ? (
          <p class="dim">{text.say(entry.status === undefined ? 'setUnseen' : 'setNone')}</p>
        ) : (
          <ul class="plain">
            {entry.setCookies.map((line, index) => (
              <ErrorBoundary key={index} of={entry.revision}>
                <SetCookieCard entry={entry} line={line} browser={trace.trace().browser} />
              </ErrorBoundary>
            ))}
          </ul>
        )}
      </section>
      <ErrorBoundary of={entry.revision}>
        <SentCookies entry={entry} step={step} />
      </ErrorBoundary>
      {later !== undefined && isJarKnown && (
        <>
          <ErrorBoundary of={entry.revision}>{isPage && <later.SignInChain entry={entry} />}</ErrorBoundary>
          <ErrorBoundary of={entry.revision}>
            <later.verdicts.WithheldCookies entry={entry} browser={trace.trace().browser} />
          </ErrorBoundary>
          <ErrorBoundary of={entry.revision}>
            <later.verdicts.DeviceBound entry={entry} />
          </ErrorBoundary>
          <ErrorBoundary of={entry.revision}>{thread !== undefined && <HeldNow thread={thread} />}</ErrorBoundary>
          <RequestFacts entry={entry} />
          {/* Last, for it grows once the value is taken apart. */}
          <ErrorBoundary of={entry.revision}>
            {thread !== undefined && <later.SessionChoice thread={thread} />}
          </ErrorBoundary>
        </>
      )}
    </>
  );
}

function RequestFacts({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useInspector();
  const took = entry.respondedAt === undefined ? undefined : entry.respondedAt - entry.startedDateTime;
  return (
    <section>
      <h3>{text.say('requestFacts')}</h3>
      <dl class="facts card">
        <div>
          <dt>{text.say('factUrl')}</dt>
          <dd class="wrap">
            <LongForeign text={entry.url} />
          </dd>
        </div>
        <div>
          <dt>{text.say('factMethod')}</dt>
          <dd>
            <Foreign text={entry.method} /> <span class="dim">({entry.type})</span>
          </dd>
        </div>
        {entry.status !== undefined && (
          <div>
            <dt>{text.say('factStatus')}</dt>
            <dd>
              <Foreign text={entry.statusLine || String(entry.status)} />
            </dd>
          </div>
        )}
        <div>
          <dt>{text.say('factTime')}</dt>
          <dd>{text.exact(entry.startedDateTime)}</dd>
        </div>
        {took !== undefined && (
          <div>
            <dt>{text.say('factTook')}</dt>
            <dd>{text.say('milliseconds', text.number(Math.round(took)))}</dd>
          </div>
        )}
        <CountFacts entry={entry} />
      </dl>
      <CopyAsCurl entry={entry} />
    </section>
  );
}
