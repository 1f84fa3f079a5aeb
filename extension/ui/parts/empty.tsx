import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import type { EmptyState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { IconName } from '../words/icon-paths.ts';
import { Icon } from './icon.tsx';
import { Say } from './say.tsx';

/** The default address of the companion server. */
export const companionUrl = 'http://localhost:3000/';

const looks: Readonly<Record<EmptyState, { readonly icon: IconName; readonly title: MessageKey }>> = {
  unreachable: { icon: 'refuse', title: 'emptyUnreachable' },
  reading: { icon: 'wait', title: 'emptyReading' },
  'no-permission': { icon: 'eye', title: 'emptyNoPermission' },
  impossible: { icon: 'withhold', title: 'emptyImpossible' },
  paused: { icon: 'pause', title: 'emptyPaused' },
  filtered: { icon: 'search', title: 'emptyFiltered' },
  'nothing-here': { icon: 'rotate', title: 'emptyHere' },
  'nothing-anywhere': { icon: 'rotate', title: 'emptyAnywhere' },
};

/** Why there is nothing to show, and the next step. */
export function Empty({ state }: { readonly state: EmptyState }) {
  const { text } = useInspector();
  const look = looks[state];
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={look.icon} />
      </span>
      <h2>{text.say(look.title)}</h2>
      <NextStep state={state} />
    </div>
  );
}

function NextStep({ state }: { readonly state: EmptyState }): ComponentChildren {
  const { text, tab, filter, onlySession, trace, setRecording, scope, choice, actions, host } = useInspector();
  const { tabId } = tab;
  const site = tab.status.value?.site ?? scope.value.site ?? '';
  const reload = tabId.value !== undefined && (
    <button
      type="button"
      class="primary"
      onClick={() => {
        const id = tabId.value;
        if (id === undefined) return;
        void host.send('reload-tab', { tabId: id }).then((result) => {
          if (!result.ok) actions.tell({ tone: 'bad', said: whyNotPhrase(result.why) });
        });
      }}
    >
      {text.say('reloadPage')}
    </button>
  );
  switch (state) {
    case 'unreachable':
      return (
        <>
          <p>
            <Say phrase={phrase('emptyUnreachableWhat', code(tab.error.value ?? ''))} />
          </p>
          <button type="button" class="primary" onClick={() => tab.refresh()}>
            {text.say('tryAgain')}
          </button>
        </>
      );
    case 'reading':
      return <progress aria-label={text.say('emptyReading')} max={1} value={trace.progress.value} />;
    case 'no-permission':
      return <AskPermission site={site} />;
    case 'impossible':
      return (
        <p>
          <Say phrase={phrase('emptyImpossibleWhat', code(companionUrl))} />
        </p>
      );
    case 'paused':
      return (
        <>
          <p>{text.say('emptyPausedWhat')}</p>
          <button type="button" class="primary" onClick={() => void setRecording(true)}>
            {text.say('resume')}
          </button>
        </>
      );
    case 'filtered':
      return (
        <>
          <p>{text.say('emptyFilteredWhat', text.number(trace.trace().entries.length))}</p>
          <button
            type="button"
            class="primary"
            onClick={() => {
              filter.value = '';
              onlySession.value = undefined;
            }}
          >
            {text.say('clearFilter')}
          </button>
        </>
      );
    case 'nothing-here':
      return (
        <>
          <p>
            <Say phrase={phrase('emptyHereWhat', code(site))} />
          </p>
          <p class="actions">
            {reload}
            <button
              type="button"
              onClick={() => {
                choice.value = { kind: 'all' };
              }}
            >
              {text.say('showAllSites')}
            </button>
          </p>
        </>
      );
    case 'nothing-anywhere':
      return (
        <>
          <p>{text.say('emptyAnywhereWhat')}</p>
          {tab.status.value?.access === 'granted' && reload}
          <p class="dim">
            {text.say('emptyCompanion')}{' '}
            <a href={companionUrl} target="_blank" rel="noreferrer">
              {companionUrl}
            </a>
          </p>
        </>
      );
  }
}

function AskPermission({ site }: { readonly site: string }) {
  const { text, tab } = useInspector();
  const patterns = tab.status.value?.patterns ?? [];
  // The browser hides the page's URL until the user clicks the toolbar button.
  if (patterns.length === 0) return <p>{text.say('pageUnknown')}</p>;
  return (
    <>
      <p>
        <Say phrase={phrase('emptyNoPermissionWhat', code(site))} />
      </p>
      <button type="button" class="primary" onClick={() => void tab.grant()}>
        {text.say('watchSite', site)}
      </button>
      <details class="dim">
        <summary>{text.say('permissionDetails')}</summary>
        <ul>
          {patterns.map((pattern) => (
            <li key={pattern}>
              <code>{pattern}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
