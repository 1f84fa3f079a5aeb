import type { ComponentChildren, Ref } from 'preact';
import { useWorld } from '../model/world.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Icon } from '../parts/icon.tsx';
import '../styles/details.css';
import { CookiePane } from './cookie-pane.tsx';
import { ExportPane } from './export-pane.tsx';
import { HistoryPane } from './history-pane.tsx';
import { ImportPane } from './import-pane.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import type { Pane } from './jar-editor-model.ts';
import { LiveNote } from './live-note.tsx';
import { NewCookiePane } from './new-cookie-pane.tsx';
import { NewSessionPane } from './new-session-pane.tsx';
import { SnapshotsPane } from './snapshots-pane.tsx';

interface PanePlaceProps {
  readonly pane: Pane;
  readonly over: boolean;
  readonly onClose: () => void;
  readonly heading: Ref<HTMLHeadingElement>;
}

/** The pane beside the list: one cookie, or a tool. */
export function PanePlace({ pane, over, onClose, heading }: PanePlaceProps) {
  const { text } = useWorld();
  return (
    <section
      class={over ? 'details over' : 'details'}
      aria-labelledby="pane-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header class="details-bar">
        {over && (
          <button type="button" class="bare" onClick={onClose} aria-label={text.say('jarBack')}>
            <Icon name="back" />
          </button>
        )}
        <h2 id="pane-title" ref={heading} tabIndex={-1}>
          {usePaneTitle(pane)}
        </h2>
        <span class="grow" />
        {!over && (
          <button type="button" class="bare" onClick={onClose} aria-label={text.say('close')}>
            <Icon name="cross" />
          </button>
        )}
      </header>
      {over && <LiveNote />}
      <div class="details-body">
        <div class="jar-pane">
          <ErrorBoundary of={pane}>{contentOf(pane, onClose)}</ErrorBoundary>
        </div>
      </div>
    </section>
  );
}

const titles = {
  new: 'jarAdd',
  history: 'jarHistory',
  snapshots: 'jarSnapshots',
  import: 'jarImport',
  export: 'jarExport',
  'new-session': 'jarNewSession',
} as const;

function usePaneTitle(pane: Pane): string {
  const { text } = useWorld();
  const { rows } = useJarEditor();
  if (pane.kind !== 'cookie') return text.say(titles[pane.kind]);
  const row = rows.value?.find(({ key }) => key === pane.key);
  return row === undefined ? text.say('jarGone') : row.cookie.name || text.say('nameless');
}

function contentOf(pane: Pane, onClose: () => void): ComponentChildren {
  switch (pane.kind) {
    case 'cookie':
      return <CookiePane key={pane.key} cookieKey={pane.key} />;
    case 'new':
      return <NewCookiePane onDone={onClose} />;
    case 'history':
      return <HistoryPane />;
    case 'snapshots':
      return <SnapshotsPane />;
    case 'import':
      return <ImportPane onDone={onClose} />;
    case 'export':
      return <ExportPane />;
    case 'new-session':
      return <NewSessionPane />;
  }
}
