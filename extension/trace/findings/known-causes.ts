import * as records from './causes/causes.ts';

/** Every cause that is known. */
export const CAUSES = Object.values(records).flat();

/** The codes of all causes, as their records name them. */
export type FindingCode = (typeof CAUSES)[number]['code'];
