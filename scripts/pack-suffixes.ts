import { createRequire } from 'node:module';

/** The list as tldts holds it: nodes with their edges to longer names, each edge with its label and its node. */
interface SuffixTrie {
  /** Other than 0: a rule ends at the node. */
  readonly nodeFlags: ArrayLike<number>;
  readonly edgeStart: ArrayLike<number>;
  readonly edgeChild: ArrayLike<number>;
  readonly edgeLength: ArrayLike<number>;
  readonly labelText: string;
  readonly rulesRoot: number;
  readonly exceptionsRoot: number;
}

/** Longest part that a label shares with the one before it, in characters: letters say how long it is. */
const MOST_SHARED = 25;

/** The rules of the Public Suffix List of tldts in ASCII, each with its labels from the last to the first. */
export function suffixRules(): string[] {
  const trie: SuffixTrie = createRequire(import.meta.url)('../node_modules/tldts/dist/cjs/src/data/trie.js');
  const { nodeFlags, edgeStart, edgeChild, edgeLength, labelText } = trie;
  const offsets: number[] = [];
  for (let edge = 0, offset = 0; edge < edgeLength.length; edge += 1) {
    offsets.push(offset);
    offset += edgeLength[edge] ?? 0;
  }
  const rules: string[] = [];
  const walk = (node: number, name: string, end: string): void => {
    if (name !== '' && nodeFlags[node] !== 0) rules.push(name + end);
    for (let edge = edgeStart[node] ?? 0; edge < (edgeStart[node + 1] ?? 0); edge += 1) {
      const from = offsets[edge] ?? 0;
      const label = labelText.slice(from, from + (edgeLength[edge] ?? 0));
      walk(edgeChild[edge] ?? 0, name === '' ? label : `${name}.${label}`, end);
    }
  };
  walk(trie.rulesRoot, '', '');
  walk(trie.exceptionsRoot, '', '!');
  // Browsers name hosts in ASCII alone.
  return rules.filter((rule) => /^[\0-\x7f]+$/.test(rule));
}

/** Labels that stand before the same longer ones: each may end a rule, and may have others before it. */
type Branch = Map<string, { isRule: boolean; readonly below: Branch }>;

function branchOf(rules: readonly string[]): Branch {
  const root: Branch = new Map();
  for (const rule of rules) {
    let branch = root;
    const labels = rule.split('.');
    for (const [index, label] of labels.entries()) {
      const node = branch.get(label) ?? { isRule: false, below: new Map() };
      branch.set(label, node);
      if (index === labels.length - 1) node.isRule = true;
      branch = node.below;
    }
  }
  return root;
}

function packBranch(branch: Branch): string {
  let before = '';
  return [...branch]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, { isRule, below }]) => {
      let shared = 0;
      while (shared < MOST_SHARED && shared < label.length && label[shared] === before[shared]) shared += 1;
      before = label;
      const inner = below.size === 0 ? '' : `${isRule ? '(' : '['}${packBranch(below)})`;
      return String.fromCharCode(65 + shared) + label.slice(shared) + inner;
    })
    .join('');
}

/** The list in the form that `packed-suffixes.ts` reads: 27 kB gzip where tldts takes 47. */
export function packSuffixes(): string {
  // A last label is a suffix in any case, so that no rule is needed for it.
  return packBranch(branchOf(suffixRules().filter((rule) => rule.includes('.'))));
}
