import { attempt } from './attempt.ts';
import type { CookieActions } from './cookie-actions.ts';
import type { Host } from './host.ts';
import type { TabModel } from './tab-model.ts';

interface TurnOnParts {
  readonly host: Pick<Host, 'send'>;
  readonly tab: TabModel;
  readonly actions: CookieActions;
}

/** Records the tab's site again, which was turned off; says so if that fails. */
export function turnOn({ host, tab, actions }: TurnOnParts): Promise<void> {
  return attempt(actions, async () => {
    const site = tab.status.peek()?.site;
    if (site === undefined) return;
    await host.send('change-site', { site, change: { on: null } });
    tab.refresh();
  });
}
