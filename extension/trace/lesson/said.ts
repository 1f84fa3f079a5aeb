import type messages from '../../_locales/en/messages.json';
import type { Session } from '../model/session.ts';

/** A key of the messages: one that `_locales/en/messages.json` lacks does not compile. */
export type LessonKey = keyof typeof messages;

/** Something in a sentence that the view writes in its own way: a session's chip, foreign text, a time. */
export type SaidInline =
  | { readonly kind: 'session'; readonly session: Session }
  /** Text from outside. It may hold secrets: whoever writes it into a file masks it. */
  | { readonly kind: 'code'; readonly text: string }
  /** ms since 1970, as a time of day. */
  | { readonly kind: 'clock'; readonly ms: number }
  /** A duration in ms. */
  | { readonly kind: 'span'; readonly ms: number };

/** A sentence of the lesson: a message and what is put into it. No word of any language stands in the pure code. */
export interface Said {
  readonly key: LessonKey;
  readonly args: readonly (number | SaidInline)[];
}

/** Makes a sentence. */
export function said(key: LessonKey, ...args: Said['args']): Said {
  return { key, args };
}

export function aSession(session: Session): SaidInline {
  return { kind: 'session', session };
}

export function aCode(text: string): SaidInline {
  return { kind: 'code', text };
}

/** @param ms since 1970 */
export function aClock(ms: number): SaidInline {
  return { kind: 'clock', ms };
}

/** @param ms a duration */
export function aSpan(ms: number): SaidInline {
  return { kind: 'span', ms };
}
