/** ISO 8601 for any number of ms since 1970, also what a file made up: dates end 8.64e15 ms from 1970. */
export function isoTime(time: number): string {
  const bounded = Number.isNaN(time) ? 0 : Math.min(8.64e15, Math.max(-8.64e15, time));
  return new Date(bounded).toISOString();
}
