import type { Cause } from '../cause.ts';
import { acceptedLate } from './accepted-late.ts';
import { bornExpired } from './born-expired.ts';
import { joinedLines, splitLine } from './broken-lines.ts';
import { ENDINGS } from './endings.ts';
import { chunkMissing, refreshPath, signatureMismatch } from './families.ts';
import { idInAddress, sameIdAfterLogin, secureMissing } from './hints.ts';
import { headerTooLarge, redirectLoop, sharedByCache } from './limits.ts';
import { neverCameBack } from './never-came-back.ts';
import { notKept } from './not-kept.ts';
import { callbackWithoutState, neverSent, notSent } from './not-sent.ts';
import { otherHost } from './other-host.ts';
import { otherPort, overwrittenByResponse, overwrittenElsewhere, shadowed } from './overwritten.ts';
import { lateAnswer, parallelFirst, refreshRace, regenerateRace } from './races.ts';
import { replacedEachTime } from './replaced-each-time.ts';
import { serverForgot, tokenExpired } from './server.ts';
import { serversDisagree } from './servers-disagree.ts';
import { signInOvertaken, signInSetNothing } from './sign-in-cookies.ts';
import { clearFailed, signedOutInName } from './sign-out.ts';
import { signedOutOnServer } from './signed-out-on-server.ts';
import { signInBroke } from './trips.ts';
import { wentWithout } from './went-without.ts';

/** Every cause that is known. A new one is a record here, its messages, and a test. */
export const CAUSES: readonly Cause[] = [
  notKept,
  bornExpired,
  neverCameBack,
  joinedLines,
  splitLine,
  notSent,
  neverSent,
  callbackWithoutState,
  signInBroke,
  signInSetNothing,
  signInOvertaken,
  otherHost,
  wentWithout,
  serverForgot,
  acceptedLate,
  tokenExpired,
  serversDisagree,
  replacedEachTime,
  refreshRace,
  regenerateRace,
  lateAnswer,
  parallelFirst,
  otherPort,
  shadowed,
  overwrittenByResponse,
  overwrittenElsewhere,
  headerTooLarge,
  redirectLoop,
  sharedByCache,
  clearFailed,
  signedOutInName,
  signedOutOnServer,
  chunkMissing,
  signatureMismatch,
  refreshPath,
  ...ENDINGS,
  sameIdAfterLogin,
  secureMissing,
  idInAddress,
];
