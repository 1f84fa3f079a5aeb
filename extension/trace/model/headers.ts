import type { Header } from './event.ts';

/** All values of a header, in order. The name is in lower case, as headers of events are. */
export function headerValues(headers: readonly Header[], name: string): string[] {
  const values: string[] = [];
  for (const [key, value] of headers) if (key === name) values.push(value);
  return values;
}

/** The last value of a header, which is the one that counts where a header may stand but once. */
export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.findLast(([key]) => key === name)?.[1];
}
