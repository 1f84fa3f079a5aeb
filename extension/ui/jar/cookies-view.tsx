import { useEffect, useMemo, useRef } from 'preact/hooks';
import { unseenState } from '../model/empty-state.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Empty } from '../parts/empty.tsx';
import { useSize } from '../parts/use-size.ts';
import { textWidth } from '../parts/virtual-table/text-width.ts';
import { useTableFrame } from '../parts/virtual-table/use-table-frame.ts';
import '../styles/cookies.css';
import '../styles/forms.css';
import { fittedJarColumns } from './fitted-jar-columns.ts';
import { JarEditorContext } from './jar-editor-context.ts';
import { jarEditorOf } from './jar-editor-of.ts';
import { JarEmpty } from './jar-empty.tsx';
import { JarTable } from './jar-table.tsx';
import { LiveNote } from './live-note.tsx';
import { PanePlace } from './pane-place.tsx';
import { Toolbar } from './toolbar.tsx';

// Below this width (px) the pane opens over the table.
const beside = 760;

/** The cookies of the selected site, and the tools to change them. */
export function CookiesView() {
  const inspector = useInspector();
  const { text, jar, tab, layout } = inspector;
  const { ref, size } = useSize<HTMLDivElement>();
  const columns = useMemo(() => fittedJarColumns(text, textWidth), [text]);
  const frame = useTableFrame(columns, layout.compact.value);
  const jarEditor = jarEditorOf(inspector);
  const heading = useRef<HTMLHeadingElement>(null);
  // The popup and the details of a request can change the jar and its history.
  useEffect(() => void jarEditor.refresh(), [jarEditor]);

  const over = size.width < beside;
  const pane = jarEditor.pane.value;
  const tool = pane?.kind === 'cookie' ? undefined : pane?.kind;
  // Whoever opens a tool by its button goes on in it.
  useEffect(() => {
    if (tool !== undefined && ref.current?.contains(document.activeElement)) heading.current?.focus();
  }, [tool]);
  const close = (): void => {
    jarEditor.pane.value = undefined;
  };

  if (jarEditor.site.value === undefined) {
    const unseen = unseenState(tab.status.value);
    if (unseen !== undefined) return <Empty state={unseen} />;
    return (
      <div class="empty">
        <h2>{text.say('jarNoSite')}</h2>
        <p class="dim">{text.say('jarNoSiteWhat')}</p>
      </div>
    );
  }
  return (
    <JarEditorContext.Provider value={jarEditor}>
      <div class={pane === undefined || over ? 'split jar' : 'split jar with-details'} ref={ref}>
        <div class="jar-main">
          <LiveNote />
          <Toolbar narrow={frame.layout.lines === 2 && jarEditor.lines.value.length > 0} />
          {jar.error.value !== undefined && <p class="jar-error bad">{text.say('jarUnread', jar.error.value)}</p>}
          {size.width > 0 && jarEditor.lines.value.length > 0 && (
            <JarTable
              frame={frame}
              beside={!over}
              onOpen={(key, go) => {
                jarEditor.pane.value = { kind: 'cookie', key };
                if (over || go) requestAnimationFrame(() => heading.current?.focus());
              }}
            />
          )}
          <JarEmpty />
        </div>
        {pane !== undefined && <PanePlace pane={pane} over={over} onClose={close} heading={heading} />}
      </div>
    </JarEditorContext.Provider>
  );
}
