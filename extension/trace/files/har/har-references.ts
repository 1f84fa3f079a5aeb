import type { HarExchange } from './har-exchange.ts';

/** Requests that a page sends when it is left (beacons) may follow its successor this closely, in ms. */
const LEAVING = 50;

function firstAfter(times: readonly number[] | undefined, time: number): number | undefined {
  if (times === undefined) return undefined;
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > time) high = middle;
    else low = middle + 1;
  }
  return times[low];
}

function note(map: Map<string, number[]>, key: string, time: number): void {
  const times = map.get(key);
  if (times === undefined) map.set(key, [time]);
  else times.push(time);
}

/** When which document was named as the Referer of a request: a page that still asks for things is still shown. */
export class References {
  readonly #referred = new Map<string, number[]>();
  readonly #requested = new Map<string, number[]>();

  /** @param inTime exchanges in the order of their beginnings */
  constructor(inTime: readonly HarExchange[]) {
    for (const { referer, address, started, evidence } of inTime) {
      note(this.#requested, address, started);
      if (referer !== undefined && evidence.type !== 'ping') note(this.#referred, referer, started);
    }
  }

  /** Whether a document that was loaded before asks for things after a time, without having been loaded again. */
  livesAfter(address: string, time: number): boolean {
    const next = firstAfter(this.#referred.get(address), time + LEAVING);
    if (next === undefined) return false;
    const again = firstAfter(this.#requested.get(address), time);
    return again === undefined || next < again;
  }
}
