import { useEffect, useRef, useState } from 'preact/hooks';
import { Header } from './header/header.tsx';
import { useInspector } from './inspector-context.ts';
import { Banner } from './parts/banner.tsx';
import { KeysSheet } from './parts/keys-sheet.tsx';
import { NoticeBar } from './parts/notice.tsx';
import { Ribbon } from './ribbon/ribbon.tsx';
import { ViewPlace } from './view-place.tsx';
import type { ViewId } from './views.ts';

/** The whole inspector: the bar, the ribbon, one view. */
export function Inspector() {
  const { actions } = useInspector();
  const [view, setView] = useState<ViewId>('requests');
  const [help, setHelp] = useState(false);
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

  return (
    <div class="inspector">
      <Header view={view} onView={setView} onHelp={() => setHelp(true)} filterBox={filterBox} />
      <main>
        <Ribbon />
        <Banner />
        <div class="view">
          <ViewPlace id={view} />
        </div>
      </main>
      <NoticeBar actions={actions} />
      <KeysSheet open={help} onClose={() => setHelp(false)} />
    </div>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
