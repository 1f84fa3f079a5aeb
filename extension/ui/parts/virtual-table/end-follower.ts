import { atEnd, type Viewport } from '../../model/row-window.ts';

/** Decides whether a table follows its newest row: as long as the last row is visible. */
export class EndFollower {
  #following = true;
  #seen = 0;
  #stays = false;
  /** Where the table was scrolled to last, in px. */
  top = 0;
  /** While older rows are still coming: the table stays where it is, and goes to its end once, when all are there. */
  waits = false;
  get following(): boolean {
    return this.#following;
  }

  /** The number of rows added since the end was last visible. */
  unseen(count: number): number {
    return count - this.#seen;
  }

  /**
   * Call after scrolling: following goes on if the last row is visible.
   *
   * @param stays Somebody went to a row before the last: while `waits`, that all rows are in view does not mean the end.
   */
  scrolled(viewport: Viewport, count: number, stays = this.#stays): void {
    this.top = viewport.scrollTop;
    this.#stays = stays;
    this.#following = atEnd(viewport, count) && !(this.waits && stays);
    if (this.#following) this.#seen = count;
  }

  /** Call when the table was scrolled to its end. */
  reached(count: number): void {
    this.#seen = count;
  }
}

const followers = new WeakMap<object, EndFollower>();

/** A table's follower. It lives as long as what the table shows: whoever comes back to it finds the same rows. */
export function endFollowerOf(shown: object): EndFollower {
  const follower = followers.get(shown) ?? new EndFollower();
  followers.set(shown, follower);
  return follower;
}
