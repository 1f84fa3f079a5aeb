import { findingsOf } from '../../findings/all-findings.ts';
import type { Finding } from '../../findings/finding.ts';
import { type ThreadMoment, viewSite } from '../../findings/site-view.ts';
import { pathOfEntry } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import type { Thread } from '../../model/session.ts';
import type { Trace } from '../../model/trace.ts';
import type { Fault, FaultId } from './fault.ts';
import { allFaults } from './faults.ts';

/** What the trace shows of one fault. */
export interface FaultState {
  readonly id: FaultId;
  /** What the answer found of it, where it has shown itself. */
  readonly finding?: Finding;
  /** The last request that shows it. */
  readonly shown?: RequestEntry;
  /** The request that proves it fixed; only after it had shown itself. */
  readonly proof?: RequestEntry;
}

/** The path and the cookie of the companion's room. */
const ROOM = '/faults';
const COOKIE = 'fault_sid';

/** What the trace shows of each fault. Without a visit to the room this costs a look at the threads' names. */
export function faultStates(trace: Trace): readonly FaultState[] {
  const thread = [...trace.threads.values()].findLast(isOfRoom);
  if (thread === undefined) return allFaults.map(({ id }) => ({ id }));
  const view = viewSite(trace, thread.site, thread.storeId);
  const findings = findingsOf(view).filter((finding) => finding.thread === thread);
  const tracked = view.threads.find((one) => one.thread === thread);
  return allFaults.map((fault) => stateOf(fault, tracked?.moments ?? [], findings));
}

function isOfRoom({ name, sessions }: Thread): boolean {
  return name === COOKIE && sessions.some(({ entries }) => entries.some((entry) => isBelow(pathOfEntry(entry), ROOM)));
}

const isBelow = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

function stateOf(
  { id, finding: code, proof }: Fault,
  all: readonly ThreadMoment[],
  found: readonly Finding[],
): FaultState {
  const place = `${ROOM}/${id}`;
  const isHere = (entry: RequestEntry): boolean => isBelow(pathOfEntry(entry), place);
  // The newest first: each time that a fault shows itself, it has to be fixed again. What followed may lie elsewhere.
  const finding = found.find(({ code: its, evidence: [first] }) => its === code && first && isHere(first.entry));
  if (finding === undefined) return { id };
  const here = finding.evidence.map(({ entry }) => entry).filter(isHere);
  const shown = here.at(-1);
  if (shown === undefined) return { id };
  const proved = proof(all.filter(({ entry, started }) => started > shown.startedDateTime && isHere(entry)))?.entry;
  return { id, finding, shown, ...(proved !== undefined && { proof: proved }) };
}
