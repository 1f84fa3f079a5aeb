import { code, phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import { emptyState } from '../model/empty-state.ts';
import { saidWhyNot } from '../model/said-why-not.ts';
import { turnOn } from '../model/turn-on.ts';
import { emptyLooks } from '../parts/empty-looks.ts';
import { Say } from '../parts/say.tsx';
import { Suggestions } from '../parts/suggestions.tsx';
import type { PopupModel } from './popup-model.ts';

/** What the popup says where nothing of the tab's site was recorded, and the next step. */
export function NothingYet({ model }: { readonly model: PopupModel }) {
  const { text, tab, host, summary, actions } = model;
  const status = tab.status.value;
  const site = status?.site ?? '';
  const error = tab.error.value;
  if (error === undefined && (status === undefined || (status.access === 'granted' && summary.value === undefined))) {
    return null;
  }
  const found = emptyState({
    shown: false,
    all: false,
    filtered: false,
    recording: summary.value?.recording ?? true,
    progress: 1,
    status,
    unreachable: error !== undefined,
    file: false,
    tab: true,
  });
  if (found === undefined) return null;
  // The click that opened the popup shows every page to it that an extension may see.
  const state = found === 'page-unknown' ? 'impossible' : found;
  const { title, what } = emptyLooks[state];
  const reload = async (): Promise<void> => {
    const id = tab.tabId.value;
    if (id === undefined) return;
    const result = await host.send('reload-tab', { tabId: id });
    if (!result.ok) actions.notify(await saidWhyNot(result.why));
  };
  return (
    <div class="sentence">
      <p class="lead">{text.say(title)}</p>
      {what !== undefined && (
        <p>
          <Say phrase={phrase(what, code(error ?? site))} />
        </p>
      )}
      <Suggestions
        state={state}
        site={site}
        acts={{
          'try-again': () => tab.refresh(),
          watch: () => void attempt(actions, () => tab.grant()),
          'turn-on': () => void turnOn(model),
          resume: () => void attempt(actions, () => host.send('set-recording', { on: true })),
          reload: () => void attempt(actions, reload),
          sample: () => host.openTab({ sample: true }),
        }}
      />
    </div>
  );
}
