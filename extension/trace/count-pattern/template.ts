/** The parts of a template. White space matches any white space or none. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'space' }
  | { readonly kind: 'number' };

/** Pieces without a gap between them. */
type Run = readonly Piece[];

/** A text with a number, as in `Visits: #`: one regular expression per run. Between two runs is a gap, `*`. */
export interface Template {
  readonly runs: readonly RegExp[];
}

/** What is wrong with a template. */
export type TemplateProblem =
  | 'empty'
  | 'too-long'
  | 'no-number'
  | 'two-numbers'
  /** Only the number: any number of any page would be a count. */
  | 'nothing-around'
  /** A digit directly beside the number would be part of it. */
  | 'digit-beside';

/** The longest template, in characters. */
export const LONGEST_TEMPLATE = 200;

/** 15 digits are always a safe integer. Parts of longer numbers, of `1,234` or `0.5`, would be false counts. */
const NUMBER = '(\\d{1,15})(?!\\d)';
const NOT_AFTER_NUMBER = '(?<!\\d|\\d[.,])';
const NOT_BEFORE_NUMBER = '(?![.,]\\d)';

/**
 * Parses a template: `#` is the number, `*` any text on one line, white space any white space or none, everything else
 * matches itself. A backslash escapes `#`, `*` and a backslash. Case-sensitive.
 */
export function parseTemplate(source: string): Template | TemplateProblem {
  if (source.trim() === '') return 'empty';
  if (source.length > LONGEST_TEMPLATE) return 'too-long';
  const runs: Piece[][] = [[]];
  for (const [, escaped, space, mark, plain = ''] of source.matchAll(/\\([\\#*])|(\s+)|([#*])|(.)/gsu)) {
    if (mark === '*') runs.push([]);
    else if (mark === '#') runs.at(-1)?.push({ kind: 'number' });
    else if (space !== undefined) runs.at(-1)?.push({ kind: 'space' });
    else pushText(runs.at(-1) ?? [], escaped ?? plain);
  }
  const said = runs.map(trimmed).filter((run) => run.length > 0);
  return problemOf(said) ?? { runs: said.map(expressionOf) };
}

function pushText(run: Piece[], text: string): void {
  const last = run.at(-1);
  if (last?.kind === 'text') run[run.length - 1] = { kind: 'text', text: last.text + text };
  else run.push({ kind: 'text', text });
}

/** White space beside a gap or at an end of the template has no meaning. */
function trimmed(run: Run): Run {
  const from = run[0]?.kind === 'space' ? 1 : 0;
  return run.slice(from, run.at(-1)?.kind === 'space' ? -1 : undefined);
}

function problemOf(runs: readonly Run[]): TemplateProblem | undefined {
  const pieces = runs.flat();
  const numbers = pieces.filter(({ kind }) => kind === 'number').length;
  if (numbers !== 1) return numbers === 0 ? 'no-number' : 'two-numbers';
  if (!pieces.some(({ kind }) => kind === 'text')) return 'nothing-around';
  const beside = runs.some((run) =>
    run.some((piece, at) => {
      if (piece.kind !== 'number') return false;
      const [before, after] = [run[at - 1], run[at + 1]];
      return (before?.kind === 'text' && /\d$/.test(before.text)) || (after?.kind === 'text' && /^\d/.test(after.text));
    }),
  );
  return beside ? 'digit-beside' : undefined;
}

/**
 * A run as a regular expression. It takes time in proportion to the text: its only repetitions, digits and white space,
 * are always followed by something different.
 */
function expressionOf(run: Run): RegExp {
  const parts = run.map((piece, at) => {
    if (piece.kind === 'text') return piece.text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    if (piece.kind === 'space') return '\\s*';
    const before = run[at - 1]?.kind === 'text' ? '' : NOT_AFTER_NUMBER;
    const after = run[at + 1]?.kind === 'text' ? '' : NOT_BEFORE_NUMBER;
    return before + NUMBER + after;
  });
  return new RegExp(parts.join(''), 'g');
}

/** Where a template matched; offsets in the text. */
export interface TemplateMatch {
  readonly start: number;
  readonly end: number;
  /** The number's digits. */
  readonly number: string;
}

/**
 * Finds the first match of a template, each run as early as possible. Takes time in proportion to text and
 * template: each search only moves forward.
 */
export function findTemplate({ runs }: Template, text: string): TemplateMatch | undefined {
  const findRun = runs.map((run) => forwardSearch((from) => matchFrom(run, text, from)));
  const findLineEnd = runs.map(() => forwardSearch((from) => matchFrom(/\n|$/g, text, from)));
  for (let from = 0; ; ) {
    const first = findRun[0]?.(from);
    if (first === undefined) return undefined;
    let { end, number } = first;
    let onOneLine = true;
    for (let at = 1; at < runs.length && onOneLine; at++) {
      const next = findRun[at]?.(end);
      if (next === undefined) return undefined;
      onOneLine = next.start <= (findLineEnd[at]?.(end)?.start ?? 0);
      end = next.end;
      number ||= next.number;
    }
    if (onOneLine) return { start: first.start, end, number };
    from = first.start + 1;
  }
}

function matchFrom(expression: RegExp, text: string, from: number): TemplateMatch | undefined {
  expression.lastIndex = from;
  const match = expression.exec(text);
  if (match === null) return undefined;
  return { start: match.index, end: match.index + match[0].length, number: match[1] ?? '' };
}

/** Caches the last match of a search whose start position never decreases. */
function forwardSearch(
  search: (from: number) => TemplateMatch | undefined,
): (from: number) => TemplateMatch | undefined {
  let last: TemplateMatch | undefined;
  let searched = false;
  return (from) => {
    if (searched && (last === undefined || last.start >= from)) return last;
    searched = true;
    last = search(from);
    return last;
  };
}
