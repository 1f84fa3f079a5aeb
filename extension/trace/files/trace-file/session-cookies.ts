import type { Trace } from '../../model/trace.ts';
import type { Masker } from '../mask.ts';
import { type Check, list, text, WRONG } from './value-checks.ts';

/** The session cookies by site, as a saved trace names them: masked values cannot be recognised by their form. */
export type SessionCookies = Readonly<Record<string, readonly string[]>>;

const namesBySite: Check<SessionCookies> = (value) => {
  if (typeof value !== 'object' || value === null) return WRONG;
  const names = list(text);
  const read: [string, readonly string[]][] = [];
  for (const [site, given] of Object.entries(value)) {
    const checked = names(given);
    if (checked === WRONG) return WRONG;
    read.push([site, checked]);
  }
  return Object.fromEntries(read);
};

/** Session cookies by site of a value of unknown shape; undefined for what is none. */
export function sessionCookiesOf(value: unknown): SessionCookies | undefined {
  const names = namesBySite(value);
  return names === WRONG ? undefined : names;
}

/** The session cookies by site that a trace follows, the most trusted first: whoever reads them follows them so. */
export function sessionCookiesIn(trace: Trace): SessionCookies {
  const names = new Map<string, Set<string>>();
  const threads = [...trace.threads.values()].sort((a, b) => b.trust - a.trust);
  for (const { site, name } of threads) {
    const known = names.get(site);
    if (known === undefined) names.set(site, new Set([name]));
    else known.add(name);
  }
  return Object.fromEntries([...names].map(([site, known]) => [site, [...known]]));
}

/** The same as they stand in a masked file. */
export function maskSessionCookies(masker: Masker, cookies: SessionCookies): SessionCookies {
  return Object.fromEntries(
    Object.entries(cookies).map(([site, names]) => [masker.host(site), names.map((name) => masker.name(name))]),
  );
}
