import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useLater } from '../parts/later.ts';

// Nobody opens it in the first frame.
const loadBody = () => import('./layout-menu-body.tsx');

/** The menu of the bar, with its button. */
export function LayoutMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { text } = useInspector();
  const later = useLater(loadBody);
  return (
    <>
      <button
        type="button"
        class="bare"
        popovertarget="layout-menu"
        title={text.say('menuTitle')}
        aria-label={text.say('menuTitle')}
      >
        <Icon name="more" />
      </button>
      <div id="layout-menu" class="menu" popover="auto" role="dialog" aria-label={text.say('menuTitle')}>
        {later !== undefined && <later.LayoutMenuBody onKeys={onKeys} />}
      </div>
    </>
  );
}
