import type { Locator } from './harness/locator.ts';
import type { Surface } from './harness/surface.ts';

/** A question of the quiz as it stands on the page. */
export interface ShownQuestion {
  readonly ask: string;
  readonly options: readonly string[];
}

/** The view "Lesson" as a person reads it, on whichever surface. */
export class LessonPage {
  readonly surface: Surface;

  private constructor(surface: Surface) {
    this.surface = surface;
  }

  /** Opens the view on a surface that shows the inspector. */
  static async open(surface: Surface): Promise<LessonPage> {
    await surface.getByRole('button', { name: 'Lesson', exact: true }).click();
    await surface.getByRole('heading', { name: 'How sessions work' }).one();
    return new LessonPage(surface);
  }

  /** The rows of the execution table: the words of their cells, what only the ear hears left out. */
  table(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.execution tbody tr')].map((row) =>
        [...row.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim()).join(' | '),
      ),
    );
  }

  /** The nine places of the flow as the list tells them: `done: …`, `breaks here: …`. */
  flow(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.flow-list li')].map((item) => {
        const text = (element: Element | null) =>
          (element as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim();
        const told = [...item.querySelectorAll('.flow-value, .flow-why')].map(text).join(' / ');
        return `${text(item.querySelector('.tag'))}: ${told}`;
      }),
    );
  }

  /** The tasks of the tour that are ticked. */
  ticked(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.tour .done .tour-title')].map((title) => title.firstChild?.textContent ?? ''),
    );
  }

  button(name: string): Locator {
    return this.surface.getByRole('button', { name, exact: true });
  }

  /** The question that is asked now. */
  question(): Promise<ShownQuestion> {
    return this.surface.evaluate(() => {
      const text = (element: Element | null) =>
        (element as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
      const form = document.querySelector('form.quiz');
      return {
        ask: text(form?.querySelector('legend') ?? null),
        options: [...(form?.querySelectorAll('label') ?? [])].map((label) => text(label.querySelector('span'))),
      };
    });
  }

  /** The option that the page marks as right, once it was answered. */
  rightOption(): Promise<string> {
    return this.surface.evaluate(() => {
      const right = document.querySelector('form.quiz label.right span') as HTMLElement | null;
      return right?.innerText.replace(/\s+/g, ' ').trim() ?? '';
    });
  }
}
