import type { SessionLabel } from '../model/session.ts';
import type { MessageKey } from './message-key.ts';
import { shortId } from './short-id.ts';
import type { Text } from './text.ts';

/** Something in a sentence that is drawn in its own way: a session's chip, text from outside, a time. */
export type Inline =
  | { readonly kind: 'session'; readonly session: SessionLabel }
  /** Text from outside. It may hold secrets: whoever writes it into a file masks it. */
  | { readonly kind: 'code'; readonly text: string }
  /** ms since 1970, written as a time of day. */
  | { readonly kind: 'clock'; readonly ms: number }
  /** ms since 1970, written as a day and a time. */
  | { readonly kind: 'day'; readonly ms: number }
  /** A duration in ms. */
  | { readonly kind: 'span'; readonly ms: number }
  /** Other phrases, joined by ` + `, drawn as code. */
  | { readonly kind: 'list'; readonly phrases: readonly Phrase[] };

/**
 * A sentence: a message and what is put into it. Pure code makes phrases, the words stand in `_locales` alone.
 * Text from outside goes in as `code`, never as a bare string.
 */
export interface Phrase {
  readonly key: MessageKey;
  readonly args: readonly (number | Inline)[];
}

/** Makes a phrase. */
export function phrase(key: MessageKey, ...args: Phrase['args']): Phrase {
  return { key, args };
}

/** Text from outside, as it stands in a phrase. */
export function code(text: string): Inline {
  return { kind: 'code', text };
}

/** A session, as it stands in a phrase. */
export function chip(session: SessionLabel): Inline {
  return { kind: 'session', session: { number: session.number, id: session.id } };
}

/**
 * A time of day, as it stands in a phrase.
 *
 * @param ms since 1970
 */
export function clock(ms: number): Inline {
  return { kind: 'clock', ms };
}

/**
 * A day with its time, as it stands in a phrase.
 *
 * @param ms since 1970
 */
export function day(ms: number): Inline {
  return { kind: 'day', ms };
}

/**
 * A duration, as it stands in a phrase.
 *
 * @param ms its length
 */
export function span(ms: number): Inline {
  return { kind: 'span', ms };
}

/** What is left to draw once times are written: a session's chip, foreign text, or words of ours that look like code. */
export type DrawnInline =
  | Extract<Inline, { readonly kind: 'session' }>
  | { readonly kind: 'code'; readonly text: string; readonly isOurs?: true };

/** Several short phrases as one part of a sentence. */
export function list(phrases: readonly Phrase[]): Inline {
  return { kind: 'list', phrases };
}

// Private-use characters mark where an inline stands, so that a language may put it anywhere in its sentence.
const open = '\ue000';
const close = '\ue001';

/**
 * The pieces of a phrase in the order of the user's language.
 *
 * @param masker masks what phrases within this one hold of foreign text; the pieces' own is the caller's to mask
 */
export function pieces(text: Text, { key, args }: Phrase, masker?: TextMasker): (string | DrawnInline)[] {
  const inlines: DrawnInline[] = [];
  const mark = (inline: DrawnInline): string => {
    inlines.push(inline);
    return `${open}${inlines.length - 1}${close}`;
  };
  const substitutions = args.map((arg) => {
    if (typeof arg === 'number') return text.number(arg);
    switch (arg.kind) {
      case 'clock':
        return text.clock(arg.ms);
      case 'day':
        return text.day(arg.ms);
      case 'span':
        return text.span(arg.ms);
      case 'list':
        return mark({
          kind: 'code',
          isOurs: true,
          text: arg.phrases.map((one) => plain(text, one, masker)).join(' + '),
        });
      case 'session':
      case 'code':
        return mark(arg);
    }
  });
  const out: (string | DrawnInline)[] = [];
  for (const part of text.say(key, ...substitutions).split(open)) {
    const end = part.indexOf(close);
    const inline = end === -1 ? undefined : inlines[Number(part.slice(0, end))];
    if (inline !== undefined) out.push(inline);
    const rest = inline === undefined ? part : part.slice(end + 1);
    if (rest !== '') out.push(rest);
  }
  return out;
}

/** Makes foreign text harmless: `Masker` does. */
interface TextMasker {
  text(text: string): string;
  /** A session id beside its number. */
  shortId(id: string): string;
}

/**
 * A phrase as plain text, for the ear, for titles and for files.
 *
 * @param masker masks foreign text and ids, so that nobody who reads the text can use them
 */
export function plain(text: Text, said: Phrase, masker?: TextMasker): string {
  return pieces(text, said, masker)
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'code') return masker === undefined || piece.isOurs ? piece.text : masker.text(piece.text);
      const { id: whole } = piece.session;
      const id = masker === undefined ? shortId(whole) : masker.shortId(whole);
      return text.say('sessionSpoken', text.number(piece.session.number), id);
    })
    .join('');
}
