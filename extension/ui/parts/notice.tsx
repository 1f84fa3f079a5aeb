import { useEffect, useRef, useState } from 'preact/hooks';
import type { CookieActions } from '../model/cookie-actions.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from './icon.tsx';
import { SayAll } from './say.tsx';

/** How long a notice stays, in ms. What failed stays until the user puts it away. */
const stays = { plain: 8_000, undo: 20_000 };

interface NoticeBarProps {
  readonly actions: CookieActions;
  /** The view that is shown: a notice belongs to the one in which it came. */
  readonly view?: string;
}

/** The live region for notices about actions, with Undo. A notice waits while the pointer or the focus is on it. */
export function NoticeBar({ actions, view }: NoticeBarProps) {
  const { text } = useWorld();
  const notice = actions.notice.value;
  const [held, hold] = useState(false);
  const came = useRef({ notice, view });
  if (came.current.notice !== notice) came.current = { notice, view };

  // An element that goes away reports neither that the pointer leaves it nor that it loses the focus.
  useEffect(() => hold(false), [notice]);
  useEffect(() => {
    if (notice === undefined || notice.tone === 'bad' || held) return;
    const over = setTimeout(() => actions.notify(undefined), notice.undo === undefined ? stays.plain : stays.undo);
    return () => clearTimeout(over);
  }, [notice, held, actions]);

  return (
    <div
      class="notice-place"
      role="status"
      onPointerOver={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocusIn={() => hold(true)}
      onFocusOut={() => hold(false)}
    >
      {notice !== undefined && came.current.view === view && (
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
          <button type="button" class="bare" aria-label={text.say('dismiss')} onClick={() => actions.notify(undefined)}>
            <Icon name="cross" />
          </button>
        </div>
      )}
    </div>
  );
}
