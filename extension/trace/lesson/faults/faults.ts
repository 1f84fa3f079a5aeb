import { cross, isAccepted, type ThreadMoment } from '../../findings/site-view.ts';
import { isSignIn, isSignOut } from '../../model/answer-class.ts';
import type { Fault, FaultId } from './fault.ts';
import { faultIds } from './fault.ts';

/** How many good answers in a row show that both of two servers know the session. */
const BOTH_SERVERS = 3;

const isPost = ({ entry, path }: ThreadMoment, end: string): boolean => entry.method === 'POST' && path.endsWith(end);

/** The answer gave the session another id. */
const hasNewId = ({ effect }: ThreadMoment): boolean => effect.after !== undefined && effect.after !== effect.before;

/** The first request after one that was answered for the session which that one had left behind. */
function goesOn(since: readonly ThreadMoment[], after: ThreadMoment): ThreadMoment | undefined {
  const session = after.effect.after ?? after.effect.before;
  return since.find((one) => one.index > after.index && one.effect.before === session && isAccepted(one));
}

/** After a new version was deployed, the session from before it is still answered. */
function survivesDeploy(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  return since
    .filter((one) => isPost(one, '/deploy') && one.effect.before !== undefined)
    .map((deploy) => goesOn(since, deploy))
    .find((one) => one !== undefined);
}

function bothServersAccept(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  let run = 0;
  return since.find((one) => {
    if (one.entry.method !== 'GET' || one.effect.before === undefined) return false;
    run = isAccepted(one) ? run + 1 : 0;
    return run === BOTH_SERVERS;
  });
}

function signsOut(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  return since.find(({ entry, effect }) => isSignOut(entry) && effect.action === 'ended');
}

function paysSignedIn(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  return since.find((one) => isPost(one, '/paid') && one.effect.before !== undefined && isAccepted(one));
}

function rotatesAtSignIn(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  return since.find((one) => isSignIn(one.entry) && one.effect.before !== undefined && hasNewId(one));
}

/** Two renewals of one id crossed, none was refused, and the session goes on. */
function bothTabsLive(since: readonly ThreadMoment[]): ThreadMoment | undefined {
  const renewals = since.filter((one) => isPost(one, '/renew'));
  for (const one of renewals) {
    const other = renewals.find(
      (each) => each.index > one.index && cross(one, each) && each.effect.before === one.effect.before,
    );
    if (other === undefined || !one.ok || !other.ok) continue;
    const winner = hasNewId(one) ? one : other;
    const after = goesOn(since, winner);
    if (after !== undefined) return after;
  }
  return undefined;
}

/** Every fault, as the companion's room has it. */
export const faults: Readonly<Record<FaultId, Fault>> = {
  deploy: {
    id: 'deploy',
    symptom: 'lessonFaultDeploy',
    see: 'lessonFaultDeploySee',
    cause: 'lessonFaultDeployCause',
    finding: 'server-forgot',
    proof: survivesDeploy,
  },
  reload: {
    id: 'reload',
    symptom: 'lessonFaultReload',
    see: 'lessonFaultReloadSee',
    cause: 'lessonFaultReloadCause',
    finding: 'servers-disagree',
    proof: bothServersAccept,
  },
  goodbye: {
    id: 'goodbye',
    symptom: 'lessonFaultGoodbye',
    see: 'lessonFaultGoodbyeSee',
    cause: 'lessonFaultGoodbyeCause',
    finding: 'clear-failed',
    proof: signsOut,
  },
  payment: {
    id: 'payment',
    symptom: 'lessonFaultPayment',
    see: 'lessonFaultPaymentSee',
    cause: 'lessonFaultPaymentCause',
    finding: 'not-sent',
    proof: paysSignedIn,
  },
  stranger: {
    id: 'stranger',
    symptom: 'lessonFaultStranger',
    see: 'lessonFaultStrangerSee',
    cause: 'lessonFaultStrangerCause',
    finding: 'same-id-after-login',
    proof: rotatesAtSignIn,
  },
  tabs: {
    id: 'tabs',
    symptom: 'lessonFaultTabs',
    see: 'lessonFaultTabsSee',
    cause: 'lessonFaultTabsCause',
    finding: 'refresh-race',
    proof: bothTabsLive,
  },
};

/** Every fault, in the order of the room. */
export const allFaults: readonly Fault[] = faultIds.map((id) => faults[id]);
