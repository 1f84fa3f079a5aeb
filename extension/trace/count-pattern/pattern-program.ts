import { type CharacterTest, isWord, PatternError, type PatternNode } from './parse-pattern.ts';

/** One step of a compiled pattern. */
type Instruction =
  | { readonly op: 'character'; readonly test: CharacterTest }
  | { readonly op: 'split'; first: number; second: number }
  | { readonly op: 'jump'; to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'edge'; readonly edge: 'start' | 'end' | 'word' | 'not-word' }
  | { readonly op: 'match' };

/** Most steps that a pattern may compile to: it bounds the time for each character. */
const MOST_STEPS = 600;

/** Where a pattern matched, and its group; offsets in the text. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly group: string;
}

/** Compiles a parsed pattern. @throws PatternError for one that is too long */
export function compilePattern(node: PatternNode): readonly Instruction[] {
  const program: Instruction[] = [];
  const emit = <I extends Instruction>(instruction: I): I => {
    if (program.length >= MOST_STEPS) {
      throw new PatternError('The pattern is too long: write it shorter, or repeat less in it.');
    }
    program.push(instruction);
    return instruction;
  };
  const write = (part: PatternNode): void => {
    switch (part.kind) {
      case 'character':
        emit({ op: 'character', test: part.test });
        return;
      case 'edge':
        emit({ op: 'edge', edge: part.edge });
        return;
      case 'sequence':
        for (const each of part.parts) write(each);
        return;
      case 'group':
        emit({ op: 'save', slot: 2 });
        write(part.part);
        emit({ op: 'save', slot: 3 });
        return;
      case 'choice': {
        const exits: { to: number }[] = [];
        for (const [at, option] of part.options.entries()) {
          if (at === part.options.length - 1) {
            write(option);
            break;
          }
          const split = emit({ op: 'split', first: program.length + 1, second: 0 });
          write(option);
          exits.push(emit({ op: 'jump', to: 0 }));
          split.second = program.length;
        }
        for (const exit of exits) exit.to = program.length;
        return;
      }
      case 'repeat': {
        for (let done = 0; done < part.least; done++) write(part.part);
        const split = (): { enter(): void; leave(): void } => {
          const at = emit({ op: 'split', first: 0, second: 0 });
          return {
            enter: () => {
              at[part.lazy ? 'second' : 'first'] = program.length;
            },
            leave: () => {
              at[part.lazy ? 'first' : 'second'] = program.length;
            },
          };
        };
        if (part.most === Number.POSITIVE_INFINITY) {
          const loop = program.length;
          const choice = split();
          choice.enter();
          write(part.part);
          emit({ op: 'jump', to: loop });
          choice.leave();
          return;
        }
        const choices = [];
        for (let done = part.least; done < part.most; done++) {
          const choice = split();
          choice.enter();
          choices.push(choice);
          write(part.part);
        }
        for (const choice of choices) choice.leave();
        return;
      }
    }
  };
  emit({ op: 'save', slot: 0 });
  write(node);
  emit({ op: 'save', slot: 1 });
  emit({ op: 'match' });
  return program;
}

type Slots = readonly number[];

/**
 * Finds the first match. All ways through the pattern are walked side by side, one character after another (Thompson;
 * Pike's virtual machine), so that the time is at most text × program: no pattern can hang.
 */
export function runPattern(program: readonly Instruction[], text: string): PatternMatch | undefined {
  let now: { at: number; slots: Slots }[] = [];
  let found: Slots | undefined;
  const visited = new Int32Array(program.length).fill(-1);

  const follow = (list: typeof now, from: number, position: number, given: Slots): void => {
    // An own stack: a long program must not exhaust the engine's.
    const stack: { at: number; slots: Slots }[] = [{ at: from, slots: given }];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const { at, slots } = next;
      if (visited[at] === position) continue;
      visited[at] = position;
      const step = program[at];
      if (step === undefined) continue;
      switch (step.op) {
        case 'jump':
          stack.push({ at: step.to, slots });
          break;
        case 'split':
          stack.push({ at: step.second, slots }, { at: step.first, slots });
          break;
        case 'save':
          stack.push({ at: at + 1, slots: slots.with(step.slot, position) });
          break;
        case 'edge':
          if (atEdge(step.edge, text, position)) stack.push({ at: at + 1, slots });
          break;
        case 'character':
        case 'match':
          list.push(next);
          break;
      }
    }
  };

  for (let position = 0; position <= text.length; position++) {
    if (found === undefined) follow(now, 0, position, [-1, -1, -1, -1]);
    const next: typeof now = [];
    const code = position < text.length ? text.charCodeAt(position) : -1;
    // The steps after this character are those of the next position: they are marked with it.
    for (const { at, slots } of now) {
      const step = program[at];
      if (step?.op === 'match') {
        found = slots;
        break;
      }
      if (step?.op === 'character' && code !== -1 && step.test(code)) follow(next, at + 1, position + 1, slots);
    }
    now = next;
    if (found !== undefined && now.length === 0) break;
  }
  if (found === undefined) return undefined;
  const [start = 0, end = 0, from = -1, to = -1] = found;
  return { start, end, group: from === -1 ? '' : text.slice(from, to) };
}

function atEdge(edge: 'start' | 'end' | 'word' | 'not-word', text: string, position: number): boolean {
  switch (edge) {
    case 'start':
      return position === 0;
    case 'end':
      return position === text.length;
    case 'word':
    case 'not-word': {
      const inside = (at: number): boolean => at >= 0 && at < text.length && isWord(text.charCodeAt(at));
      return (inside(position - 1) !== inside(position)) === (edge === 'word');
    }
  }
}
