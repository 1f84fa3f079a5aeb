import type { SetCookieEntry } from '../../model/entry.ts';
import { readValue } from '../../model/session-value.ts';
import { code } from '../../words/phrase.ts';
import type { FindingParam } from '../finding.ts';
import type { ThreadMoment } from '../site-view.ts';

/** The line by which a response deletes the cookie though it was meant to set it. */
export function unmeantIn({ lines, effect }: ThreadMoment): SetCookieEntry | undefined {
  const line = lines.findLast(({ predicted }) => predicted.outcome === 'deletion');
  if (line === undefined || line.intent === 'set') return line;
  const { value } = line;
  // Nobody clears a cookie with a new id. A value that is sealed may hold nothing: Laravel encrypts what it clears as well.
  const { random, clientSide } = readValue(value);
  const isNew = random && !clientSide && value !== effect.before?.value;
  return isNew ? line : undefined;
}

/** The Max-Age of the line that deletes the cookie, as it came. */
export function maxAgeOf(moment: ThreadMoment | undefined): FindingParam {
  const line = moment === undefined ? undefined : unmeantIn(moment);
  return code(`Max-Age=${line?.parsed.attributes.findLast(({ known }) => known === 'max-age')?.value ?? ''}`);
}
