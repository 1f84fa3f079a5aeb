/** The longest path to a member, in characters. */
export const LONGEST_PATH = 200;

/** The maximum depth of a path. */
export const MAX_LEVELS = 8;

/**
 * The integer at a path in a JSON object: member names joined by dots. A member whose name contains dots is found too.
 * Not if its object also contains a list: then it is probably the number of items.
 *
 * @returns undefined if there is no such member or it is not a non-negative integer
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
