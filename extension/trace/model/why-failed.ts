/** What is said of a failure: its message, or whatever else was thrown, as text. */
export function whyFailed(reason: unknown): string {
  return String((reason as Partial<Error> | null | undefined)?.message ?? reason);
}
