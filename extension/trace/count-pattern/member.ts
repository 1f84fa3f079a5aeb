/** The longest path to a member, in characters. */
export const LONGEST_PATH = 200;

/** The most objects that lie inside each other on a path. */
export const MOST_LEVELS = 8;

/**
 * The whole number at a path in a JSON object: a member's name, or names with dots between them. A member whose own name
 * has dots in it is found too. An object that holds a list beside it counts the list's items, not visits.
 *
 * @returns undefined where there is no such member, or it is no whole number
 */
export function countAt(object: unknown, path: string): number | undefined {
  const owner = ownerOf(object, path) ?? ownerAlong(object, path.split('.'));
  if (owner === undefined || Object.values(owner.object).some(Array.isArray)) return undefined;
  const value = owner.object[owner.name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** An object, and the name of one of its members. */
interface Owner {
  readonly object: Readonly<Record<string, unknown>>;
  readonly name: string;
}

function ownerOf(value: unknown, name: string): Owner | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? { object: value as Record<string, unknown>, name } : undefined;
}

function ownerAlong(value: unknown, names: readonly string[]): Owner | undefined {
  const [name = '', ...rest] = names;
  const owner = ownerOf(value, name);
  return owner === undefined || rest.length === 0 ? owner : ownerAlong(owner.object[name], rest);
}
