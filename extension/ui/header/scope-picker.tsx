import type { Thread } from '../../trace/model/session.ts';
import { companionsOf, threadsBySite } from '../../trace/summary/scope.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Text } from '../../trace/words/text.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { ScopeChoice } from '../model/scope-model.ts';
import { Icon } from '../parts/icon.tsx';

/** Chooses the scope: the tab's site, all sites, or one cookie of one site. */
export function ScopePicker() {
  const { text, trace, choice, scope, tab } = useInspector();
  void trace.revision.value;
  const sites = threadsBySite(trace.trace());
  const { site, thread } = scope.value;
  const looked = site === undefined ? text.say('allSites') : thread === undefined ? site : `${site} · ${thread.name}`;
  // Of a page that Sidtrail may not see, another site's recording is shown.
  const auto = tab.status.value?.site === undefined ? text.say('scopeAuto') : text.say('scopeTab');
  return (
    <label class="select">
      <span class="sr-only">{text.say('scopeLabel')}</span>
      <span class="select-shown" aria-hidden="true">
        <bdi>{looked}</bdi>
        <Icon name="caret" />
      </span>
      <select
        value={optionOf(choice.value)}
        onChange={(event) => {
          choice.value = choiceOf(event.currentTarget.value);
        }}
      >
        <option value="auto">{`${auto} (${looked})`}</option>
        <option value="all">{text.say('allSites')}</option>
        {[...sites].map(([name, threads]) => (
          <optgroup key={name} label={name}>
            <option value={`site:${name}`}>{text.say('scopeSite', name)}</option>
            {[...threads, ...companionsOf(trace.trace(), name)].map((each) => (
              <option key={each.key} value={`thread:${each.key}`}>
                {`${each.name} · ${whatIs(each, text)}`}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

const roleWords: Readonly<Record<Exclude<Thread['role'], 'session'>, MessageKey>> = {
  csrf: 'roleCsrf',
  'remember-me': 'roleRememberMe',
  'load-balancer': 'roleLoadBalancer',
  state: 'roleState',
};

function whatIs({ role, sessions }: Thread, text: Text): string {
  return role === 'session' ? text.plural('sessions', sessions.length) : text.say(roleWords[role]);
}

function optionOf(choice: ScopeChoice): string {
  if (choice.kind === 'site') return `site:${choice.site}`;
  return choice.kind === 'thread' ? `thread:${choice.key}` : choice.kind;
}

function choiceOf(value: string): ScopeChoice {
  if (value.startsWith('site:')) return { kind: 'site', site: value.slice(5) };
  if (value.startsWith('thread:')) return { kind: 'thread', key: value.slice(7) };
  return { kind: value === 'all' ? 'all' : 'auto' };
}
