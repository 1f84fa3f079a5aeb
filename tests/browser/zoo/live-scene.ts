import type { Verdict } from '../../zoo/judge.ts';
import type { Scene } from '../../zoo/scene.ts';

/** What a scene was answered live. */
export interface LiveVerdict extends Verdict {
  /** What stands in the region "The answer" of the inspector beside the page, and in the popup. */
  readonly inspector: string;
  readonly popup: string;
}

/** A pause that the servers took and the browser did not, for the file that the browser makes. */
export interface Pause {
  readonly at: number;
  readonly ms: number;
}

export interface LiveScene {
  readonly scene: Scene;
  readonly verdict: LiveVerdict;
  readonly began: number;
  readonly ended: number;
  readonly pauses: readonly Pause[];
  /** Firefox's DevTools are of one tab: their HAR holds half of such a visit. */
  readonly usesSecondTab: boolean;
}
