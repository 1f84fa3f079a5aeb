import { pathOfEntry } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
import { isStatic } from '../model/request-kind.ts';
import type { Session } from '../model/session.ts';
import { isLoginPage } from '../model/sign-in-address.ts';
import type { Finding } from './finding.ts';
import { CAUSES } from './known-causes.ts';
import { atOnce, type Pausing } from './pausing.ts';
import type { SiteView } from './site-view.ts';

/** Findings this close together in time, in ms, are about one loss: the one that explains more counts. */
const ONE_LOSS = 3_000;

const RANK = new Map(CAUSES.map(({ code, rank }) => [code, rank]));

/** All that a site shows, without a pause. */
export function findingsOf(view: SiteView): Finding[] {
  return atOnce(findingsInSlices(view));
}

/** All that a site shows, by every cause; the newest first, and of one moment the one that explains most. */
export function* findingsInSlices(view: SiteView): Pausing<Finding[]> {
  const found: Finding[] = [];
  const oldest = view.trace.entries[0]?.id ?? Number.POSITIVE_INFINITY;
  for (const cause of CAUSES) {
    const all = cause.find(view);
    for (const one of 'next' in all ? yield* all : all) {
      // A session outlives its oldest requests, which the log has dropped: they lead nowhere.
      const evidence = one.evidence.filter(({ entry }) => entry.id >= oldest);
      if (evidence.length > 0) found.push({ code: cause.code, ...one, evidence });
    }
    yield;
  }
  return found.sort((a, b) => b.time - a.time || rankOf(b) - rankOf(a));
}

function rankOf(finding: Finding): number {
  return RANK.get(finding.code) ?? 0;
}

/**
 * The finding that explains the last loss: of those about the same moment the one that explains most. An end that
 * somebody wanted, after which another session was used, is none; what a sign-out gives out is a stranger's until they sign in.
 */
export function lastLoss(findings: readonly Finding[], living: Session | undefined): Finding | undefined {
  const losses = findings.filter(({ kind }) => kind !== 'hint');
  const [newest] = losses;
  if (newest === undefined) return undefined;
  const { code, kind, session, time: lost } = newest;
  const goesOn = living !== undefined && living !== session && living.lastSeen >= lost && isUsed(living, lost);
  const isStranger = code === 'signed-out' && session?.end?.successor === living && living?.signedInBy === undefined;
  if (kind === 'ending' && goesOn && !isStranger) return undefined;
  const together = losses.filter(({ time }) => newest.time - time <= ONE_LOSS);
  return together.sort((a, b) => rankOf(b) - rankOf(a))[0];
}

/**
 * True once a request has carried the session, not only a response set it. One that is older than the end of another is
 * used by what came after that, but for pages to sign in: those show no user.
 */
function isUsed({ createdBy, entries, firstSeen }: Session, since: number): boolean {
  if (firstSeen >= since) return createdBy === undefined || entries.some((entry) => entry !== createdBy);
  const last = entries.findLast((entry) => entry.startedDateTime < since || !isAtEntrance(entry));
  return last !== undefined && last.startedDateTime >= since;
}

const isAtEntrance = (entry: RequestEntry): boolean =>
  entry.says === 'sign-in-form' || isStatic(entry) || isLoginPage(pathOfEntry(entry));

/** Of several findings on one moment and thread, only what explains most is worth a line of its own. */
export function withoutEchoes(findings: readonly Finding[], answer: Finding | undefined): Finding[] {
  const isEcho = (one: Finding, other: Finding): boolean =>
    other !== one && other.kind !== 'hint' && (other === answer || rankOf(other) > rankOf(one));
  // They stand in the order of time: of thousands only those around each one are looked at.
  let from = 0;
  let to = 0;
  return findings.filter((one) => {
    while ((findings[from]?.time ?? 0) - one.time > ONE_LOSS) from += 1;
    while (to < findings.length && one.time - (findings[to]?.time ?? 0) <= ONE_LOSS) to += 1;
    if (one === answer || one.kind === 'hint') return true;
    return !findings.slice(from, to).some((other) => isEcho(one, other));
  });
}
