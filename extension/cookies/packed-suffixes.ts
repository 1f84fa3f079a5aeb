/** The two questions that are asked of tldts, with private suffixes. */
export interface SuffixLookup {
  /** The public suffix of a host; its last label where no rule is known. */
  getPublicSuffix(host: string): string;
  /** The suffix with one label more; null for a suffix itself. */
  getDomain(host: string): string | null;
}

/**
 * Reads the rules of the Public Suffix List as a build packs them. A rule stands with its labels from the last to the
 * first (`uk.co`, `ck.*`, `ck.www!` for an exception). Before each label a capital letter says how many characters it
 * shares with the one before it: A none, B one. In brackets behind a label stand those that go on with it: in `[` where
 * it is no rule itself.
 */
export function suffixesOf(packed: string): SuffixLookup {
  const rules = new Set<string>();
  const outer: { readonly parent: string; readonly before: string }[] = [];
  let parent = '';
  let before = '';
  for (const [, letter, rest = '', opens] of packed.matchAll(/([A-Z])([^A-Z()[]*)([([]?)|\)/g)) {
    if (letter === undefined) {
      ({ parent, before } = outer.pop() ?? { parent: '', before: '' });
      continue;
    }
    before = before.slice(0, letter.charCodeAt(0) - 65) + rest;
    const rule = parent + before;
    if (opens !== '[') rules.add(rule);
    if (opens === '') continue;
    outer.push({ parent, before });
    parent = `${rule}.`;
    before = '';
  }
  const getPublicSuffix = (host: string): string => {
    const labels = host.split('.');
    let rule = '';
    let length = 1;
    for (let at = labels.length - 1; at >= 0; at -= 1) {
      const label = labels[at] ?? '';
      const parent = rule;
      rule = parent === '' ? label : `${parent}.${label}`;
      if (rules.has(`${rule}!`)) length = labels.length - at - 1;
      else if (rules.has(rule) || rules.has(`${parent}.*`)) length = labels.length - at;
    }
    return labels.slice(-length).join('.');
  };
  return {
    getPublicSuffix,
    getDomain: (host) => {
      const suffix = getPublicSuffix(host);
      if (suffix === host) return null;
      const before = host.slice(0, -suffix.length - 1);
      return host.slice(before.lastIndexOf('.') + 1);
    },
  };
}
