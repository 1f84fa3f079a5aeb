import type { CountPattern } from './default-patterns.ts';
import { PatternError, parsePattern } from './parse-pattern.ts';
import { compilePattern, type PatternMatch, runPattern } from './pattern-program.ts';

/** Longest pattern and member name, in characters. */
const LONGEST_PATTERN = 200;

export type FindMatch = (text: string) => PatternMatch | undefined;

/** Compiled patterns; a site has few, and asks for them at every response. */
const compiled = new Map<string, FindMatch>();

/**
 * The plain text that every match of a pattern begins with; empty where it may begin with anything. A page is searched
 * for it at the engine's own speed, and the pattern runs from there on: a file of 200 MB holds 20,000 pages.
 */
function plainStart(pattern: string): string {
  if (pattern.includes('|')) return '';
  const plain = /^[^\\.[\](){}*+?^$]*/.exec(pattern)?.[0] ?? '';
  // What may be missing or repeated is no part of it.
  return /[*+?{]/.test(pattern.charAt(plain.length)) ? plain.slice(0, -1) : plain;
}

/** Compiles a text pattern. @throws PatternError: one sentence that says what is wrong */
function finderOf(pattern: string): FindMatch {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const program = compilePattern(parsePattern(pattern));
  const start = plainStart(pattern);
  const find: FindMatch = (text) => {
    const from = text.indexOf(start);
    const match = from === -1 ? undefined : runPattern(program, from === 0 ? text : text.slice(from));
    return match === undefined ? undefined : { ...match, start: match.start + from, end: match.end + from };
  };
  if (compiled.size > 100) compiled.clear();
  compiled.set(pattern, find);
  return find;
}

/** What is wrong with a pattern, in one sentence; undefined for one that can be used. */
export function whyNoPattern(pattern: CountPattern): string | undefined {
  if (pattern.kind === 'member') {
    if (pattern.name === '') return 'The name of the member is empty: write it without quotes, as in visits.';
    return pattern.name.length > LONGEST_PATTERN ? 'The name of the member is too long.' : undefined;
  }
  if (pattern.pattern === '') return 'The pattern is empty: write what stands around the number, as in Visits: (\\d+).';
  if (pattern.pattern.length > LONGEST_PATTERN) {
    return `The pattern is too long: at most ${LONGEST_PATTERN} characters are possible.`;
  }
  try {
    finderOf(pattern.pattern);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** Where a usable text pattern first matches; undefined for no match and for a pattern that cannot be used. */
export function findPattern(pattern: string, text: string): PatternMatch | undefined {
  try {
    return finderOf(pattern)(text);
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}
