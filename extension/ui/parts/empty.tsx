import { code, phrase } from '../../trace/words/phrase.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import { attempt } from '../model/attempt.ts';
import type { EmptyState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';
import { showAllRows } from '../model/shown-rows.ts';
import { turnOn } from '../model/turn-on.ts';
import '../styles/empty.css';
import { CompanionHint } from './companion-hint.tsx';
import { emptyLooks } from './empty-looks.ts';
import { Icon } from './icon.tsx';
import { Say } from './say.tsx';
import { type SuggestionActs, Suggestions } from './suggestions.tsx';

/** Why there is nothing to show, and what to do about it. */
export function Empty({ state }: { readonly state: EmptyState }) {
  const { text, trace, tab, scope } = useInspector();
  const look = emptyLooks[state];
  const site = tab.status.value?.site ?? scope.value.site ?? '';
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={look.icon} />
      </span>
      <h2>{text.say(look.title)}</h2>
      {look.what === undefined ? (
        <progress aria-label={text.say(look.title)} max={1} value={trace.progress.value} />
      ) : (
        <p>
          <Say phrase={phrase(look.what, useArgument(state, site))} />
        </p>
      )}
      <Suggestions state={state} site={site} acts={useActs()} />
      {state === 'no-permission' && <Patterns />}
      {state === 'nothing-anywhere' && <CompanionHint />}
    </div>
  );
}

/** What the sentence is about: the site, but for two states. */
function useArgument(state: EmptyState, site: string) {
  const { tab, trace } = useInspector();
  if (state === 'unreachable') return code(tab.error.value ?? '');
  return state === 'filtered' ? trace.trace().entries.length : code(site);
}

/** The same where something else is shown beside it: one sentence, and what to do about it. */
export function EmptyHint({ state }: { readonly state: EmptyState }) {
  const { tab, scope } = useInspector();
  const site = tab.status.value?.site ?? scope.value.site ?? '';
  const { title, what } = emptyLooks[state];
  return (
    <>
      <p>
        <Say phrase={what === undefined ? phrase(title) : phrase(what, useArgument(state, site))} />
      </p>
      <Suggestions state={state} site={site} acts={useActs()} />
    </>
  );
}

function useActs(): SuggestionActs {
  const inspector = useInspector();
  const { tab, layout, setRecording, choice, actions, host, files, openSample } = inspector;
  const { tabId } = tab;
  const id = tabId.value;
  return {
    'try-again': () => tab.refresh(),
    watch: () => void attempt(actions, () => tab.grant()),
    'turn-on': () => void turnOn(inspector),
    resume: () => void setRecording(true),
    'clear-filter': () => {
      const { filter, onlySession, onlyEntries, range } = inspector;
      const parts = [onlySession, onlyEntries, range];
      const isByKinds = filter.value.trim() === '' && parts.every(({ value }) => value === undefined);
      // Which kinds are hidden is kept: it changes only where nothing else hides the rows.
      if (isByKinds) layout.hiddenKinds.value = [];
      showAllRows(inspector);
    },
    ...(id !== undefined && {
      reload: () =>
        void attempt(actions, async () => {
          const result = await host.send('reload-tab', { tabId: id });
          if (!result.ok) actions.notify({ tone: 'bad', said: whyNotPhrase(result.why) });
        }),
    }),
    'show-all': () => {
      choice.value = { kind: 'all' };
    },
    'close-file': () => files.close(),
    sample: () => void openSample(),
  };
}

/** Exactly what the browser will be asked for. */
function Patterns() {
  const { text, tab } = useInspector();
  return (
    <details class="dim">
      <summary>{text.say('permissionDetails')}</summary>
      <ul>
        {tab.status.value?.patterns.map((pattern) => (
          <li key={pattern}>
            <code>{pattern}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
