import { createMasker } from '../../trace/files/mask.ts';

/** Whether the masks of exports would leave a value as it is, such as `dark`: then the screen shows it too. */
export function isHarmlessCookie(name: string, value: string, followed: ReadonlySet<string>): boolean {
  return value !== '' && createMasker({ sessionNames: followed }).cookieValue(name, value) === value;
}

/** The same test, for a table that asks it again whenever it scrolls. */
export function harmlessTest(followed: ReadonlySet<string>): (name: string, value: string) => boolean {
  const known = new Map<string, boolean>();
  return (name, value) => {
    const key = `${name}\0${value}`;
    const answer = known.get(key) ?? isHarmlessCookie(name, value, followed);
    known.set(key, answer);
    return answer;
  };
}
