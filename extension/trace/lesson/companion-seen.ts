import { COUNT_HEADER } from '../model/kept-headers.ts';
import type { Trace } from '../model/trace.ts';

/** Hosts that a companion on this computer is reached by. */
const OWN_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Where a companion on this computer was seen last, by its count header: its origin; undefined where none was. */
export function companionSeen({ entries }: Pick<Trace, 'entries'>): string | undefined {
  const entry = entries.findLast(({ url, counts }) => {
    const hasHeader = counts.some(({ source, from }) => source === 'header' && from === COUNT_HEADER);
    return hasHeader && URL.canParse(url) && OWN_HOSTS.has(new URL(url).hostname);
  });
  return entry === undefined ? undefined : new URL(entry.url).origin;
}
