import { useEffect } from 'preact/hooks';
import { CookiePane } from '../jar/cookie-pane.tsx';
import { WorkshopContext } from '../jar/jar-editor-context.ts';
import { workshopOf } from '../jar/jar-editor-of.ts';
import { useInspector } from '../model/inspector-context.ts';
import '../styles/cookies.css';

/** The workshop's own pane of one cookie, in the place of a request's details. */
export function CookieEditing() {
  const inspector = useInspector();
  const workshop = workshopOf(inspector);
  const pane = workshop.pane.value;
  const name = workshop.rows.value?.find(({ key }) => pane?.kind === 'cookie' && key === pane.key)?.cookie.name;
  useEffect(() => {
    // A new name is another cookie, which the pane goes on with.
    if (name !== undefined && inspector.editing.peek() !== undefined) inspector.editing.value = name;
  }, [name, inspector]);
  useEffect(
    () => () => {
      // The view of cookies begins with its list.
      if (workshop.pane.peek()?.kind === 'cookie') workshop.pane.value = undefined;
    },
    [workshop],
  );
  return (
    <WorkshopContext.Provider value={workshop}>
      <div class="jar-pane">{pane?.kind === 'cookie' && <CookiePane key={pane.key} cookieKey={pane.key} />}</div>
    </WorkshopContext.Provider>
  );
}
