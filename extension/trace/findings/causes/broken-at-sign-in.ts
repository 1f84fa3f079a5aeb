import { identityKey } from '../../../cookies/cookie-identity.ts';
import type { ParsedSetCookie } from '../../../cookies/parse-set-cookie.ts';
import { cameByCache } from '../../model/shared-cache.ts';
import { code } from '../../words/phrase.ts';
import type { FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import type { Unnamed } from '../refusals/refusal-finding.ts';
import type { Refusal } from '../refusals/refusals.ts';

// A sign-in that was never accepted, looked at by the line that set its cookie.

/** What is odd about the line by which somebody signed in on a session that was never accepted. */
export function brokenAtSignIn({ session, tracked, moment }: Refusal, found: Unnamed): FoundFinding {
  const { params } = found;
  const never = { variant: 'never', remedy: cameByCache(moment.entry) ? 'pass-cookies' : 'keep-store' } as const;
  const entry = session.signedInBy;
  const lines = entry?.setCookies.filter(
    ({ intent, identity }) => intent === 'set' && identity.name === tracked.thread.name,
  );
  const line = lines?.findLast(({ value }) => value === session.value);
  if (entry === undefined || lines === undefined || line === undefined) return { ...found, ...never };
  const evidence = inTime([{ entry, code: 'set' }, ...found.evidence]);
  const same = lines.filter(({ identity }) => identityKey(identity) === identityKey(line.identity));
  if (new Set(same.map(({ value }) => value)).size > 1)
    return { ...found, evidence, variant: 'set-twice', params: { ...params, times: same.length }, remedy: 'set-once' };
  const cut = cutOffIn(line.parsed);
  if (cut === undefined) return { ...found, ...never };
  return { ...found, evidence, variant: 'value-cut', params: { ...params, cut: code(cut) }, remedy: 'encode-value' };
}

/** Attributes that are known somewhere, or were once (RFC 2965), and hold no part of a value. */
const OTHER_ATTRIBUTES =
  /^(?:version|comment|commenturl|discard|port|priority|same[-_]?party|same[-_]?site|http[-_]?only|max[-_]?age|secured?|expir(?:es|y|ation)|host[-_]?only|encoded?)$/i;

/** The name of what stands behind a semicolon as if it were an attribute, and looks like the rest of a value. */
function cutOffIn({ attributes }: ParsedSetCookie): string | undefined {
  return attributes.find(
    ({ known, name, value }) => known === null && !OTHER_ATTRIBUTES.test(name) && (value?.length ?? 0) >= 4,
  )?.name;
}
