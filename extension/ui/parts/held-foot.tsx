import type { Thread } from '../../trace/model/session.ts';
import { useInspector } from '../model/inspector-context.ts';
import { heldBy, sessionOfCookie } from '../model/jar-model.ts';
import '../styles/details.css';
import { Chip } from './chip.tsx';
import { DeleteButtons } from './delete-buttons.tsx';
import { Foreign } from './foreign.tsx';

/** The footer of the details: the thread's current cookie and its buttons, always visible. */
export function HeldFoot({ thread }: { readonly thread: Thread }) {
  const { jar, actions, tab, files } = useInspector();
  const [cookie, ...others] = heldBy(thread, jar.cookies.value ?? []);
  // Beside the requests of a file they would look like the file's cookies.
  if (cookie === undefined || others.length > 0 || files.opened.value !== undefined) return null;
  const session = sessionOfCookie(thread.sessions, cookie);
  return (
    <footer class="details-foot">
      <span class="mono wrap">
        <Foreign text={cookie.name} /> {session !== undefined && <Chip session={session} />}
      </span>
      <DeleteButtons cookie={cookie} actions={actions} tabId={tab.tabId.value} />
    </footer>
  );
}
