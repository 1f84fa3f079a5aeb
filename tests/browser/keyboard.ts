import type { Surface } from './harness/surface.ts';
import { until } from './harness/until.ts';

type Role = 'button' | 'link' | 'radio' | 'checkbox' | 'textbox' | 'summary';

const elements: Readonly<Record<Role, string>> = {
  button: 'button',
  link: 'a[href]',
  radio: 'input[type=radio]',
  checkbox: 'input[type=checkbox]',
  textbox: 'input[type=text], input:not([type])',
  summary: 'summary',
};

/** Where the focus is, seen from a target: on it, before it, after it, or on another radio button of its group. */
type Where = 'missing' | 'here' | 'group' | 'before' | 'after';

/** More stops than any surface has. */
const MAX_STOPS = 150;

/** Uses a surface by keys alone: Tab and Shift+Tab, arrows, Space and Enter. Nothing is focused by a script. */
export class Keyboard {
  readonly #surface: Surface;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  /** Goes to the first element of this role whose name begins so, and presses Enter. */
  async press(role: Role, name: string): Promise<void> {
    await this.#to(role, name, 'here');
    await this.#surface.press('Enter');
  }

  /** Ticks a box. */
  async tick(name: string): Promise<void> {
    await this.#to('checkbox', name, 'here');
    await this.#surface.press(' ');
  }

  /** Chooses a radio button: Tab leads to its group, the arrows to it. */
  async choose(name: string): Promise<void> {
    await this.#to('radio', name, 'group');
    for (let stops = 0; (await this.#where('radio', name)) === 'group'; stops++) {
      if (stops > MAX_STOPS) throw new Error(`No arrow leads to “${name}”.`);
      await this.#surface.press('ArrowDown');
    }
    // The arrows choose; on the first one nothing was pressed yet.
    await this.#surface.press(' ');
  }

  /** Types into a field, in place of what stands in it. */
  async fill(name: string, text: string): Promise<void> {
    await this.#to('textbox', name, 'here');
    await this.#surface.press('a', 'Control');
    await this.#surface.type(text);
  }

  async #to(role: Role, name: string, near: 'here' | 'group'): Promise<void> {
    await until(async () => (await this.#where(role, name)) !== 'missing', `the ${role} “${name}”`);
    for (let stops = 0; stops < MAX_STOPS; stops++) {
      const where = await this.#where(role, name);
      if (where === 'here' || where === near) return;
      if (where === 'after') await this.#surface.press('Tab', 'Shift');
      else await this.#surface.press('Tab');
    }
    throw new Error(`No Tab leads to the ${role} “${name}”.`);
  }

  #where(role: Role, name: string): Promise<Where> {
    return this.#surface.evaluate(
      (css, begins): Where => {
        const nameOf = (element: HTMLElement): string => {
          const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
          return element.getAttribute('aria-label') ?? (label ?? element).innerText;
        };
        const target = [...document.querySelectorAll<HTMLElement>(css)].find(
          (element) =>
            element.checkVisibility() &&
            !element.matches(':disabled') &&
            nameOf(element).replace(/\s+/g, ' ').trim().startsWith(begins),
        );
        const focused = document.activeElement;
        if (target === undefined || focused === null) return 'missing';
        if (target === focused) return 'here';
        const group = target instanceof HTMLInputElement && target.type === 'radio' ? target.name : undefined;
        if (group !== undefined && focused instanceof HTMLInputElement && focused.name === group) return 'group';
        return (target.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 'before' : 'after';
      },
      elements[role],
      name,
    );
  }
}
