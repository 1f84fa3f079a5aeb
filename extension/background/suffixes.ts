import { publicSuffixList } from '../cookies/public-suffixes.ts';

/** Answers looked up before; a trace asks for the same few hosts again and again. */
const known = new Map<string, string | undefined>();

/** The public suffix of a host; undefined where there is none to know (IP addresses, single labels). */
export function suffixOf(host: string): string | undefined {
  if (!host.includes('.') || host.startsWith('[')) return undefined;
  if (known.has(host)) return known.get(host);
  const suffix = publicSuffixList.publicSuffix(host) ?? undefined;
  if (known.size > 2_000) known.clear();
  known.set(host, suffix);
  return suffix;
}

/** The public suffixes of the hosts of some URLs, as events carry them; undefined where none has one. */
export function suffixesOf(urls: readonly (string | undefined)[]): Readonly<Record<string, string>> | undefined {
  let found: Record<string, string> | undefined;
  for (const url of urls) {
    if (url === undefined || !URL.canParse(url)) continue;
    const host = new URL(url).hostname;
    const suffix = suffixOf(host);
    if (suffix === undefined) continue;
    found ??= {};
    found[host] = suffix;
  }
  return found;
}
