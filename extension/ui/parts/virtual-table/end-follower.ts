import { useState } from 'preact/hooks';
import { atEnd, type Viewport } from '../../model/row-window.ts';

/** Whether a table follows its newest row, as long as the reader has it in sight. */
export class EndFollower {
  #following = true;
  #seen = 0;

  get following(): boolean {
    return this.#following;
  }

  /** The rows that came since the end was last in sight; 0 or less while it is. */
  unseen(count: number): number {
    return count - this.#seen;
  }

  /** The table was scrolled: it is followed from here on if the last row is in sight. */
  scrolled(viewport: Viewport, count: number): void {
    this.#following = atEnd(viewport, count);
    if (this.#following) this.#seen = count;
  }

  /** The end was brought into sight. */
  reached(count: number): void {
    this.#seen = count;
  }
}

/** A follower that lives as long as the component. */
export function useEndFollower(): EndFollower {
  return useState(() => new EndFollower())[0];
}
