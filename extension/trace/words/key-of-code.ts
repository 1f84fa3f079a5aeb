/** A code as message keys write it: `keep-store` is `KeepStore`. */
type Joined<Code extends string> = Code extends `${infer First}-${infer Rest}`
  ? `${Capitalize<First>}${Joined<Rest>}`
  : Capitalize<Code>;

/** The key of the message that says a code: one that the messages do not hold does not compile where it is said. */
export function keyOfCode<Prefix extends string, Code extends string>(
  prefix: Prefix,
  code: Code,
): `${Prefix}${Joined<Code>}` {
  const joined = code.replaceAll(/(?:^|-)(.)/g, (_, first: string) => first.toUpperCase());
  return `${prefix}${joined as Joined<Code>}`;
}
