import { attempt } from '../model/attempt.ts';
import { useInspector } from '../model/inspector-context.ts';
import { turnOn } from '../model/turn-on.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../words/icon-paths.ts';

interface Said {
  readonly icon: IconName;
  readonly words: string;
  readonly button?: string;
  readonly act?: () => void;
}

/** Messages above the table: recording is paused, or parts of this page are not watched. */
export function Banner() {
  const said = useSaid();
  if (said === undefined) return null;
  return (
    <div class="banner">
      <Icon name={said.icon} />
      <span>{said.words}</span>
      {said.button !== undefined && (
        <button type="button" class="small" onClick={said.act}>
          {said.button}
        </button>
      )}
    </div>
  );
}

function useSaid(): Said | undefined {
  const inspector = useInspector();
  const { text, trace, tab, setRecording, listRevision, rows, files } = inspector;
  void listRevision.value;
  if (files.opened.value !== undefined) return undefined;
  const status = tab.status.value;
  const { site = '' } = status ?? {};
  const unread = trace.unread.value;
  if (unread !== undefined) {
    return { icon: 'refuse', words: text.plural('bannerUnread', unread.events, unread.why.slice(0, 200)) };
  }
  // The empty state already says this.
  if (!rows().some(({ kind }) => kind !== 'mark')) return undefined;
  if (tab.error.value !== undefined) {
    return {
      icon: 'refuse',
      words: text.say('emptyUnreachable'),
      button: text.say('tryAgain'),
      act: () => tab.refresh(),
    };
  }
  if (status?.off === true) {
    return {
      icon: 'pause',
      words: text.say('bannerOff', site),
      button: text.say('turnOn'),
      act: () => void turnOn(inspector),
    };
  }
  if (!trace.trace().recording) {
    return {
      icon: 'pause',
      words: text.say('bannerPaused'),
      button: text.say('resume'),
      act: () => void setRecording(true),
    };
  }
  if (status?.access === 'impossible') {
    const isFile = status.url?.startsWith('file:') === true;
    return { icon: 'withhold', words: text.say(isFile ? 'emptyFilePage' : 'emptyImpossible') };
  }
  if (status?.access === 'missing') {
    // The browser hides the page's URL until the user clicks the toolbar button.
    if (status.patterns.length === 0) return { icon: 'eye', words: text.say('pageUnknown') };
    return {
      icon: 'eye',
      words: text.say('bannerNotWatched', site),
      button: text.say('watchSite', site),
      act: () => void attempt(inspector.actions, () => tab.grant()),
    };
  }
  return undefined;
}
