import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from allocating in the old generation what it believes to live long. In a server it guesses wrong for good
 * in some runs: what a request needed is found alive in a few early collections, all later ones are then allocated as
 * old, and hold on to all young objects that they point to. Measured: collections of 11 ms instead of 1, eight times as
 * often, half as much CPU again for each answer, and a p99 of 11 ms instead of 2.
 */
export function avoidPretenuring(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
