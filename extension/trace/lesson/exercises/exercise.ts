import type { Phrase } from '../../words/phrase.ts';

/** How much an exercise asks: 1 Path, host and expiry; 2 also Secure, SameSite and prefixes; 3 also partitions and traps. */
export type Level = 1 | 2 | 3;
export const levels: readonly Level[] = [1, 2, 3];

/** One thing to tick: a cookie of the jar, or a Set-Cookie line. */
export interface Choice {
  /** As it is shown: a cookie with its attributes, or the line. */
  readonly text: string;
  /** True where it is sent, or kept. */
  readonly holds: boolean;
  /** The rule that decides it. */
  readonly why: readonly Phrase[];
}

/** "Be the browser": what is sent, or what is kept. Made and solved by the cookie rules of one browser. */
export interface Exercise {
  readonly kind: 'sent' | 'kept';
  readonly level: Level;
  /** What happens: who asks what, and from where. */
  readonly scene: Phrase;
  readonly choices: readonly Choice[];
  /** Indexes of the choices that hold; of `sent` in the order of the Cookie header. */
  readonly right: readonly number[];
}

/** What a reader's answer is worth. */
export interface Grade {
  readonly right: boolean;
  /** Indexes of the choices that were ticked wrongly, or wrongly left out. */
  readonly wrong: readonly number[];
  /** The choices are right, but not their order. */
  readonly orderWrong: boolean;
}

/** @param picked indexes of the ticked choices; of `sent` in the order in which they were ticked */
export function grade({ kind, choices, right }: Exercise, picked: readonly number[]): Grade {
  const ticked = new Set(picked);
  const wrong = choices.flatMap(({ holds }, index) => (holds === ticked.has(index) ? [] : [index]));
  const orderWrong = kind === 'sent' && wrong.length === 0 && right.some((index, at) => picked[at] !== index);
  return { right: wrong.length === 0 && !orderWrong, wrong, orderWrong };
}
