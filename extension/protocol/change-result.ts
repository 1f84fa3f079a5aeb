/** How a change of the jar went; where it failed, one sentence says why and what to do. */
export type ChangeResult = { readonly ok: true } | { readonly ok: false; readonly why: string };
