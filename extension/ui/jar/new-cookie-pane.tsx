import { emptyDraft } from '../../trace/jar/cookie-draft.ts';
import { useInspector } from '../model/inspector-context.ts';
import { CookieForm } from './cookie-form.tsx';
import { useWorkshop } from './jar-editor-context.ts';

/** The form of a cookie that is not there yet. */
export function NewCookiePane({ onDone }: { readonly onDone: () => void }) {
  const workshop = useWorkshop();
  const { jar, host } = useInspector();
  const storeId = jar.cookies.value?.[0]?.storeId ?? (host.browser === 'firefox' ? 'firefox-default' : '0');
  return (
    <CookieForm
      draft={emptyDraft(workshop.url.value, storeId)}
      onStored={(key) => {
        if (workshop.rows.peek()?.some((row) => row.key === key)) workshop.pane.value = { kind: 'cookie', key };
        else onDone();
      }}
    />
  );
}
