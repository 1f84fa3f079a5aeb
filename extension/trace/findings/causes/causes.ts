import type { Cause } from '../cause.ts';
import { acceptedLate } from './accepted-late.ts';
import { bornExpired } from './born-expired.ts';
import { joinedLines, splitLine } from './broken-lines.ts';
import { callbackWithoutState } from './callback-without-state.ts';
import { chunkMissing } from './chunk-missing.ts';
import { ENDINGS } from './endings.ts';
import { idInAddress, sameIdAfterLogin, secureMissing } from './hints.ts';
import { lateAnswer } from './late-answer.ts';
import { headerTooLarge, redirectLoop, sharedByCache } from './limits.ts';
import { neverCameBack } from './never-came-back.ts';
import { neverSent } from './never-sent.ts';
import { notKept } from './not-kept.ts';
import { notSent } from './not-sent.ts';
import { otherHost } from './other-host.ts';
import { otherPort } from './other-port.ts';
import { overwrittenByResponse, overwrittenElsewhere } from './overwritten.ts';
import { parallelFirst } from './parallel-first.ts';
import { refreshPath } from './refresh-path.ts';
import { refreshRace } from './refresh-race.ts';
import { regenerateRace } from './regenerate-race.ts';
import { replacedEachTime } from './replaced-each-time.ts';
import { serverForgot, tokenExpired } from './server.ts';
import { serversDisagree } from './servers-disagree.ts';
import { shadowed } from './shadowed.ts';
import { signInBroke } from './sign-in-broke.ts';
import { signInOvertaken, signInSetNothing } from './sign-in-cookies.ts';
import { clearFailed, signedOutInName } from './sign-out.ts';
import { signatureMismatch } from './signature-mismatch.ts';
import { signedOutOnServer } from './signed-out-on-server.ts';
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
