import type { ComponentChildren, Ref } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { ViewId } from '../model/view-id.ts';
import { Brand } from '../parts/brand.tsx';
import { Icon } from '../parts/icon.tsx';
import { OpenTabButton } from '../parts/open-tab-button.tsx';
import { PrivateTag } from '../parts/private-tag.tsx';
import { ScopePicker } from './scope-picker.tsx';

interface HeaderProps {
  /** The available views, in order. */
  readonly views: Readonly<Record<ViewId, { readonly label: MessageKey }>>;
  /** At the end of the bar. */
  readonly menu: ComponentChildren;
  readonly filterBox: Ref<HTMLInputElement>;
}

/** The top bar: views, scope, recording, filter. What changes its width stands to the right, where it moves nothing. */
export function Header({ views, menu, filterBox }: HeaderProps) {
  const { text, filter: ofRequests, jarFilter, view } = useInspector();
  const filter = view.value === 'cookies' ? jarFilter : ofRequests;
  return (
    <header class="bar">
      <Brand />
      <nav class="views" aria-label={text.say('views')}>
        {(Object.keys(views) as ViewId[]).map((id) => (
          <button
            key={id}
            type="button"
            title={text.say(views[id].label)}
            aria-current={id === view.value ? 'page' : undefined}
            onClick={() => {
              view.value = id;
            }}
          >
            {text.say(views[id].label)}
          </button>
        ))}
      </nav>
      <span class="grow" />
      <PrivateTag />
      <ScopePicker />
      <RecordButton />
      <ClearButton />
      <label class={filter.value === '' ? 'filter' : 'filter filled'}>
        <Icon name="search" />
        <span class="sr-only">{text.say('filterLabel')}</span>
        <input
          ref={filterBox}
          type="search"
          spellcheck={false}
          autocomplete="off"
          // The other views have no list.
          disabled={view.value !== 'requests' && view.value !== 'cookies'}
          placeholder={text.say(view.value === 'cookies' ? 'filterCookies' : 'filterPlaceholder')}
          title={text.say(view.value === 'cookies' ? 'filterCookiesHelp' : 'filterHelp')}
          value={filter.value}
          onInput={(event) => {
            filter.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter.value === '') return;
            event.stopPropagation();
            filter.value = '';
          }}
        />
      </label>
      <span class="buttons">
        <OpenTabButton />
        {menu}
      </span>
    </header>
  );
}

function RecordButton() {
  const { text, trace, setRecording, files } = useInspector();
  void trace.revision.value;
  // Recording continues while a file is shown, but it cannot be seen or paused here.
  if (files.opened.value !== undefined) return null;
  const { recording } = trace.trace();
  return (
    <button
      type="button"
      class="record"
      aria-pressed={recording}
      title={text.say(recording ? 'recordPause' : 'recordResume')}
      onClick={() => void setRecording(!recording)}
    >
      <span class="word">{text.say('recording')}</span>
    </button>
  );
}

function ClearButton() {
  const { text, trace, clear, files } = useInspector();
  void trace.revision.value;
  // A file is put away by its own button.
  if (files.opened.value !== undefined) return null;
  return (
    <button
      type="button"
      class="clear"
      disabled={trace.trace().rows.length === 0}
      title={text.say('clearWhat')}
      onClick={() => void clear()}
    >
      <Icon name="trash" />
      <span class="word">{text.say('clear')}</span>
    </button>
  );
}
