import type { Signal } from '@preact/signals-core';
import type { RequestEntry } from '../../trace/model/entry.ts';
import { kindOf, type RequestKind } from '../../trace/model/request-kind.ts';

/** The kinds of requests that the table can hide, each with one switch. */
export const kindGroups = ['document', 'api', 'socket', 'other', 'static'] as const;

export type KindGroup = (typeof kindGroups)[number];

const GROUP: Readonly<Record<RequestKind, KindGroup>> = {
  document: 'document',
  frame: 'document',
  api: 'api',
  socket: 'socket',
  static: 'static',
  other: 'other',
};

export function groupOf(entry: RequestEntry): KindGroup {
  return GROUP[kindOf(entry)];
}

/** Shows the kind of a request again. */
export function unhideKind(hidden: Signal<readonly KindGroup[]>, entry: RequestEntry): void {
  const group = groupOf(entry);
  if (hidden.peek().includes(group)) hidden.value = hidden.peek().filter((each) => each !== group);
}

/** Whether a request did something to a session, or counted a visit: it is shown whatever kinds are hidden. */
export function changedSession({ effects, companions, counts }: RequestEntry): boolean {
  if (counts.length > 0) return true;
  for (const { action, wrote } of effects) if (wrote !== undefined || !QUIET.has(action)) return true;
  for (const { action } of companions) if (!QUIET.has(action)) return true;
  return false;
}

const QUIET: ReadonlySet<string> = new Set(['resumed', 'not-sent', 'none']);

/** How many requests there are of each kind, and how many of them are hidden. */
export interface KindCount {
  readonly all: number;
  readonly hidden: number;
}

const ABSENT = 255;
/** A request of what is looked at, but of another time. */
const OUTSIDE = 254;
/** Added to the number of a group: the request changed a session. */
const CHANGED = 16;

/** Counts requests by kind. A request that changes is counted again, at the same cost in any trace. */
export class KindCounts {
  /** What each request was counted as, by its step. */
  #seen = new Uint8Array(1024).fill(ABSENT);
  #first = 0;
  readonly #all = new Map<KindGroup, number>();
  readonly #quiet = new Map<KindGroup, number>();
  #inside = 0;
  #outside = 0;

  /** How many requests there are of all kinds, and how many with those of other times. */
  get sums(): { readonly inside: number; readonly all: number } {
    return { inside: this.#inside, all: this.#inside + this.#outside };
  }

  /** Forgets everything; `first` is the step of the first entry. */
  reset(first: number): void {
    this.#seen.fill(ABSENT);
    this.#first = first;
    this.#all.clear();
    this.#quiet.clear();
    this.#inside = 0;
    this.#outside = 0;
  }

  /** Counts a request, or counts it again: whether it belongs to what is looked at, and to the time looked at. */
  count(entry: RequestEntry, included: boolean, inTime = true): void {
    const at = entry.step - this.#first;
    if (at < 0) return;
    if (at >= this.#seen.length) {
      const seen = new Uint8Array(Math.max(at + 1, this.#seen.length * 2)).fill(ABSENT);
      seen.set(this.#seen);
      this.#seen = seen;
    }
    const now = included ? (inTime ? codeOf(entry) : OUTSIDE) : ABSENT;
    const before = this.#seen[at] ?? ABSENT;
    if (now === before) return;
    this.#seen[at] = now;
    this.#add(before, -1);
    this.#add(now, 1);
  }

  /** The count of a kind; what changed a session is never hidden. */
  of(group: KindGroup, isHidden: boolean): KindCount {
    return { all: this.#all.get(group) ?? 0, hidden: isHidden ? (this.#quiet.get(group) ?? 0) : 0 };
  }

  #add(code: number, by: 1 | -1): void {
    if (code === ABSENT) return;
    if (code === OUTSIDE) {
      this.#outside += by;
      return;
    }
    this.#inside += by;
    const group = kindGroups[code % CHANGED];
    if (group === undefined) return;
    this.#all.set(group, (this.#all.get(group) ?? 0) + by);
    if (code < CHANGED) this.#quiet.set(group, (this.#quiet.get(group) ?? 0) + by);
  }
}

function codeOf(entry: RequestEntry): number {
  return kindGroups.indexOf(groupOf(entry)) + (changedSession(entry) ? CHANGED : 0);
}
