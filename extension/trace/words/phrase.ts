import type { SessionLabel } from '../summary/entry-facts.ts';
import type { MessageKey } from './message-key.ts';
import { shortId } from './short-id.ts';
import type { Text } from './text.ts';

/** Something in a sentence that is drawn in its own way: a session's chip, or text that came from outside. */
export type Inline =
  | { readonly kind: 'session'; readonly session: SessionLabel }
  | { readonly kind: 'code'; readonly text: string };

/** A message with what is put into it. Text from outside goes in as `code`, never as a bare string. */
export interface Phrase {
  readonly key: MessageKey;
  readonly args: readonly (string | number | Inline)[];
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
  return { kind: 'session', session };
}

// Private-use characters mark where an inline stands, so that a language may put it anywhere in its sentence.
const open = '\ue000';
const close = '\ue001';

/** The pieces of a phrase in the order of the user's language. */
export function pieces(text: Text, { key, args }: Phrase): (string | Inline)[] {
  const inlines: Inline[] = [];
  const substitutions = args.map((arg) => {
    if (typeof arg === 'string') return arg;
    if (typeof arg === 'number') return text.number(arg);
    inlines.push(arg);
    return `${open}${inlines.length - 1}${close}`;
  });
  const out: (string | Inline)[] = [];
  for (const part of text.say(key, ...substitutions).split(open)) {
    const end = part.indexOf(close);
    const inline = end === -1 ? undefined : inlines[Number(part.slice(0, end))];
    if (inline !== undefined) out.push(inline);
    const rest = inline === undefined ? part : part.slice(end + 1);
    if (rest !== '') out.push(rest);
  }
  return out;
}

/** A phrase as plain text, for the ear and for titles. */
export function plain(text: Text, said: Phrase): string {
  return pieces(text, said)
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.kind === 'code') return piece.text;
      return text.say('sessionSpoken', text.number(piece.session.number), shortId(piece.session.id));
    })
    .join('');
}
