import type { Answer, ElementFacts, Landing, Question, Step, TextPattern } from './in-page.ts';
import type { Key } from './keys.ts';
import { until } from './until.ts';

/** A part of the text, whatever its case, or a regular expression. */
export type TextMatch = string | RegExp;

export function toPattern(text: TextMatch, exact = false): TextPattern {
  if (typeof text !== 'string') return { text: text.source, mode: 'regex', flags: text.flags };
  return { text, mode: exact ? 'exact' : 'part' };
}

/** Where a locator looks, and how it acts: a surface. */
export interface Ground {
  readonly label: string;
  ask(question: Question): Promise<Answer>;
  clickAt(x: number, y: number): Promise<void>;
  press(key: Key): Promise<void>;
  type(text: string): Promise<void>;
  /** Brings it to the front, where it can be hidden: a tab. */
  show(): Promise<void>;
}

/** A way to elements, walked again at each use. Acting waits until there is exactly one that can be acted on. */
export class Locator {
  readonly #ground: Ground;
  readonly #steps: readonly Step[];

  constructor(ground: Ground, steps: readonly Step[]) {
    this.#ground = ground;
    this.#steps = steps;
  }

  #then(step: Step): Locator {
    return new Locator(this.#ground, [...this.#steps, step]);
  }

  /** By ARIA role and accessible name; hidden elements have neither. */
  getByRole(role: string, { name, exact }: { name?: TextMatch; exact?: boolean } = {}): Locator {
    return this.#then({ by: 'role', role, ...(name === undefined ? {} : { name: toPattern(name, exact) }) });
  }

  getByText(text: TextMatch, { exact }: { exact?: boolean } = {}): Locator {
    return this.#then({ by: 'text', text: toPattern(text, exact) });
  }

  locator(css: string): Locator {
    return this.#then({ by: 'css', css });
  }

  /** Those of them that hold this text. */
  filter({ hasText }: { hasText: TextMatch }): Locator {
    return this.#then({ by: 'has-text', text: toPattern(hasText) });
  }

  /** Counted from 0, or from the end with -1. */
  nth(nth: number): Locator {
    return this.#then({ by: 'nth', nth });
  }

  first(): Locator {
    return this.nth(0);
  }

  last(): Locator {
    return this.nth(-1);
  }

  toString(): string {
    const words = this.#steps.map((step) => {
      switch (step.by) {
        case 'role':
          return step.name ? `${step.role} "${step.name.text}"` : step.role;
        case 'text':
        case 'has-text':
          return `"${step.text.text}"`;
        case 'css':
          return step.css;
        case 'nth':
          return `[${step.nth}]`;
      }
    });
    return `${words.join(' › ')} on ${this.#ground.label}`;
  }

  /** Everything known of each element, now; no waiting. */
  async all(): Promise<readonly ElementFacts[]> {
    const answer = await this.#ground.ask({ ask: 'read', steps: this.#steps });
    if (answer.kind !== 'elements') throw new Error(`Reading ${this} gave ${answer.kind}.`);
    return answer.elements;
  }

  async count(): Promise<number> {
    const answer = await this.#ground.ask({ ask: 'count', steps: this.#steps });
    if (answer.kind !== 'count') throw new Error(`Counting ${this} gave ${answer.kind}.`);
    return answer.count;
  }

  /** The rendered text of each, white space made single; now. */
  async texts(): Promise<string[]> {
    return (await this.all()).map(({ text }) => text);
  }

  /** The accessible name of each; now. */
  async names(): Promise<string[]> {
    return (await this.all()).map(({ name }) => name);
  }

  /** Waits for exactly one element. */
  async one(): Promise<ElementFacts> {
    return until(async () => {
      const all = await this.all();
      if (all.length > 1) throw new Error(`There are ${all.length}.`);
      return all[0];
    }, `${this}`);
  }

  /** The rendered text of the one element; waits for it. */
  async text(): Promise<string> {
    return (await this.one()).text;
  }

  async value(): Promise<string | undefined> {
    return (await this.one()).value;
  }

  async attribute(name: string): Promise<string | undefined> {
    return (await this.one()).attributes[name];
  }

  /** Waits until there is none. */
  async gone(): Promise<void> {
    await until(async () => (await this.count()) === 0, `no ${this}`);
  }

  /**
   * Clicks once the element stands still where nothing covers it. A click that reached nothing at all is made again.
   * @throws When the click reached something else: a test that went on would wait for what cannot come.
   */
  async click(): Promise<void> {
    const landing = await until(async () => {
      const { x, y } = await this.#when({ ask: 'aim', steps: this.#steps }, 'point', 'to click');
      await this.#ground.clickAt(x, y);
      // A click may close its surface.
      const answer = await this.#ground.ask({ ask: 'landed' }).catch(() => undefined);
      const where: Landing = answer?.kind === 'landed' ? answer.where : { at: 'gone' };
      return where.at !== 'nowhere' && where;
    }, `the click on ${this}`);
    switch (landing.at) {
      case 'target':
      case 'gone':
      case 'nowhere':
        return;
      case 'elsewhere':
        throw new Error(`${this} moved away: the click was on ${landing.html}.`);
      case 'replaced':
        throw new Error(`${this} was replaced by ${landing.html} while it was clicked.`);
    }
  }

  async focus(): Promise<void> {
    await this.#when({ ask: 'focus', steps: this.#steps, select: false }, 'done', 'to focus');
  }

  /** Replaces the value of a field by typing. */
  async fill(text: string): Promise<void> {
    await this.#when({ ask: 'focus', steps: this.#steps, select: true }, 'done', 'to fill');
    if (text === '') await this.#ground.press('Delete');
    else await this.#ground.type(text);
  }

  async press(key: Key): Promise<void> {
    await this.focus();
    await this.#ground.press(key);
  }

  #when<K extends Answer['kind']>(question: Question, kind: K, what: string): Promise<Extract<Answer, { kind: K }>> {
    return until(async () => {
      const answer = await this.#ground.ask(question);
      // Nobody can click what is not shown.
      if (answer.kind === 'hidden') await this.#ground.show();
      if (answer.kind === 'not-yet') throw new Error(answer.why);
      return answer.kind === kind ? (answer as Extract<Answer, { kind: K }>) : undefined;
    }, `${this} ${what}`);
  }
}
