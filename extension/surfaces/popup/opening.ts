import browser, { type Tabs } from 'webextension-polyfill';
import type { PopupOpening } from '../../protocol/commands.ts';
import { sendCommand } from '../../protocol/send-command.ts';
import { findActiveTab } from '../find-active-tab.ts';

/** What the popup asks as its first act, while its code is still being loaded. */
export interface Opening {
  /** The active tab of this window. */
  readonly tab: Promise<Tabs.Tab | undefined>;
  /** What to show of it. Undefined where the background did not answer, or spoke of another tab. */
  readonly answer: Promise<PopupOpening | undefined>;
  /** Calls when the log changes; at once where it has changed since the opening. */
  onLogChanged(changed: () => void, ending: AbortSignal): void;
}

/** Asks. The log is listened to from now on, so that no change is missed between the answer and its drawing. */
export function askAtOnce(): Opening {
  let changed: (() => void) | undefined;
  let missed = false;
  const hear = (): void => {
    if (changed === undefined) missed = true;
    else changed();
  };
  const { onChanged } = browser.storage.session;
  onChanged.addListener(hear);
  const asked = sendCommand('open-popup', {}).catch(() => undefined);
  const tab = findActiveTab();
  return {
    tab,
    answer: Promise.all([asked, tab]).then(([answer, active]) =>
      answer !== undefined && answer.tabId === active?.id ? answer : undefined,
    ),
    onLogChanged(run, ending) {
      changed = run;
      ending.addEventListener('abort', () => onChanged.removeListener(hear));
      if (missed) run();
    },
  };
}
