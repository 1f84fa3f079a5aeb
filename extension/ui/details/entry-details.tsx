import type { RequestEntry, SessionEffect, SetCookieEntry } from '../../trace/model/entry.ts';
import { hidesSetCookie } from '../../trace/model/hidden-cookies.ts';
import { entryFacts } from '../../trace/summary/entry-facts.ts';
import { sentenceOf } from '../../trace/summary/entry-sentence.ts';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { useLater } from '../parts/later.ts';
import { SentenceText } from '../parts/sentence-text.tsx';
import { Flow } from './flow.tsx';
import { HeldNow } from './held-now.tsx';
import { RequestFacts } from './request-facts.tsx';
import { RequestHeads } from './request-heads.tsx';
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
  readonly effect: SessionEffect | undefined;
}

/** All details of one entry: the sentence, the flow and the evidence. */
export function EntryDetails({ entry, effect }: EntryDetailsProps) {
  const { text, trace, scope, listRevision, jar, files } = useInspector();
  // Read the revision: entries change in place, so Preact would skip the render.
  void listRevision.value;
  const later = useLater(loadParts);
  const isJarKnown =
    jar.cookies.value !== undefined || jar.error.value !== undefined || files.opened.value !== undefined;
  const isPage = entry.type === 'main_frame' || entry.type === 'sub_frame';
  const thread = effect?.thread ?? scope.value.thread ?? entry.effects[0]?.thread;
  return (
    <>
      <SentenceText sentence={sentenceOf(entryFacts(entry, effect))} />
      <Flow entry={entry} effect={effect} />
      <section>
        <h3>{text.plural('setBy', entry.setCookies.length)}</h3>
        {entry.setCookies.length === 0 ? (
          <p class="dim">
            {hidesSetCookie(entry) ? '[redacted]' : text.say(entry.status === undefined ? 'setUnseen' : 'setNone')}
          </p>
        ) : (
          <ul class="plain">
            {sessionFirst(entry, effect).map(({ line, index }) => (
              <ErrorBoundary key={index} of={entry.revision}>
                <SetCookieCard entry={entry} line={line} browser={trace.trace().browser} />
              </ErrorBoundary>
            ))}
          </ul>
        )}
      </section>
      <ErrorBoundary of={entry.revision}>
        <SentCookies entry={entry} effect={effect} />
      </ErrorBoundary>
      {later !== undefined && isJarKnown && (
        <>
          <ErrorBoundary of={entry.revision}>{isPage && <later.SignInChain entry={entry} />}</ErrorBoundary>
          <ErrorBoundary of={entry.revision}>
            <later.verdicts.NotSentCookies entry={entry} browser={trace.trace().browser} />
          </ErrorBoundary>
          <ErrorBoundary of={entry.revision}>
            <later.verdicts.DeviceBound entry={entry} />
          </ErrorBoundary>
          <ErrorBoundary of={entry.revision}>{thread !== undefined && <HeldNow thread={thread} />}</ErrorBoundary>
          <RequestFacts entry={entry} />
          <ErrorBoundary of={entry.revision}>
            <RequestHeads entry={entry} />
          </ErrorBoundary>
          {/* Last, for it grows once the value is taken apart. */}
          <ErrorBoundary of={entry.revision}>
            {thread !== undefined && <later.SessionChoice thread={thread} />}
          </ErrorBoundary>
        </>
      )}
    </>
  );
}

interface PlacedLine {
  readonly line: SetCookieEntry;
  readonly index: number;
}

/** The lines as they came, but the session's come first. */
function sessionFirst({ setCookies }: RequestEntry, effect: SessionEffect | undefined): readonly PlacedLine[] {
  const lines = setCookies.map((line, index) => ({ line, index }));
  const isSession = ({ line }: PlacedLine): boolean => line.parsed.name === effect?.thread.name;
  return [...lines.filter(isSession), ...lines.filter((each) => !isSession(each))];
}
