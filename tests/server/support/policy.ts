import type { SessionPolicy } from '../../../server/sessions/session-store.ts';

/** Timeouts so long, and bounds so wide, that no test meets them; each test changes the one that it is about. */
export const LONG: SessionPolicy = {
  idleMs: 3_600_000,
  absoluteMs: 7_200_000,
  provisionalMs: 1_800_000,
  movedMs: 60_000,
  mostProvisional: 100_000,
};
