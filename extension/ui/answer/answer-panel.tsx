import { useEffect, useRef, useState } from 'preact/hooks';
import { answerSection } from '../../trace/files/report/answer-section.ts';
import { maskerOfTrace } from '../../trace/files/trace-secrets.ts';
import type { Answer } from '../../trace/findings/answer.ts';
import { summariseAnswer } from '../../trace/findings/answer-summary.ts';
import type { Evidence, Finding } from '../../trace/findings/finding.ts';
import { sayCertainty, sayEvidence, sayFinding, sayRemedy } from '../../trace/findings/say-finding.ts';
import { pathOfEntry } from '../../trace/model/answer-class.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import { useInspector } from '../model/inspector-context.ts';
import { collectEvents } from '../model/openable-source.ts';
import { AnswerLead, AnswerRemedy } from '../parts/answer-lead.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import { titleCutLead } from '../parts/title-cut.ts';
import { SequenceDrawing } from './sequence-drawing.tsx';
import { sequenceOf } from './sequence-layout.ts';
import { useAnswer } from './use-answer.ts';
import { useCut } from './use-cut.ts';
import './answer.css';

/** "Why was I logged out?": the one sentence, what shows it, and what to change. */
export function AnswerPanel() {
  const { text, files, host, show } = useInspector();
  const answer = useAnswer();
  // A file is opened for its answer. What is live stays a line until it is asked for: the rows keep their places.
  const isWanted = files.opened.value !== undefined || host.atAnswer === true;
  const [chosen, setOpen] = useState<boolean>();
  const open = chosen ?? isWanted;
  const head = useRef<HTMLDivElement>(null);
  const isCut = useCut(head, open);
  useSpokenOf(typeof answer === 'object' ? answer.finding : undefined);
  if (answer === 'reading') return <Reading />;
  if (answer === undefined) return null;
  const summary = summariseAnswer(answer);
  const { finding } = answer;
  const opens = finding === undefined ? 'answerRest' : 'answerMore';
  return (
    <section class="answer" data-tone={summary.tone} data-code={finding?.code} aria-label={text.say('answerLabel')}>
      <div class="answer-head" ref={head} onPointerEnter={titleCutLead} onFocusOut={toBeginning}>
        <AnswerLead answer={summary} />
        {(finding !== undefined || isCut) && (
          <button type="button" class="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {text.say(open ? 'answerLess' : opens)}
          </button>
        )}
      </div>
      {finding !== undefined && open && <Why answer={answer} finding={finding} />}
      {finding === undefined && answer.findings.length > 0 && <Others findings={answer.findings} onShow={show} />}
    </section>
  );
}

