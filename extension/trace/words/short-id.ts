/** Enough of an id to distinguish it from its neighbours: its first four and last three characters. */
export function shortId(id: string): string {
  const characters = Array.from(id.length > 200 ? `${id.slice(0, 20)}${id.slice(-20)}` : id);
  if (characters.length <= 10) return id;
  return `${characters.slice(0, 4).join('')}…${characters.slice(-3).join('')}`;
}

/** A secret with too little to guess it from: the short form of long ones, dots for short ones, which it would give away. */
export function masked(value: string): string {
  if (value === '') return '';
  return value.length >= 16 ? shortId(value) : '••••••';
}
