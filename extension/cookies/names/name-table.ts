import type { NameCertainty } from './cookie-role.ts';
import type { KnownCookie } from './known-cookie.ts';
import { NAME_GROUPS } from './name-groups.ts';
import type { ChunkStyle } from './name-record.ts';
import { compilePattern, isLiteral, type NamePattern } from './pattern.ts';

/** Every record of the table, one for each pattern of each product. */
export const KNOWN_COOKIES: readonly KnownCookie[] = NAME_GROUPS.flatMap(({ names, values: _, ...group }) =>
  Object.entries(names).map(([pattern, about]): KnownCookie => {
    const details = typeof about === 'string' ? { role: about } : about;
    return { certainty: 'certain', ...group, ...details, pattern };
  }),
);

interface Found {
  readonly known: KnownCookie;
  /** How many characters of its pattern stand for themselves: the more, the more particular it is. */
  readonly literals: number;
}

/** Records by what a name may begin or end with, so that a name is held against a few patterns only. */
class NameIndex {
  readonly #exact = new Map<string, Found[]>();
  /** Patterns by the first two characters of their head, or by the last two of their tail. */
  readonly #byHead = new Map<string, (Found & { readonly pattern: NamePattern })[]>();
  readonly #byTail = new Map<string, (Found & { readonly pattern: NamePattern })[]>();
  readonly #others: (Found & { readonly pattern: NamePattern })[] = [];

  add(known: KnownCookie, text: string): void {
    if (isLiteral(text)) {
      listIn(this.#exact, text).push({ known, literals: Number.POSITIVE_INFINITY });
      return;
    }
    const pattern = compilePattern(text);
    const { head, tail, literals } = pattern;
    const at =
      head.length >= 2
        ? listIn(this.#byHead, head.slice(0, 2))
        : tail.length >= 2
          ? listIn(this.#byTail, tail.slice(-2))
          : this.#others;
    at.push({ known, literals, pattern });
  }

  find(name: string): readonly Found[] {
    const patterns = [this.#byHead.get(name.slice(0, 2)), this.#byTail.get(name.slice(-2)), this.#others];
    return [
      ...(this.#exact.get(name) ?? []),
      ...patterns.flatMap((list) => (list ?? []).filter(({ pattern }) => pattern.matches(name))),
    ];
  }
}

function listIn<K, V>(lists: Map<K, V[]>, key: K): V[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const asWritten = new NameIndex();
/** For names that are written in any mixture of capital and small letters. */
const inSmallLetters = new NameIndex();
for (const known of KNOWN_COOKIES) {
  if (known.anyCase) inSmallLetters.add(known, known.pattern.toLowerCase());
  else asWritten.add(known, known.pattern);
}

const RANK: Readonly<Record<NameCertainty, number>> = { certain: 0, generic: 1, vague: 2 };

/** What a name alone can be. */
function find(name: string): readonly Found[] {
  return [...asWritten.find(name), ...inSmallLetters.find(name.toLowerCase())];
}

/** The most certain first, then the most particular. */
function byRank(a: Found, b: Found): number {
  const certainty = RANK[a.known.certainty] - RANK[b.known.certainty];
  if (certainty !== 0 || a.literals === b.literals) return certainty;
  return a.literals > b.literals ? -1 : 1;
}

/** The name that a piece of a long value is a piece of, by how its number is written. */
const CHUNK_ENDINGS: readonly (readonly [ChunkStyle, RegExp])[] = [
  ['.n', /\.\d{1,2}$/],
  ['-n', /-\d{1,2}$/],
  ['_n', /_\d{1,2}$/],
  ['Cn', /C\d{1,2}$/],
  ['n', /\d{1,2}$/],
];

/** A name taken apart: what it is a piece of, and which piece. */
export interface NameChunk {
  readonly base: string;
  readonly style: ChunkStyle;
  readonly number: number;
}

/** The ways in which a name can be a piece of a longer value. */
export function chunksOf(name: string): NameChunk[] {
  return CHUNK_ENDINGS.flatMap(([style, ending]): NameChunk[] => {
    const end = ending.exec(name.slice(-4));
    if (end === null || end[0].length >= name.length) return [];
    return [{ base: name.slice(0, -end[0].length), style, number: Number(/\d+$/.exec(end[0])?.[0]) }];
  });
}

function findWithChunks(name: string): readonly Found[] {
  const found = find(name);
  if (found.length > 0) return found;
  return chunksOf(name).flatMap(({ base, style }) => find(base).filter(({ known }) => known.chunks === style));
}

/** `__Host-` and its like say how a cookie was set, not whose it is. */
const PREFIX = /^__(?:Host-Http|Host|Secure|Http)-/i;

/** The name without `__Host-` and its like. */
export function withoutPrefix(name: string): string {
  return name.replace(PREFIX, '');
}

/** Longest name that is looked up, in characters; nobody writes longer ones. */
const LONGEST_NAME = 200;
const NOTHING: readonly KnownCookie[] = [];

/** Answers given before: a trace asks for the same few names at every request. */
const answers = new Map<string, readonly KnownCookie[]>();
const MAX_ANSWERS = 2_000;

/** All that a name can be, the likeliest first. A name asked for again costs one look into a map. */
export function candidatesForName(name: string): readonly KnownCookie[] {
  if (name.length > LONGEST_NAME) return NOTHING;
  const before = answers.get(name);
  if (before !== undefined) return before;
  const names = new Set([name, withoutPrefix(name)]);
  const found = [...names].flatMap(findWithChunks).sort(byRank);
  if (answers.size >= MAX_ANSWERS) answers.clear();
  const known = found.map((each) => each.known);
  answers.set(name, known);
  return known;
}
