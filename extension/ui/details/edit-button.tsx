import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { useInspector } from '../model/inspector-context.ts';

/** Opens the jar editor's form on a cookie that the browser holds now; nothing where it holds none. */
export function EditButton({ cookie }: { readonly cookie: BrowserCookie | undefined }) {
  const { text, selection, selected, editing, files } = useInspector();
  // A file's cookies are not this browser's to change.
  if (cookie === undefined || files.opened.value !== undefined) return null;
  const edit = (): void => {
    const row = selected.peek();
    // What is edited stays, whatever request comes next.
    if (row !== undefined) selection.value = { kind: 'row', row };
    editing.value = { key: identityKey(cookie), name: cookie.name };
  };
  return (
    <button
      type="button"
      class="small"
      title={text.say('editWhat')}
      aria-label={text.say('editOf', cookie.name)}
      onClick={edit}
    >
      {text.say('edit')}
    </button>
  );
}
