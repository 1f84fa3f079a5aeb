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

/** Shows how many new rows are below, and scrolls there. */
export function FreshButton({ follower, scroll, count }: FreshButtonProps) {
  const { text } = useWorld();
  const fresh = follower.unseen(count);
  if (follower.waits || fresh <= 0 || atEnd(scroll.viewport, count)) return null;
  return (
    <button type="button" class="fresh" onClick={() => scroll.toEnd()}>
      <Icon name="down" /> {text.plural('newRows', fresh)}
    </button>
  );
}
