import { findingsOf } from '../../findings/answer.ts';
import type { Finding } from '../../findings/finding.ts';
import { type SiteView, type ThreadView, viewSite } from '../../findings/site-view.ts';
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
  /** The request that proves it mended; only after it had shown itself. */
  readonly proof?: RequestEntry;
}

/** The path of the companion's room. */
const ROOM = '/mend/';

/** The cookie of a fault in the room. */
function cookieOf(id: FaultId): string {
  return `${id}_sid`;
}

/** What the trace shows of each fault. Without a visit to the room this costs a look at the threads' names. */
export function faultStates(trace: Trace): readonly FaultState[] {
  const views = new Map<string, { readonly view: SiteView; readonly findings: readonly Finding[] }>();
  const viewOf = ({ site, storeId }: Thread) => {
    const key = `${storeId} ${site}`;
    const known = views.get(key);
    if (known !== undefined) return known;
    const view = viewSite(trace, site, storeId);
    const made = { view, findings: findingsOf(view) };
    views.set(key, made);
    return made;
  };
  return allFaults.map((fault): FaultState => {
    const thread = [...trace.threads.values()].findLast((one) => isOfRoom(one, fault.id));
    if (thread === undefined) return { id: fault.id };
    const { view, findings } = viewOf(thread);
    const tracked = view.threads.find((one) => one.thread === thread);
    return tracked === undefined ? { id: fault.id } : stateOf(fault, tracked, findings);
  });
}

function isOfRoom({ name, sessions }: Thread, id: FaultId): boolean {
  return name === cookieOf(id) && sessions.some(({ entries }) => entries.some(({ url }) => url.includes(ROOM + id)));
}

function stateOf(fault: Fault, tracked: ThreadView, findings: readonly Finding[]): FaultState {
  const own = findings.filter(({ thread, code }) => thread === tracked.thread && code === fault.finding);
  const [finding] = own;
  if (finding === undefined) return { id: fault.id };
  const shown = Math.max(...finding.evidence.map(({ entry }) => entry.startedDateTime));
  const proof = fault.proof(tracked, shown)?.entry;
  return { id: fault.id, finding, ...(proof !== undefined && { proof }) };
}
