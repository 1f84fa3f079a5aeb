import { plain } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import { pages } from '../model/pages.ts';
import { ActionTerm } from '../parts/action-term.tsx';
import { AnswerLead, AnswerRemedy } from '../parts/answer-lead.tsx';
import { Brand } from '../parts/brand.tsx';
import { Chip } from '../parts/chip.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { loadAhead, useLater } from '../parts/later.ts';
import { NoticeBar } from '../parts/notice.tsx';
import { OpenTabButton } from '../parts/open-tab-button.tsx';
import { PrivateTag, useIsPrivate } from '../parts/private-tag.tsx';
import { Say } from '../parts/say.tsx';
import { actionLooks } from '../words/action-looks.ts';
import type { PopupModel } from './popup-model.ts';

const loadNothing = () => import('./nothing-yet.tsx');
// At once, beside the questions to the background: the cookie is shown when both are answered.
const loadHeld = loadAhead(() => import('./mount-held.ts'));

const links = [
  ['help', 'help'],
  ['settings', 'settings'],
  ['welcome', 'welcomeTitle'],
] as const;

/** The popup: the last event, the current session, and the two delete buttons. */
export function Popup({ model }: { readonly model: PopupModel }) {
  const { text, host, tab, summary, actions } = model;
  const now = summary.value?.newest;
  return (
    <div class="popup">
      <header class="bar">
        <Brand />
        <PrivateTag />
        <span class="grow site">
          <bdi>{tab.status.value?.site}</bdi>
        </span>
        {host.openSidePanel !== undefined && (
          <button type="button" onClick={() => host.openSidePanel?.()}>
            <Icon name="panel" /> {text.say('openSidePanel')}
          </button>
        )}
        <OpenTabButton />
      </header>
      <main>
        <ErrorBoundary of={summary.value}>
          {now === undefined ? <Nothing model={model} /> : <Answered model={model} />}
        </ErrorBoundary>
        <ErrorBoundary of={summary.value}>
          <Held model={model} />
        </ErrorBoundary>
        <ErrorBoundary of={summary.value}>
          <LastRows model={model} />
        </ErrorBoundary>
      </main>
      <footer>
        {links.map(([page, label]) => (
          <a key={page} href={pages[page]} target="_blank" rel="noreferrer">
            {text.say(label)}
          </a>
        ))}
      </footer>
      <NoticeBar actions={actions} />
    </div>
  );
}

/** Most popups have something to show: the words for the others come later. */
function Nothing({ model }: { readonly model: PopupModel }) {
  const later = useLater(loadNothing);
  return later === undefined ? null : <later.NothingYet model={model} />;
}

/** The same answer as in the inspector, with its remedy and the way to its steps. */
function Answered({ model }: { readonly model: PopupModel }) {
  const { text, host, summary, actions } = model;
  const now = summary.value;
  if (now === undefined) return null;
  const { answer, newest } = now;
  return (
    <section class="answer" data-tone={answer.tone} aria-label={text.say('answerLabel')}>
      {!now.recording && (
        <p class="paused">
          <Icon name="pause" /> {text.say('bannerPaused')}{' '}
          <button
            type="button"
            class="small"
            onClick={() => void attempt(actions, () => host.send('set-recording', { on: true }))}
          >
            {text.say('resume')}
          </button>
        </p>
      )}
      <AnswerLead answer={answer} />
      <AnswerRemedy answer={answer} />
      {answer.steps.length > 0 && (
        <button type="button" onClick={() => host.openTab({ answer: true })}>
          {text.say('answerShowSteps')}
        </button>
      )}
      {newest !== undefined && answer.tone !== 'bad' && (
        <p class="dim">
          <Say phrase={newest} />
        </p>
      )}
    </section>
  );
}

/** The followed cookie as the browser holds it now. Its room is kept, so that the rows below stay where they are. */
function Held({ model }: { readonly model: PopupModel }) {
  const later = useLater(loadHeld);
  if (model.summary.value?.cookie === undefined) return null;
  return <div class="held-place">{later !== undefined && <later.Held model={model} />}</div>;
}

/** The last requests; a click shows one in the inspector. Those that the answer speaks of are marked. */
function LastRows({ model }: { readonly model: PopupModel }) {
  const { text, host, summary } = model;
  const isPrivate = useIsPrivate();
  const last = summary.value?.last ?? [];
  if (last.length === 0) return null;
  return (
    <section>
      <h2>{text.say('lastRequests')}</h2>
      <ol class="plain last">
        {last.map((entry) => {
          const look = actionLooks[entry.state];
          const { session } = entry;
          return (
            <li key={entry.id} class={entry.inAnswer && 'spoken'}>
              <button
                type="button"
                disabled={isPrivate && host.browser === 'chrome'}
                onClick={() => host.openTab({ entry: entry.id })}
              >
                <span class="dim">{text.number(entry.step)}</span>
                <span class="cut">
                  <b>{entry.method}</b> <Foreign text={entry.path} />
                </span>
                <span class="dim">{text.clock(entry.startedDateTime)}</span>
                {session === undefined ? <span class="dim">{text.say('idNone')}</span> : <Chip session={session} />}
                <span class={`cut ${look.tone}`}>
                  <Icon name={look.icon} /> <ActionTerm said={entry.action}>{plain(text, entry.action)}</ActionTerm>
                </span>
                <b>{entry.count === undefined ? '' : text.number(entry.count)}</b>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
