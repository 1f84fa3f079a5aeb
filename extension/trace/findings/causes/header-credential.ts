import { isSignIn, isSignOut, redirectOf } from '../../model/answer-class.ts';
import { type Credential, isToken } from '../../model/credential.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, requestParam, turnedAway } from '../evidence-of.ts';
import type { Evidence } from '../finding.ts';
import { isAt, type Moment, type SiteView } from '../site-view.ts';
import { standInThread } from './helpers.ts';

// The sign-in travels in a header, which scripts send, and not in a cookie.

/** True for an answer that refuses who asks, to a request of a script. */
function isRefused({ entry, denied }: Moment): boolean {
  return (
    denied &&
    (entry.status === 401 || entry.says === 'unauthenticated') &&
    (entry.credential === undefined || isToken(entry.credential)) &&
    entry.method !== 'OPTIONS' &&
    !isSignIn(entry) &&
    !entry.requestUnseen
  );
}

/** The sessions in cookies that went along: where they are the same, the header is all that differs. */
const sessionsOf = ({ entry }: Moment): string =>
  entry.effects
    .map(({ before }) => before?.value ?? '')
    .join(' ')
    .trim();

const carries = ({ entry }: Moment): boolean => isToken(entry.credential);

/** True where the same was answered later, or somebody signed out before: nobody misses the token then. */
function isSettled({ moments }: SiteView, refused: Moment, since: Moment | undefined): boolean {
  return moments.some(
    (moment) =>
      (moment.index > refused.index &&
        moment.ok &&
        (isAt(moment, refused) || (carries(moment) && sameOrigin(moment, refused)))) ||
      (since !== undefined && moment.index > since.index && moment.index < refused.index && isSignOut(moment.entry)),
  );
}

const sameOrigin = (one: Moment, other: Moment): boolean => one.origin === other.origin;

interface Found {
  readonly variant?: 'refused' | 'dropped' | 'empty';
  /** The request that carried the header before. */
  readonly before?: Moment;
  readonly header: Credential;
}

function reasonOf(view: SiteView, refused: Moment): Found | undefined {
  const { credential, requestId } = refused.entry;
  if (credential === 'Authorization-empty') return { variant: 'empty', header: credential };
  const earlier = view.moments.slice(0, refused.index);
  if (credential !== undefined) {
    // Which of a session and a token was refused does not show: that is another cause's to say.
    if (sessionsOf(refused) !== '') return undefined;
    const before = earlier.findLast(
      (each) => each.ok && sameOrigin(each, refused) && each.entry.credential === credential,
    );
    return before && { variant: 'refused', before, header: credential };
  }
  // Fetch takes Authorization off where a redirect leads to another origin (HTTP-redirect fetch, step 13).
  const hop = earlier.findLast(({ entry }) => entry.requestId === requestId);
  const taken = hop?.entry.credential;
  if (
    hop !== undefined &&
    taken?.startsWith('Authorization (') === true &&
    redirectOf(hop.entry)?.origin !== hop.origin
  )
    return { variant: 'dropped', before: hop, header: taken };
  const before = earlier.findLast((each) => isAt(each, refused) && sessionsOf(each) === sessionsOf(refused));
  const header = before?.ok === true && carries(before) ? before.entry.credential : undefined;
  return before && header && { before, header };
}

function findingOf(view: SiteView, refused: Moment, { variant, before, header }: Found): FoundFinding {
  const row = variant === 'dropped' ? 'redirected' : 'answered-with-header';
  const shown: Evidence | undefined = before && { entry: before.entry, code: row };
  return {
    ...(variant !== undefined && { variant }),
    kind: 'loss',
    certainty: variant === 'refused' ? 'concluded' : 'observed',
    time: refused.answered,
    thread: standInThread(view),
    params: {
      step: refused.entry.step,
      request: requestParam(refused),
      header: code(header),
      ...(before !== undefined && { before: before.entry.step }),
    },
    evidence: inTime([shown, turnedAway(refused)]),
    remedy: 'look-at-token',
  };
}

export const headerCredential = {
  code: 'header-credential',
  rank: 41,
  words: {
    title: 'findingHeaderMissing',
    args: ['step', 'request', 'header', 'before'],
    variants: {
      refused: { title: 'findingHeaderRefused' },
      dropped: { title: 'findingHeaderDropped' },
      empty: { title: 'findingHeaderEmpty', args: ['step', 'request'] },
    },
  },
  find(view) {
    if (!view.moments.some(carries)) return [];
    const refused = view.moments.findLast(isRefused);
    const found = refused && reasonOf(view, refused);
    if (refused === undefined || found === undefined || isSettled(view, refused, found.before)) return [];
    return [findingOf(view, refused, found)];
  },
} as const satisfies Cause;
