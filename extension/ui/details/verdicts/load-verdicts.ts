/** Loads the words of verdicts and troubles, once. */
export const loadVerdicts = () => import('./verdicts.ts');
