import { looksRandom } from '../../cookies/value-rules/looks-random.ts';

/** Enough of an id to tell it from its neighbours: its first four and last three characters. */
export function shortId(id: string): string {
  const characters = Array.from(id.length > 200 ? `${id.slice(0, 20)}${id.slice(-20)}` : id);
  if (characters.length <= 10) return id;
  return `${characters.slice(0, 4).join('')}…${characters.slice(-3).join('')}`;
}

/** A secret with too little to guess it from: its ends where nobody can guess what lies between them, else dots. */
export function masked(value: string): string {
  if (value === '') return '';
  return hidesEnough(value) ? shortId(value) : '••••••';
}

/** Longest middle that is judged, in characters. */
const LONGEST = 1_000;

/** True where what `shortId` leaves out of a value could not be guessed. */
export function hidesEnough(value: string): boolean {
  return looksRandom(value.slice(4, -3).slice(0, LONGEST));
}
