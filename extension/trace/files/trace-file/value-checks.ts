/** Stands for a value that is not what was asked for. */
export const WRONG: unique symbol = Symbol('wrong');

/** Reads a value of unknown shape: the value, rebuilt where it has members, or WRONG. */
export type Check<T> = (value: unknown) => T | typeof WRONG;

/** The checks of every member of a record; a member that a type gains must be named here to compile. */
export type Shape<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? Check<T[K] | undefined> : Check<T[K]>;
};

export const text: Check<string> = (value) => (typeof value === 'string' ? value : WRONG);
export const number: Check<number> = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : WRONG);

/** A number between two bounds. */
export function within(least: number, most: number): Check<number> {
  return (value) => (typeof value === 'number' && value >= least && value <= most ? value : WRONG);
}

/** ms since 1970 that Date can hold (ECMA-262 section 21.4.1.1), from 1970 on. */
export const time = within(0, 8.64e15);

/** A place in the log: 1, 2, 3 … */
export const place: Check<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : WRONG;

/** 0, 1, 2 … */
export const amount: Check<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : WRONG;

export const bool: Check<boolean> = (value) => (typeof value === 'boolean' ? value : WRONG);

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value) => (value === undefined ? undefined : check(value));
}

export function oneOf<T extends string>(...values: readonly T[]): Check<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value) => (known.has(value) ? (value as T) : WRONG);
}

export function list<T>(check: Check<T>): Check<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) return WRONG;
    const read: T[] = [];
    for (const item of value) {
      const checked = check(item);
      if (checked === WRONG) return WRONG;
      read.push(checked);
    }
    return read;
  };
}

export const texts: Check<Readonly<Record<string, string>>> = (value) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return WRONG;
  const entries = Object.entries(value);
  if (entries.some(([, item]) => typeof item !== 'string')) return WRONG;
  // fromEntries defines members, so that a key `__proto__` is a key like any other.
  return Object.fromEntries(entries) as Record<string, string>;
};

/** The name of the first member that is wrong, or the record with its known members alone. */
export function readShape<T>(shape: Shape<T>, value: unknown): { readonly value: T } | { readonly wrong: string } {
  if (typeof value !== 'object' || value === null) return { wrong: 'the whole' };
  const members = value as Readonly<Record<string, unknown>>;
  const read: [string, unknown][] = [];
  for (const [name, check] of Object.entries<Check<unknown>>(shape)) {
    const checked = check(Object.hasOwn(members, name) ? members[name] : undefined);
    if (checked === WRONG) return { wrong: name };
    if (checked !== undefined) read.push([name, checked]);
  }
  return { value: Object.fromEntries(read) as T };
}

export function shape<T>(members: Shape<T>): Check<T> {
  return (value) => {
    const read = readShape(members, value);
    return 'wrong' in read ? WRONG : read.value;
  };
}
