import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { FileBanner } from '../files/file-banner.tsx';
import { Header } from '../header/header.tsx';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { useLater } from '../parts/later.ts';
import { NoticeBar } from '../parts/notice.tsx';
import { Ribbon } from '../ribbon/ribbon.tsx';
import { Banner } from './banner.tsx';
import { LayoutMenu } from './layout-menu.tsx';
import { UnseenHosts } from './unseen-hosts.tsx';
import { useDensity } from './use-density.ts';
import { ViewPlace } from './view-place.tsx';
import { views } from './views.ts';

// Parts of their own, for the frame is shown without them.
const loadAnswer = () => import('../answer/answer-panel.tsx');
const loadMenu = () => import('../parts/context-menu.tsx');
const loadReplay = () => import('../replay/replay-dialog.tsx');
const loadKeys = () => import('./keys-sheet.tsx');

/** The inspector: the bar, the ribbon and one view. */
export function Inspector() {
  const { actions, view, scope, layout, menus, replaying, dropped } = useInspector();
  useDensity();
  const [help, setHelp] = useState(false);
  const keys = useLater(loadKeys);
  const menu = useLater(loadMenu);
  const replay = useLater(loadReplay);
  const answer = useLater(loadAnswer);
  const hasAnswer = view.value === 'requests' || view.value === 'files';
  const filterBox = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === '/') {
        event.preventDefault();
        filterBox.current?.focus();
        filterBox.current?.select();
      } else if (event.key === '?') setHelp(true);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  // The browser would leave the page and show the file as text.
  useEffect(() => {
    const onDrag = (event: DragEvent): void => {
      if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      if (event.type !== 'drop') return;
      dropped.value = event.dataTransfer.files[0];
      view.value = 'files';
    };
    const kinds = ['dragover', 'drop'] as const;
    for (const kind of kinds) addEventListener(kind, onDrag);
    return () => {
      for (const kind of kinds) removeEventListener(kind, onDrag);
    };
  }, [dropped, view]);

  return (
    <div class={layout.compact.value ? 'inspector compact' : 'inspector'}>
      <ErrorBoundary>
        <Header views={views} menu={<LayoutMenu onKeys={() => setHelp(true)} />} filterBox={filterBox} />
      </ErrorBoundary>
      <main>
        <ErrorBoundary label="ribbon" of={scope.value}>
          <Ribbon />
        </ErrorBoundary>
        <ErrorBoundary>
          <Banner />
          <FileBanner />
        </ErrorBoundary>
        <ErrorBoundary of={scope.value}>
          {hasAnswer && answer !== undefined && <Answer Panel={answer.AnswerPanel} />}
        </ErrorBoundary>
        <div class="view" data-waits={hasAnswer && answer === undefined ? '' : undefined}>
          <ErrorBoundary label={views[view.value].label} of={view.value}>
            <ViewPlace id={view.value} />
          </ErrorBoundary>
        </div>
        <ErrorBoundary>
          <UnseenHosts />
        </ErrorBoundary>
        {menus.menu.value !== undefined && menu !== undefined && (
          <menu.ContextMenu model={menus} open={menus.menu.value} />
        )}
      </main>
      <NoticeBar actions={actions} view={view.value} />
      {replaying.value !== undefined && replay !== undefined && <replay.ReplayDialog entry={replaying.value} />}
      {keys !== undefined && <keys.KeysSheet open={help} onClose={() => setHelp(false)} />}
    </div>
  );
}

/** The answer above the table. Both are shown at once, so that no row moves when the answer comes. */
function Answer({ Panel }: { readonly Panel: ComponentType }) {
  const { kindCounts, listRevision } = useInspector();
  void listRevision.value;
  // Of a site without a request there is nothing to say: why stands in the empty table.
  if (kindCounts.sums.all === 0) return null;
  return (
    <div class="answer-place">
      <Panel />
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select');
}
