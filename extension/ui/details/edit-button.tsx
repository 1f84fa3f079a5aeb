import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { useInspector } from '../model/inspector-context.ts';

/** Opens the jar editor's form for a cookie that the browser holds now; renders nothing when there is none. */
export function EditButton({ cookie }: { readonly cookie: BrowserCookie | undefined }) {
  const { text, selection, selected, editing, files } = useInspector();
  // Cookies from a file are not in this browser.
  if (cookie === undefined || files.opened.value !== undefined) return null;
  const edit = (): void => {
    const row = selected.peek();
    // Pin the row, so that the next request does not replace the form.
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
