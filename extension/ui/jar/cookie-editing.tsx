import { useEffect } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';
import { CookiePane } from './cookie-pane.tsx';
import { JarEditorContext } from './jar-editor-context.ts';
import { jarEditorOf } from './jar-editor-of.ts';
import '../styles/cookies.css';

/** The jar editor's own pane of one cookie, in the place of a request's details. */
export function CookieEditing() {
  const inspector = useInspector();
  const jarEditor = jarEditorOf(inspector);
  const pane = jarEditor.pane.value;
  const name = jarEditor.rows.value?.find(({ key }) => pane?.kind === 'cookie' && key === pane.key)?.cookie.name;
  useEffect(() => {
    // A new name is another cookie, which the pane goes on with.
    if (name !== undefined && inspector.editing.peek() !== undefined) inspector.editing.value = name;
  }, [name, inspector]);
  useEffect(
    () => () => {
      // The view of cookies begins with its list.
      if (jarEditor.pane.peek()?.kind === 'cookie') jarEditor.pane.value = undefined;
    },
    [jarEditor],
  );
  return (
    <JarEditorContext.Provider value={jarEditor}>
      <div class="jar-pane">{pane?.kind === 'cookie' && <CookiePane key={pane.key} cookieKey={pane.key} />}</div>
    </JarEditorContext.Provider>
  );
}
