import { findPattern } from './count-pattern.ts';
import { type CountPattern, nameOfPattern } from './default-patterns.ts';

/** A count found in a text. */
export interface FoundCount {
  readonly count: number;
  /** The pattern's name. */
  readonly pattern: string;
  /** The text around it, as it came, at most 80 characters. */
  readonly text: string;
}

/** Characters of a response that are searched: counts stand near the top, and a pattern is run over all of it. */
export const MOST_TEXT = 65_536;

const LONGEST_QUOTE = 80;
const WHOLE_NUMBER = /^\d{1,15}$/;

const TEXT_TYPE = /^(?:text\/(?:html|plain)|application\/(?:xhtml\+xml|json|[\w.-]+\+json))$/;

/** The media type of a Content-Type, in lower case, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** True for media types whose text may hold a count: pages, plain text and JSON; streams, scripts and styles do not. */
export function mayHoldCount(mediaType: string): boolean {
  return TEXT_TYPE.test(mediaType);
}

/**
 * Every count that the patterns find in a text, in the order of the patterns, at most one each. Takes time in
 * proportion to the text and the patterns, whatever they are.
 *
 * @param text at most `MOST_TEXT` characters are read
 */
export function readCounts(text: string, mediaType: string, patterns: readonly CountPattern[]): FoundCount[] {
  const head = text.slice(0, MOST_TEXT);
  const isMarkup = mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
  const plain = isMarkup ? textOfMarkup(head) : head;
  const members = membersOf(head);
  const found: FoundCount[] = [];
  for (const pattern of patterns) {
    const reading = pattern.kind === 'text' ? inText(pattern.pattern, plain) : inMembers(pattern.name, members);
    if (reading === undefined || !WHOLE_NUMBER.test(reading.number)) continue;
    found.push({
      count: Number(reading.number),
      pattern: nameOfPattern(pattern),
      text: copyOf(reading.quote.slice(0, LONGEST_QUOTE)),
    });
  }
  return found;
}

/** The same text, but not as a slice that keeps the whole body in memory. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

interface Reading {
  readonly number: string;
  readonly quote: string;
}

function inText(pattern: string, text: string): Reading | undefined {
  const match = findPattern(pattern, text);
  return match === undefined ? undefined : { number: match.group, quote: text.slice(match.start, match.end) };
}

function inMembers(name: string, members: Readonly<Record<string, unknown>> | undefined): Reading | undefined {
  if (members === undefined || !Object.hasOwn(members, name)) return undefined;
  const value = members[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined;
  return { number: String(value), quote: `${JSON.stringify(name)}: ${value}` };
}

/** The members of the JSON object that a text is. An object that holds a list counts the list's items, not visits. */
function membersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.values(value).some(Array.isArray) ? undefined : (value as Record<string, unknown>);
}

/** A page's text as far as a pattern needs it: without scripts, styles, comments and tags. */
function textOfMarkup(markup: string): string {
  return withoutElement(withoutElement(withoutComments(markup), 'script'), 'style')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;|&#160;/g, ' ');
}

/** Cuts from each start to its end, by search: an expression over both could take quadratic time. */
function cut(text: string, start: RegExp, end: string): string {
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(start)) {
    if (match.index < at) continue;
    kept += text.slice(at, match.index);
    const close = text.indexOf(end, match.index);
    if (close === -1) return kept;
    at = close + end.length;
  }
  return kept + text.slice(at);
}

function withoutComments(markup: string): string {
  return cut(markup, /<!--/g, '-->');
}

function withoutElement(markup: string, name: 'script' | 'style'): string {
  return cut(markup, new RegExp(`<${name}\\b`, 'gi'), `</${name}`);
}
