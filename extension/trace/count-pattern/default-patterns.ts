/** Where in a response's text a count stands. */
export type CountPattern =
  /** Text with `#` in the place of the number. */
  | { readonly kind: 'text'; readonly template: string }
  /** A member of the JSON object that the response is, or the path to one: `session.visits`. */
  | { readonly kind: 'member'; readonly path: string }
  /** A regular expression that an earlier version saved and that no template can say. Nothing is read by it. */
  | { readonly kind: 'expression'; readonly source: string };

/** What is read unless the user says otherwise. */
export const DEFAULT_COUNT_PATTERNS: readonly CountPattern[] = [
  { kind: 'text', template: 'Visit count: #' },
  { kind: 'member', path: 'count' },
  { kind: 'member', path: 'visits' },
];

/** A pattern as it is named in a trace and on screen: the template itself, or the member in quotes. */
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
