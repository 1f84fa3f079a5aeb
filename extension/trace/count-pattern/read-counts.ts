import { type CountPattern, nameOfPattern } from './default-patterns.ts';
import { countAt } from './member.ts';
import { findTemplate, parseTemplate } from './template.ts';

/** A count found in a text. */
export interface FoundCount {
  readonly count: number;
  /** The pattern's name. */
  readonly pattern: string;
  /** The text around it, at most 80 characters. */
  readonly text: string;
}

/** The number of characters that are searched: counts are usually near the top. */
export const MAX_TEXT = 65_536;

const LONGEST_QUOTE = 80;

const TEXT_TYPE = /^(?:text\/(?:html|plain)|application\/(?:xhtml\+xml|json|[\w.-]+\+json))$/;

/** The media type of a Content-Type, in lower case, without its parameters. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** True for media types that may contain a count: HTML, plain text and JSON, but not streams, scripts or styles. */
export function mayHoldCount(mediaType: string): boolean {
  return TEXT_TYPE.test(mediaType);
}

/**
 * All counts in a text, at most one per pattern, in the order of the patterns. Takes time in
 * proportion to the text and the patterns, whatever they are.
 *
 * @param text at most `MAX_TEXT` characters are read
 */
export function readCounts(text: string, mediaType: string, patterns: readonly CountPattern[]): FoundCount[] {
  const head = text.slice(0, MAX_TEXT);
  const isMarkup = mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
  const plain = isMarkup ? textOfMarkup(head) : head;
  const object = objectOf(head);
  return patterns.flatMap((pattern): readonly FoundCount[] => {
    const reading = readingOf(pattern, plain, object);
    if (reading === undefined) return [];
    const text = copyOf(reading.quote.slice(0, LONGEST_QUOTE));
    return [{ count: reading.count, pattern: nameOfPattern(pattern), text }];
  });
}

/** A copy that does not keep the whole body in memory, as a slice would. */
function copyOf(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

interface Reading {
  readonly count: number;
  readonly quote: string;
}

function readingOf(pattern: CountPattern, text: string, object: unknown): Reading | undefined {
  switch (pattern.kind) {
    case 'text':
      return inText(pattern.template, text);
    case 'member': {
      const count = countAt(object, pattern.path);
      return count === undefined ? undefined : { count, quote: `${JSON.stringify(pattern.path)}: ${count}` };
    }
    case 'expression':
      return undefined;
  }
}

function inText(source: string, text: string): Reading | undefined {
  const template = parseTemplate(source);
  const match = typeof template === 'string' ? undefined : findTemplate(template, text);
  return match && { count: Number(match.number), quote: text.slice(match.start, match.end) };
}

/** The JSON object that a text is; undefined for anything else. */
function objectOf(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a page without scripts, styles, comments and tags. */
function textOfMarkup(markup: string): string {
  return withoutElement(withoutElement(withoutComments(markup), 'script'), 'style')
    .replace(/<[^<>]*>/g, '')
    .replace(/&nbsp;|&#160;/g, ' ');
}

/** Removes each part from start to end by search: one regular expression for both could take quadratic time. */
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
