import type { WhyNot } from '../trace/model/why-not.ts';

/** How a change went; where it failed, why. */
export type ChangeResult = { readonly ok: true } | { readonly ok: false; readonly why: WhyNot };
