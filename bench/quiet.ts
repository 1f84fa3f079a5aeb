import { type ProcessorTimes, processorTimes, shareOfOthers } from './processors.ts';

/** The part of the processors that others may use before a measurement counts as disturbed. */
const MOST = 0.1;

/** How often one measurement is made at most. */
const TRIES = 3;

/** Measures again what others on the machine have disturbed, and remembers how busy they were. */
export class Quiet {
  readonly #times: () => ProcessorTimes;
  readonly #clock: () => number;
  readonly #kept: number[] = [];
  #left: number;
  #repeats = 0;

  /** @param room How long all repeats together may take, in ms. Where it is used up, none begins. */
  constructor(room: number, times: () => ProcessorTimes = processorTimes, clock = () => performance.now()) {
    this.#left = room;
    this.#times = times;
    this.#clock = clock;
  }

  /**
   * Makes a measurement, up to three times while others use more than a tenth of the processors and
   * there is room for repeats.
   * @returns The result of the time at which they used least.
   */
  async measure<T>(work: () => Promise<T>): Promise<T> {
    let best: { readonly result: T; readonly share: number } | undefined;
    for (let turn = 0; turn === 0 || (turn < TRIES && this.#left > 0); turn++) {
      const began = this.#clock();
      const before = this.#times();
      const result = await work();
      const share = shareOfOthers(before, this.#times());
      if (turn > 0) {
        this.#repeats += 1;
        this.#left -= this.#clock() - began;
      }
      if (best === undefined || share < best.share) best = { result, share };
      if (best.share <= MOST) break;
    }
    // The loop runs at least once.
    const { result, share } = best as { readonly result: T; readonly share: number };
    this.#kept.push(share);
    return result;
  }

  /** How busy others were, as it stands below the figures. */
  describe(): string {
    const percent = (share: number): string => `${Math.round(share * 100)} %`;
    const mean = this.#kept.reduce((sum, share) => sum + share, 0) / this.#kept.length;
    const disturbed = this.#kept.filter((share) => share > MOST).length;
    const verdict =
      disturbed === 0
        ? 'none of them was disturbed'
        : `${disturbed} stayed disturbed (others used more than ${percent(MOST)}): their times say little, ratios more`;
    return `Others used ${percent(mean)} of the processors meanwhile, at most ${percent(Math.max(...this.#kept))} during one measurement. Of ${this.#kept.length} measurements ${verdict}; ${this.#repeats} repeats.`;
  }
}
