/** The six faults, named by what people notice. Their paths hold no word that stands for a sign-in or a sign-out. */
export type FaultId = 'deploy' | 'reload' | 'goodbye' | 'payment' | 'stranger' | 'tabs';

/** One server with a fault, and the switch that fixes it. */
export type Fault = {
  readonly id: FaultId;
  /** What people say who have it. */
  readonly symptom: string;
  /** What to do to see it. */
  readonly see: string;
  /** The switch that fixes it. Every page offers all six, so that the cause has to be found. */
  readonly fix: string;
  /** The button that it takes besides signing in and visiting again: its path below the fault's, and its words. */
  readonly action?: { readonly path: string; readonly label: string };
  /** True where a session begins with the first visit and not with the sign-in. */
  readonly guests?: true;
};

export const FAULTS: readonly Fault[] = [
  {
    id: 'deploy',
    symptom: 'After each new version, everybody is signed out',
    see: 'Sign in, visit again, deploy a new version, visit again.',
    fix: 'Keep the sessions in a database',
    action: { path: 'deploy', label: 'Deploy a new version' },
  },
  {
    id: 'reload',
    symptom: 'Every other reload asks to sign in',
    see: 'Sign in, then visit again three times.',
    fix: 'Give all servers the same secret',
  },
  {
    id: 'goodbye',
    symptom: 'Signed out, and still signed in',
    see: 'Sign in, then sign out.',
    fix: 'Clear the cookie with the Path that it was set with, and end the session',
    action: { path: 'logout', label: 'Sign out' },
  },
  {
    id: 'payment',
    symptom: 'Back from the payment, and nobody is signed in',
    see: 'Sign in, go to the payment service, and pay there: it sends you back with a POST.',
    fix: 'Send the cookie from other sites, too: SameSite=None; Secure',
  },
  {
    id: 'stranger',
    symptom: 'A stranger sees your account',
    see: 'Before you sign in, a stranger notes the id of your session. Sign in, and see what that id is good for.',
    fix: 'Give the session a new id at the sign-in',
    guests: true,
  },
  {
    id: 'tabs',
    symptom: 'With two tabs open, you are signed out',
    see: 'Sign in, let two tabs renew the session at the same moment, then visit again.',
    fix: 'Accept the id before the last for ten seconds',
  },
];

/** Where the room is, and what its cookie is for. */
export const ROOM_PATH = '/faults';

/** The room's cookie: one for all faults, so that the trace shows one story. */
export const ROOM_COOKIE = 'fault_sid';

export function pathOf(id: FaultId): string {
  return `${ROOM_PATH}/${id}`;
}
