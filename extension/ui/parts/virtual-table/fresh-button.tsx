import { atEnd } from '../../model/row-window.ts';
import { useWorld } from '../../model/world.ts';
import { Icon } from '../icon.tsx';
import type { EndFollower } from './end-follower.ts';
import type { RowScroll } from './use-row-scroll.ts';

interface FreshButtonProps {
  readonly follower: EndFollower;
  readonly scroll: RowScroll;
  readonly count: number;
}

/** Says how many rows came below the ones in sight, and goes there. */
export function FreshButton({ follower, scroll, count }: FreshButtonProps) {
  const { text } = useWorld();
  const fresh = follower.unseen(count);
  if (fresh <= 0 || atEnd(scroll.viewport, count)) return null;
  return (
    <button type="button" class="fresh" onClick={() => scroll.toEnd()}>
      <Icon name="down" /> {text.plural('newRows', fresh)}
    </button>
  );
}
