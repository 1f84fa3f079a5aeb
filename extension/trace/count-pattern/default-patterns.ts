/** Where in a response's text a count stands. */
export type CountPattern =
  /** A regular expression whose one group is the number. */
  | { readonly kind: 'text'; readonly pattern: string }
  /** A member of the JSON object that the response is. */
  | { readonly kind: 'member'; readonly name: string };

/** What is read unless the user says otherwise. */
export const DEFAULT_COUNT_PATTERNS: readonly CountPattern[] = [
  { kind: 'text', pattern: 'Visit count:\\s*(\\d+)' },
  { kind: 'member', name: 'count' },
  { kind: 'member', name: 'visits' },
];

/** A pattern as it is named in a trace and on screen: the expression itself, or the member in quotes. */
export function nameOfPattern(pattern: CountPattern): string {
  return pattern.kind === 'text' ? pattern.pattern : JSON.stringify(pattern.name);
}
