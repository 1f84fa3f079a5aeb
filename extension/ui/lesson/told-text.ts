import type { Masker } from '../../trace/files/mask.ts';
import { shortValue } from '../../trace/lesson/display.ts';
import type { Said } from '../../trace/lesson/said.ts';
import { chip, code, type Phrase } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';

/** A sentence of the lesson as a phrase of the UI: its times are written in the user's language. */
export function toPhrase(text: Text, { key, args }: Said): Phrase {
  return {
    key,
    args: args.map((arg) => {
      if (typeof arg === 'number') return arg;
      switch (arg.kind) {
        case 'session':
          return chip(arg.session);
        case 'code':
          return code(arg.text);
        case 'clock':
          return text.clock(arg.ms);
        case 'span':
          return text.span(arg.ms);
      }
    }),
  };
}

/** A sentence as plain text; with a masker nothing in it can be used by whoever reads it. */
export function plainTold(text: Text, { key, args }: Said, masker?: Masker): string {
  const substitutions = args.map((arg) => {
    if (typeof arg === 'number') return text.number(arg);
    switch (arg.kind) {
      case 'session':
        return text.say('lessonSessionPlain', text.number(arg.session.number), shortValue(arg.session.id));
      case 'code':
        return masker === undefined ? arg.text : masker.text(arg.text);
      case 'clock':
        return text.clock(arg.ms);
      case 'span':
        return text.span(arg.ms);
    }
  });
  return text.say(key, ...substitutions);
}
