import type { CountPattern } from './default-patterns.ts';
import { LONGEST_TEMPLATE, parseTemplate } from './template.ts';

/** The longest text that is accepted, in characters. */
const LONGEST_SAVED = 1_000;

/**
 * Reads a saved pattern of this version, or of an earlier one that used regular expressions. Undefined for
 * anything else.
 */
export function savedPattern(stored: unknown): CountPattern | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { kind, template, path, name, pattern, source } = stored as Readonly<Record<string, unknown>>;
  const text = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_SAVED;
  if (kind === 'text' && text(template)) return { kind, template };
  if (kind === 'member' && text(path)) return { kind, path };
  if (kind === 'expression' && text(source)) return { kind, source };
  if (kind === 'member' && text(name)) return { kind, path: name };
  if (kind !== 'text' || !text(pattern)) return undefined;
  const translated = templateOfExpression(pattern);
  return translated === undefined ? { kind: 'expression', source: pattern } : { kind: 'text', template: translated };
}

/** Translations of parts of a regular expression, tried in order at each position. */
const TRANSLATIONS: readonly { readonly part: RegExp; readonly becomes: (found: string) => string }[] = [
  { part: /\((?:\\d|\[0-9\])(?:\+|\{\d+(?:,\d*)?\})\)/y, becomes: () => '#' },
  { part: /(?:\\s| )(?:[*+]\??)?/y, becomes: () => ' ' },
  { part: /(?:\.|\\[DW]|\[\^[^\]\\]+\])[*+]\??/y, becomes: () => '*' },
  { part: /\\b/y, becomes: () => '' },
  { part: /\\[^0-9A-Za-z](?![*+?{])/y, becomes: (found) => literal(found.slice(1)) },
  { part: /[^\\^$.|?*+()[\]{}](?![*+?{])/y, becomes: literal },
];

function literal(character: string): string {
  return /[#*\\]/.test(character) ? `\\${character}` : character;
}

/** The template equivalent to a regular expression; undefined if there is none. */
function templateOfExpression(source: string): string | undefined {
  let template = '';
  for (let at = 0; at < source.length; ) {
    const next = TRANSLATIONS.map(({ part, becomes }) => {
      part.lastIndex = at;
      const found = part.exec(source)?.[0];
      return found === undefined ? undefined : { length: found.length, text: becomes(found) };
    }).find((each) => each !== undefined);
    if (next === undefined) return undefined;
    at += next.length;
    template += next.text;
  }
  return template.length <= LONGEST_TEMPLATE && typeof parseTemplate(template) !== 'string' ? template : undefined;
}
