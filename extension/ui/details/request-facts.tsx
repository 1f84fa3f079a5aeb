import type { ComponentChildren } from 'preact';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Foreign, LongForeign } from '../parts/foreign.tsx';
import { ReplayMark, replayWords } from '../parts/replay-mark.tsx';
import { CopyAsCurl } from './copy-as-curl.tsx';
import { CountFacts } from './count-facts.tsx';
import { ReplayButton } from './replay-button.tsx';

/** What a request was: its address, who asked for it, when it was answered. */
export function RequestFacts({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useInspector();
  const { initiator, topUrl, redirectedFrom = [] } = entry;
  return (
    <section>
      <h3>{text.say('requestFacts')}</h3>
      <dl class="facts card">
        <Row label="factUrl" wraps>
          <LongForeign text={entry.url} />
        </Row>
        <Row label="factMethod">
          <Foreign text={entry.method} /> <span class="dim">({entry.type})</span>
        </Row>
        {entry.status !== undefined && (
          <Row label="factStatus">
            <Foreign text={entry.statusLine || String(entry.status)} />
          </Row>
        )}
        {entry.replay !== undefined && (
          <Row label="factReplay">
            <ReplayMark replay={entry.replay} /> {replayWords(text, entry.replay)}
          </Row>
        )}
        {initiator !== undefined && (
          <Row label="factInitiator" wraps>
            <LongForeign text={initiator} />
          </Row>
        )}
        {topUrl !== undefined && topUrl !== initiator && topUrl !== entry.url && (
          <Row label="factTopUrl" wraps>
            <LongForeign text={topUrl} />
          </Row>
        )}
        {redirectedFrom.length > 0 && (
          <Row label="factRedirectedFrom" wraps>
            {redirectedFrom.map((url, at) => (
              <div key={at}>
                <LongForeign text={url} />
              </div>
            ))}
          </Row>
        )}
        <Times entry={entry} />
        <CountFacts entry={entry} />
      </dl>
      <CopyAsCurl entry={entry} />
      <ReplayButton entry={entry} />
    </section>
  );
}

/** When it left, how long the head of the response took, and how long all of it. */
function Times({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useInspector();
  const { startedDateTime, respondedAt, completedAt } = entry;
  const after = (time: number): string =>
    text.say('milliseconds', text.number(Math.max(0, Math.round(time - startedDateTime))));
  return (
    <>
      <Row label="factTime">{text.exact(startedDateTime)}</Row>
      {respondedAt !== undefined && <Row label="factTook">{after(respondedAt)}</Row>}
      {completedAt !== undefined && (
        <Row label="factComplete">
          {after(completedAt)}
          {entry.fromCache === true && <span class="dim"> {text.say('actionCached')}</span>}
        </Row>
      )}
    </>
  );
}

interface RowProps {
  readonly label: MessageKey;
  readonly wraps?: boolean;
  readonly children: ComponentChildren;
}

function Row({ label, wraps = false, children }: RowProps) {
  const { text } = useInspector();
  return (
    <div>
      <dt>{text.say(label)}</dt>
      <dd class={wraps ? 'wrap' : undefined}>{children}</dd>
    </div>
  );
}
