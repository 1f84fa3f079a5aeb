import type { Cause } from './cause.ts';
import * as records from './causes/causes.ts';

const all = Object.values(records).flat();

/** The codes of all causes, as their records name them. */
export type FindingCode = (typeof all)[number]['code'];

/** Every cause that is known. */
export const CAUSES: readonly Cause[] = all;
