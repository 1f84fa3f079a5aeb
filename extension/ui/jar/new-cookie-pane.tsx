import { emptyDraft } from '../../trace/jar/cookie-draft.ts';
import { useInspector } from '../model/inspector-context.ts';
import { CookieForm } from './cookie-form.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** The form for a new cookie. */
export function NewCookiePane({ onDone }: { readonly onDone: () => void }) {
  const jarEditor = useJarEditor();
  const { jar, host } = useInspector();
  const storeId = jar.cookies.value?.[0]?.storeId ?? (host.browser === 'firefox' ? 'firefox-default' : '0');
  return (
    <CookieForm
      draft={emptyDraft(jarEditor.url.value, storeId)}
      onStored={(key) => {
        if (jarEditor.rows.peek()?.some((row) => row.key === key)) jarEditor.pane.value = { kind: 'cookie', key };
        else onDone();
      }}
    />
  );
}