/** A word that had the focus may have scrolled a sentence that is cut. */
function toBeginning({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  currentTarget.querySelector('.answer-lead > span')?.scrollTo(0, 0);
}

/** Lets the rows and the ribbon mark what the answer speaks of. Found again and the same, it moves nothing. */
function useSpokenOf(finding: Finding | undefined): void {
  const { spokenOf } = useInspector();
  useEffect(() => {
    const before = spokenOf.peek();
    const isSame =
      before?.kind === finding?.kind &&
      before?.session === finding?.session &&
      before?.evidence.length === finding?.evidence.length &&
      before?.evidence.every(({ entry }, at) => finding?.evidence[at]?.entry === entry) !== false;
    if (!isSame) spokenOf.value = finding;
  });
  useEffect(
    () => () => {
      spokenOf.value = undefined;
    },
    [spokenOf],
  );
}

/** Stands in the answer's place until all is read, so that the rows keep theirs. */
function Reading() {
  const { text, trace } = useInspector();
  const label = text.say('emptyReading');
  return (
    <section class="answer" aria-label={text.say('answerLabel')}>
      <p class="answer-lead" data-tone="plain">
        <Icon name="wait" />
        <span>
          {label} <progress aria-label={label} max={1} value={trace.progress.value} />
        </span>
      </p>
    </section>
  );
}

function Why({ answer, finding }: { readonly answer: Answer; readonly finding: Finding }) {
  const { text, actions, files, host, show, trace } = useInspector();
  const sequence = sequenceOf(finding.evidence);
  const others = answer.findings.filter((one) => one !== finding);
  const copy = (): Promise<void> =>
    attempt(actions, async () => {
      await host.copy(answerSection(text, answer, maskerOfTrace(trace.trace(), await collectEvents(files))).join('\n'));
      actions.notify({ tone: 'good', said: phrase('copied') });
    });
  return (
    <div class={sequence === undefined ? 'answer-body' : 'answer-body with-sequence'}>
      <div>
        <ol class="evidence plain" aria-label={text.say('answerEvidence')}>
          {finding.evidence.map((one) => (
            <EvidenceRow key={one.entry.id} evidence={one} onShow={show} />
          ))}
        </ol>
        <AnswerRemedy answer={summariseAnswer(answer)} />
        {answer.signedInAgain !== undefined && (
          <p class="dim">{text.say('answerSignedInAgain', text.number(answer.signedInAgain))}</p>
        )}
        <div class="answer-buttons">
          <StepsButton finding={finding} />
          <button type="button" onClick={() => void copy()}>
            {text.say('answerCopy')}
          </button>
        </div>
        {others.length > 0 && <Others findings={others} onShow={show} />}
      </div>
      {sequence !== undefined && <SequenceDrawing sequence={sequence} />}
    </div>
  );
}

function EvidenceRow({
  evidence,
  onShow,
}: {
  readonly evidence: Evidence;
  readonly onShow: (entry: RequestEntry) => void;
}) {
  const { text } = useInspector();
  const { entry } = evidence;
  return (
    <li>
      <button type="button" class="link" onClick={() => onShow(entry)}>
        {text.say('answerStep', text.number(entry.step))}
      </button>
      <span class="dim">{text.clock(entry.startedDateTime)}</span>
      <span>
        <code>
          <Foreign text={`${entry.method} ${pathOfEntry(entry)}`} />
        </code>{' '}
        {entry.status !== undefined && <b>{entry.status}</b>} <Say phrase={sayEvidence(evidence)} />
      </span>
    </li>
  );
}

/** Filters the table to the steps of the answer. The way back stands over the table, which outlives this. */
function StepsButton({ finding }: { readonly finding: Finding }) {
  const { text, onlyEntries, selection, host, view } = useInspector();
  const show = (): void => {
    onlyEntries.value = new Set(finding.evidence.map(({ entry }) => entry));
  };
  useEffect(() => {
    if (host.atAnswer === true) show();
  }, [host]);
  return (
    <button
      type="button"
      onClick={() => {
        show();
        selection.value = { kind: 'none' };
        view.value = 'requests';
      }}
    >
      {text.say('answerShowSteps')}
    </button>
  );
}

function Others({
  findings,
  onShow,
}: {
  readonly findings: readonly Finding[];
  readonly onShow: (entry: RequestEntry) => void;
}) {
  const { text } = useInspector();
  return (
    <details class="answer-others">
      <summary>{text.say('answerAlsoFound', text.number(findings.length))}</summary>
      <ul class="plain">
        {findings.map((one) => (
          <li key={`${one.code} ${one.time} ${one.thread.key}`}>
            <p>
              <Say phrase={sayFinding(one)} />{' '}
              <span class="tag">
                <Say phrase={sayCertainty(one.certainty)} />
              </span>
            </p>
            {one.remedy !== 'nothing' && (
              <p class="dim">
                <Say phrase={sayRemedy(one)} />
              </p>
            )}
            {one.evidence.map(({ entry }) => (
              <button key={entry.id} type="button" class="link" onClick={() => onShow(entry)}>
                {text.say('answerStep', text.number(entry.step))}
              </button>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
