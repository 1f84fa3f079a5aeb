import { knownSessionName, notASessionName } from '../cookies/session-names.ts';
import { readValue } from './session-value.ts';

/** Why a cookie is taken for a session, in rising order of trust. */
export type RecognisedBy = 'behaviour' | 'sent-back' | 'known-name' | 'counted' | 'chosen';

/** What was seen of a cookie. */
export interface SessionEvidence {
  readonly value: string;
  /** The server set it (a Set-Cookie line was seen). */
  readonly issued: boolean;
  /** The browser sent it in a request. */
  readonly sent: boolean;
  readonly httpOnly: boolean;
  /** The response that set it, or answered it, reported a count for the session. */
  readonly counted: boolean;
}

/** How surely a cookie carries a session. */
export interface Recognition {
  readonly trust: number;
  readonly why: RecognisedBy;
}

/** Trust by ground; only their order matters. */
const TRUST: Readonly<Record<RecognisedBy, number>> = {
  behaviour: 1,
  'sent-back': 2,
  'known-name': 3,
  counted: 4,
  chosen: 9,
};

/** Shortest value that can be a session id by behaviour alone, in characters: scanners agree on 10 or more. */
const SHORTEST_ID = 16;

/**
 * Whether a cookie carries a session: by the user's choice, by its name, or by how it behaves. Undefined: it does not.
 *
 * @param chosen the names that the user chose for this site; they outrank everything and leave no other
 */
export function recogniseSession(
  name: string,
  seen: SessionEvidence,
  chosen: readonly string[] | undefined,
): Recognition | undefined {
  const by = (why: RecognisedBy): Recognition => ({ trust: TRUST[why], why });
  if (chosen?.includes(name)) return by('chosen');
  if (notASessionName(name) !== undefined) return undefined;
  if (knownSessionName(name) !== undefined) return by(seen.counted ? 'counted' : 'known-name');
  if (seen.value.length < SHORTEST_ID || !seen.issued || !seen.httpOnly) return undefined;
  if (!readValue(seen.value).random) return undefined;
  return by(seen.sent ? 'sent-back' : 'behaviour');
}
