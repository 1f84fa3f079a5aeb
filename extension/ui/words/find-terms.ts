import type { Text } from '../../trace/words/text.ts';
import { type GlossaryWord, glossary, type TermId } from './glossary.ts';

/** A piece of a sentence that is a word of the glossary, as it stands there. */
export interface FoundTerm {
  readonly term: TermId;
  readonly words: string;
}

/** The words of the glossary in one language, ready to be looked for. */
interface Finder {
  readonly pattern: RegExp;
  /** By their form, in lower case. */
  readonly terms: ReadonlyMap<string, TermId>;
  /** A form of one word: it differs once the language does. */
  readonly sample: string;
}

// The words of a language are gathered once: a table of reasons asks for each of its sentences.
const finders = new WeakMap<Pick<Text, 'say'>, Finder>();

function finderOf(text: Pick<Text, 'say'>): Finder {
  const known = finders.get(text);
  const sample = text.say(glossary['session-cookie'].forms);
  if (known?.sample === sample) return known;
  const terms = new Map<string, TermId>();
  for (const [id, { forms }] of Object.entries(glossary) as [TermId, GlossaryWord][]) {
    if (forms === undefined) continue;
    for (const form of text.say(forms).split('|')) if (form.trim() !== '') terms.set(form.trim().toLowerCase(), id);
  }
  // The longest first: "host-only cookie" must not be found as "host-only".
  const forms = [...terms.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${forms.map((form) => form.replaceAll(/[$()*+.?[\\\]^{}]/gu, '\\$&')).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const finder = { pattern, terms, sample };
  finders.set(text, finder);
  return finder;
}

/**
 * The pieces of a sentence: plain text, and each word of the glossary where it stands first.
 *
 * @param seen the words that were found before; what is found is added
 */
export function findTerms(text: Pick<Text, 'say'>, sentence: string, seen: Set<TermId>): (string | FoundTerm)[] {
  const { pattern, terms } = finderOf(text);
  const found: (string | FoundTerm)[] = [];
  let end = 0;
  for (const match of sentence.matchAll(pattern)) {
    const [words] = match;
    const term = terms.get(words.toLowerCase());
    if (term === undefined || seen.has(term)) continue;
    seen.add(term);
    if (match.index > end) found.push(sentence.slice(end, match.index));
    found.push({ term, words });
    end = match.index + words.length;
  }
  if (end < sentence.length) found.push(sentence.slice(end));
  return found;
}
