import type { CookieActions } from '../model/cookie-actions.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from './icon.tsx';
import { SayAll } from './say.tsx';

/** The live region for notices about actions, with Undo. */
export function NoticeBar({ actions }: { readonly actions: CookieActions }) {
  const { text } = useWorld();
  const notice = actions.notice.value;
  return (
    <div class="notice-place" role="status">
      {notice !== undefined && (
        <div class={`notice ${notice.tone}`}>
          <Icon name={notice.tone === 'good' ? 'check' : 'refuse'} />
          <span class="notice-text">
            <SayAll phrases={notice.also === undefined ? [notice.said] : [notice.said, notice.also]} />
          </span>
          {notice.undo !== undefined && (
            <button type="button" onClick={notice.undo}>
              {text.say('undo')}
            </button>
          )}
          <button type="button" class="bare" aria-label={text.say('dismiss')} onClick={() => actions.tell(undefined)}>
            <Icon name="cross" />
          </button>
        </div>
      )}
    </div>
  );
}
