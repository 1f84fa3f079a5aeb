import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { CookieActions } from '../model/cookie-actions.ts';
import { useWorld } from '../model/world.ts';

interface DeleteButtonsProps {
  readonly cookie: BrowserCookie;
  readonly actions: CookieActions;
  /** The tab that "Delete and reload" reloads; absent if there is none. */
  readonly tabId: number | undefined;
}

/** Buttons that delete a cookie, or delete it and reload the tab. */
export function DeleteButtons({ cookie, actions, tabId }: DeleteButtonsProps) {
  const { text } = useWorld();
  const busy = actions.busy.value === identityKey(cookie);
  return (
    <div class="actions">
      <button type="button" class="danger" disabled={busy} onClick={() => void actions.remove(cookie)}>
        {text.say('deleteCookie')}
      </button>
      {tabId !== undefined && (
        <button type="button" class="danger" disabled={busy} onClick={() => void actions.remove(cookie, tabId)}>
          {text.say('deleteAndReload')}
        </button>
      )}
    </div>
  );
}
