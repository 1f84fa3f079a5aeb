/** Where in a response's text a count stands. */
export type CountPattern =
  /** Text with `#` in the place of the number. */
  | { readonly kind: 'text'; readonly template: string }
  /** A member of the JSON object that the response is, or the path to one: `session.visits`. */
  | { readonly kind: 'member'; readonly path: string }
  /** A regular expression of an earlier version that no template can express. It is not used. */
  | { readonly kind: 'expression'; readonly source: string };

/** The patterns for sites without their own. */
export const DEFAULT_COUNT_PATTERNS: readonly CountPattern[] = [
  { kind: 'text', template: 'Visit count: #' },
  { kind: 'member', path: 'count' },
  { kind: 'member', path: 'visits' },
];

/** The name of a pattern in traces and on screen: the template, or the member in quotes. */
export function nameOfPattern(pattern: CountPattern): string {
  switch (pattern.kind) {
    case 'text':
      return pattern.template;
    case 'member':
      return JSON.stringify(pattern.path);
    case 'expression':
      return pattern.source;
  }
}
