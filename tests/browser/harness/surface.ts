import { ask, axeViolations } from './ask.ts';
import type { Answer, AxeViolation, Question } from './in-page.ts';
import type { Key } from './keys.ts';
import { Locator, type TextMatch, toPattern } from './locator.ts';
import { until } from './until.ts';

export type ColorScheme = 'light' | 'dark';

/** What each browser must be able to do with a surface; everything else is built on it. */
export interface SurfaceDriver {
  /** Evaluates an expression in the page's own world and answers with its value (awaited), as JSON. */
  evaluate(expression: string): Promise<unknown>;
  /** A trusted click of the main button, at CSS pixels of the surface's viewport. */
  click(x: number, y: number): Promise<void>;
  /** A trusted key press on whatever has the focus. */
  press(key: Key, modifiers: readonly Modifier[]): Promise<void>;
  /** PNG of what is seen of the surface. */
  screenshot(): Promise<Buffer>;
  /** Makes the surface look so. Not every surface of every browser can be given a size: then it keeps its own. */
  emulate(looks: {
    readonly colorScheme?: ColorScheme;
    readonly width?: number;
    readonly height?: number;
  }): Promise<void>;
  close(): Promise<void>;
}

export type Modifier = 'Shift' | 'Control' | 'Alt' | 'Meta';

/** Anything that shows a document: a page's tab, the popup, the side panel or sidebar, the DevTools panel. */
export class Surface {
  readonly #driver: SurfaceDriver;
  /** As it is called in messages. */
  readonly label: string;

  constructor(driver: SurfaceDriver, label: string) {
    this.#driver = driver;
    this.label = label;
  }

  /** Runs a function in the page; it may use nothing from outside itself. Arguments and answer travel as JSON. */
  async evaluate<Arguments extends readonly unknown[], Result>(
    run: (...args: Arguments) => Result,
    ...args: Arguments
  ): Promise<Awaited<Result>> {
    return (await this.#driver.evaluate(`(${run.toString()})(...${JSON.stringify(args)})`)) as Awaited<Result>;
  }

  ask(question: Question): Promise<Answer> {
    return ask((expression) => this.#driver.evaluate(expression), question);
  }

  getByRole(role: string, options: { name?: TextMatch; exact?: boolean } = {}): Locator {
    return new Locator(this, []).getByRole(role, options);
  }

  getByText(text: TextMatch, options: { exact?: boolean } = {}): Locator {
    return new Locator(this, [{ by: 'text', text: toPattern(text, options.exact) }]);
  }

  /** Only for what has no role and no text, such as a part of a drawing. */
  locator(css: string): Locator {
    return new Locator(this, [{ by: 'css', css }]);
  }

  /** Clicks at CSS pixels of the viewport. */
  clickAt(x: number, y: number): Promise<void> {
    return this.#driver.click(x, y);
  }

  press(key: Key, ...modifiers: readonly Modifier[]): Promise<void> {
    return this.#driver.press(key, modifiers);
  }

  /** Types into whatever has the focus, key by key. */
  async type(text: string): Promise<void> {
    for (const character of text) await this.#driver.press(character, []);
  }

  /** PNG of what is seen of the surface, in the scheme and size asked for where the surface can take them. */
  async screenshot(looks: { colorScheme?: ColorScheme; width?: number; height?: number } = {}): Promise<Buffer> {
    await this.#driver.emulate(looks);
    await this.evaluate(() => new Promise<void>((painted) => requestAnimationFrame(() => setTimeout(painted))));
    return this.#driver.screenshot();
  }

  emulate(looks: { colorScheme?: ColorScheme; width?: number; height?: number }): Promise<void> {
    return this.#driver.emulate(looks);
  }

  /** What axe-core finds wrong; by all its rules unless some are named. */
  axeViolations(...rules: readonly string[]): Promise<readonly AxeViolation[]> {
    return axeViolations((expression) => this.#driver.evaluate(expression), rules);
  }

  /** Waits until a function that runs in the page answers with something true. */
  async waitFor<Arguments extends readonly unknown[]>(
    condition: (...args: Arguments) => unknown,
    ...args: Arguments
  ): Promise<void> {
    await until(async () => Boolean(await this.evaluate(condition, ...args)), `${condition} on ${this.label}`);
  }

  /** Brings it to the front, where it can be hidden: a tab. */
  async show(): Promise<void> {}

  close(): Promise<void> {
    return this.#driver.close();
  }
}
