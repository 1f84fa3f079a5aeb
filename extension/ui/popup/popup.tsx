import { identityKey } from '../../cookies/cookie-identity.ts';
import { code, phrase, plain } from '../../trace/words/phrase.ts';
import { heldBy, sessionOfCookie } from '../model/jar-model.ts';
import { saidWhyNot } from '../model/said-why-not.ts';
import { AnswerLead, AnswerRemedy } from '../parts/answer-lead.tsx';
import { Brand } from '../parts/brand.tsx';
import { Chip } from '../parts/chip.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { ExpiryFact, Fact } from '../parts/fact.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { HeldCookie } from '../parts/held-cookie.tsx';
import { Icon } from '../parts/icon.tsx';
import { NoticeBar } from '../parts/notice.tsx';
import { OpenTabButton } from '../parts/open-tab-button.tsx';
import { PrivateTag } from '../parts/private-tag.tsx';
import { Say } from '../parts/say.tsx';
import { actionLooks } from '../words/action-looks.ts';
import type { PopupModel } from './popup-model.ts';

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
          {now === undefined ? <NothingYet model={model} /> : <Answered model={model} />}
        </ErrorBoundary>
        <ErrorBoundary of={summary.value}>
          <Held model={model} />
        </ErrorBoundary>
        <ErrorBoundary of={summary.value}>
          <LastRows model={model} />
        </ErrorBoundary>
      </main>
      <NoticeBar actions={actions} />
    </div>
  );
}

/** The same answer as in the inspector, with its remedy and the way to its steps. */
function Answered({ model }: { readonly model: PopupModel }) {
  const { text, host, summary } = model;
  const now = summary.value;
  if (now === undefined) return null;
  const { answer, newest } = now;
  return (
    <section class="answer" data-tone={answer.tone} aria-label={text.say('answerLabel')}>
      <AnswerLead answer={answer} />
      <AnswerRemedy answer={answer} />
      {answer.steps.length > 0 && (
        <button type="button" onClick={() => host.openTab({ answer: true })}>
          {text.say('answerShowSteps')}
        </button>
      )}
      {newest !== undefined && (
        <p class="dim">
          <Say phrase={newest} />
        </p>
      )}
    </section>
  );
}

function Held({ model }: { readonly model: PopupModel }) {
  const { text, jar, summary, actions, tab } = model;
  const followed = summary.value?.cookie;
  if (followed === undefined) return null;
  if (jar.error.value !== undefined) {
    return (
      <p class="warn">
        <Say phrase={phrase('jarUnread', code(jar.error.value))} />
      </p>
    );
  }
  const cookies = jar.cookies.value;
  if (cookies === undefined) return null;
  const held = heldBy(followed, cookies);
  return (
    <section>
      <h2>{text.say('heldNow')}</h2>
      {held.length === 0 && (
        <p class="dim">
          <Say phrase={phrase('heldNone', code(followed.name))} />
        </p>
      )}
      {held.map((cookie) => (
        <HeldCookie
          key={identityKey(cookie)}
          cookie={cookie}
          session={sessionOfCookie(summary.value?.sessions ?? [], cookie)}
          actions={actions}
          tabId={tab.tabId.value}
          facts={
            <>
              <Fact label="factDomain">
                <Foreign text={cookie.domain} />
              </Fact>
              <Fact label="factPath">
                <Foreign text={cookie.path} />
              </Fact>
              <ExpiryFact cookie={cookie} />
            </>
          }
        />
      ))}
    </section>
  );
}

function LastRows({ model }: { readonly model: PopupModel }) {
  const { text, summary } = model;
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
            <li key={entry.id}>
              <span class="dim">{text.clock(entry.startedDateTime)}</span>
              {session === undefined ? <span class="dim">{text.say('idNone')}</span> : <Chip session={session} />}
              <span class={`last-action ${look.tone}`}>
                <Icon name={look.icon} /> {plain(text, entry.action)}
              </span>
              <b>{entry.count === undefined ? '' : text.number(entry.count)}</b>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function NothingYet({ model }: { readonly model: PopupModel }) {
  const { text, tab, host, summary, actions } = model;
  const status = tab.status.value;
  const site = status?.site ?? '';
  if (tab.error.value !== undefined) {
    return (
      <p class="warn">
        <Say phrase={phrase('emptyUnreachableWhat', code(tab.error.value))} />
      </p>
    );
  }
  if (status === undefined) return null;
  if (status.access === 'missing') {
    return (
      <div class="sentence">
        <p class="lead">{text.say('emptyNoPermission')}</p>
        <p>
          <Say phrase={phrase('emptyNoPermissionWhat', code(site))} />
        </p>
        <button type="button" class="primary" onClick={() => void tab.grant()}>
          {text.say('watchSite', site)}
        </button>
      </div>
    );
  }
  if (status.access === 'impossible') {
    return (
      <div class="sentence">
        <p class="lead">{text.say('emptyImpossible')}</p>
        <p>
          <Say phrase={phrase('emptyImpossibleWhat', code('http://localhost:3000/'))} />
        </p>
      </div>
    );
  }
  if (summary.value === undefined) return null;
  const paused = !summary.value.recording;
  const next = paused
    ? { title: text.say('emptyPaused'), what: text.say('emptyPausedWhat'), label: text.say('resume') }
    : { title: text.say('emptyHere'), what: text.say('popupReload'), label: text.say('reloadPage') };
  const act = async (): Promise<void> => {
    if (paused) {
      await host.send('set-recording', { on: true });
      return;
    }
    const id = tab.tabId.value;
    if (id === undefined) return;
    const result = await host.send('reload-tab', { tabId: id });
    if (!result.ok) actions.tell({ tone: 'bad', said: await saidWhyNot(result.why) });
  };
  return (
    <div class="sentence">
      <p class="lead">{next.title}</p>
      <p>{next.what}</p>
      <button type="button" class="primary" onClick={() => void act()}>
        {next.label}
      </button>
    </div>
  );
}
