/** Loads the reasons of verdicts and their words, once. */
export const loadVerdicts = () => import('./verdicts.ts');
