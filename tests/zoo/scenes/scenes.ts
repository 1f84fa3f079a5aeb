import type { Scene } from '../scene.ts';
import { FAMILIES } from './families.ts';
import { HEALTHY_LIVES } from './healthy-lives.ts';
import { HEALTHY_SIGN_INS } from './healthy-sign-ins.ts';
import { HINTS } from './hints.ts';
import { LIMITS } from './limits.ts';
import { NOT_KEPT } from './not-kept.ts';
import { NOT_SENT } from './not-sent.ts';
import { ODD_FAULTS } from './odd-faults.ts';
import { ODD_HEALTHY } from './odd-healthy.ts';
import { ODD_SIGN_OUTS } from './odd-sign-outs.ts';
import { OVERWRITTEN } from './overwritten.ts';
import { RACES } from './races.ts';
import { SERVER } from './server.ts';
import { SIGN_OUT } from './sign-out.ts';

/** The zoo: every application with a fault, and those without one. */
export const SCENES: readonly Scene[] = [
  ...NOT_KEPT,
  ...NOT_SENT,
  ...SERVER,
  ...RACES,
  ...OVERWRITTEN,
  ...SIGN_OUT,
  ...FAMILIES,
  ...LIMITS,
  ...HINTS,
  ...ODD_FAULTS,
  ...HEALTHY_SIGN_INS,
  ...HEALTHY_LIVES,
  ...ODD_HEALTHY,
  ...ODD_SIGN_OUTS,
];
