import { useEffect } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';
import { CookiePane } from './cookie-pane.tsx';
import { JarEditorContext } from './jar-editor-context.ts';
import { jarEditorOf } from './jar-editor-of.ts';
import '../styles/cookies.css';
import '../styles/forms.css';

/** The jar editor's cookie pane, shown instead of a request's details. */
export function CookieEditing() {
  const inspector = useInspector();
  const jarEditor = jarEditorOf(inspector);
  const { editing } = inspector;
  const pane = jarEditor.pane.value;
  const shown = pane?.kind === 'cookie' ? pane.key : undefined;
  const name = jarEditor.rows.value?.find(({ key }) => key === shown)?.cookie.name;
  useEffect(() => {
    // A cookie saved under a new name is a different cookie: follow it.
    if (shown !== undefined && name !== undefined && editing.peek() !== undefined) editing.value = { key: shown, name };
  }, [shown, name, editing]);
  useEffect(
    () => () => {
      // The Cookies view starts with its list.
      if (jarEditor.pane.peek()?.kind === 'cookie') jarEditor.pane.value = undefined;
    },
    [jarEditor],
  );
  return (
    <JarEditorContext.Provider value={jarEditor}>
      <div class="jar-pane">{shown !== undefined && <CookiePane key={shown} cookieKey={shown} />}</div>
    </JarEditorContext.Provider>
  );
}
