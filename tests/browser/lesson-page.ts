import type { Locator } from './harness/locator.ts';
import type { Surface } from './harness/surface.ts';

/** A question of the quiz as it stands on the page. */
export interface ShownQuestion {
  readonly ask: string;
  readonly options: readonly string[];
}

/** The ways to learn, by their names on the page. */
export type LessonWay =
  | 'Watch'
  | 'Read'
  | 'Do'
  | 'Predict'
  | 'Be the browser'
  | 'Be the server'
  | 'Break it, fix it'
  | 'Quiz'
  | 'Teach';

/** The view "Lesson" as a person reads it, on whichever surface. */
export class LessonPage {
  readonly surface: Surface;

  private constructor(surface: Surface) {
    this.surface = surface;
  }

  /** Opens the view on a surface that shows the inspector, with a way to learn. */
  static async open(surface: Surface, way: LessonWay = 'Watch'): Promise<LessonPage> {
    // The strip of sessions comes with the first of them, and pushes the rest down.
    await surface.getByRole('list', { name: 'Sessions', exact: true }).one();
    await surface.getByRole('button', { name: 'Lesson', exact: true }).click();
    const lesson = await LessonPage.shownOn(surface);
    await lesson.choose(way);
    return lesson;
  }

  /** The view that a surface shows already, or is about to. */
  static async shownOn(surface: Surface): Promise<LessonPage> {
    await surface.getByRole('heading', { name: 'How sessions work' }).one();
    return new LessonPage(surface);
  }

  /** Chooses how to learn. */
  async choose(way: LessonWay): Promise<void> {
    await this.surface
      .locator('.ways button')
      .filter({ hasText: new RegExp(`^${way}`) })
      .click();
    await this.surface.waitFor((name) => document.querySelector('.way.chosen .way-name')?.textContent === name, way);
  }

  /** Brings a part of "Watch" up, where the window has room for one alone. */
  async part(name: 'Execution table' | 'Concept flow'): Promise<void> {
    const narrow = await this.surface.evaluate(() => document.querySelector('.lesson-parts') !== null);
    if (narrow) await this.button(name).click();
  }

  /** The rows of the execution table: the words of their cells, what only the ear hears left out. */
  table(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.execution tbody tr:not(.ahead)')].map((row) =>
        [...row.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, ' ').trim()).join(' | '),
      ),
    );
  }

  /** The nine places of the flow as the list shows them: `done: …`, `breaks here: …`. */
  flow(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.flow-list li')].map((item) => {
        const text = (element: Element | null) =>
          (element as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim();
        const values = [...item.querySelectorAll('.flow-value, .flow-why')].map(text).join(' / ');
        return `${text(item.querySelector('.tag'))}: ${values}`;
      }),
    );
  }

  /** The lines of code that the place of the flow lights up. */
  litCode(): Promise<string> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.code-line.now, .code-line.done')].map((line) => line.textContent).join('\n'),
    );
  }

  /** The tasks of the tour that are ticked. */
  ticked(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.tour .done .tour-title')].map((title) => title.firstChild?.textContent ?? ''),
    );
  }

  /** The faults of "Break it, fix it", each with how far it has come: `… seen`, `… fixed`. */
  faults(): Promise<readonly string[]> {
    return this.surface.evaluate(() =>
      [...document.querySelectorAll('.tour .tour-title')].map((title) =>
        (title as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
      ),
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
