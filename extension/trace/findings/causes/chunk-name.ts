/** A cookie that holds one part of a value too large for one cookie: `token.0`, `.AspNetCore.CookiesC1`, `FedAuth`, `FedAuth1`. */
const CHUNK = /^(?:(.+?)(?:[._-](\d{1,2})|C([1-9]\d?))|(FedAuth)(\d?))$/;

export interface Chunk {
  readonly base: string;
  readonly number: number;
}

/** The family and the number of a chunk, by its name; undefined for any other cookie. */
export function chunkOf(name: string): Chunk | undefined {
  const match = CHUNK.exec(name);
  const base = match?.[1] ?? match?.[4];
  return base === undefined ? undefined : { base, number: Number(match?.[2] ?? match?.[3] ?? match?.[5]) };
}
