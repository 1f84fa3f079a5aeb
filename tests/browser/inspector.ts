import type { Locator } from './harness/locator.ts';
import type { Surface } from './harness/surface.ts';

/** A line of the table "Requests": one request, or a line across (a session's end, a mark). */
export interface RequestRow {
  readonly request: string;
  /** `None`, or the shortened id that its chip shows. */
  readonly id: string;
  readonly count: string;
  readonly action: string;
}

/** The classes of the cells that are read; a table without room leaves others out. */
const CELLS = ['request', 'session-id', 'count', 'action'] as const;

/** The inspector as a person reads it, on whichever surface. */
export class Inspector {
  readonly surface: Surface;
  readonly table: Locator;

  constructor(surface: Surface) {
    this.surface = surface;
    this.table = surface.getByRole('table', { name: 'Requests', exact: true });
  }

  /** The requests from the oldest to the newest; lines across the table are left out. */
  async requests(): Promise<readonly RequestRow[]> {
    return (await this.lines()).filter((line) => typeof line !== 'string');
  }

  /** All lines: a request as its cells, a line across as its text. */
  async lines(): Promise<readonly (RequestRow | string)[]> {
    const cells = await this.surface.evaluate((names) => {
      const text = (element: Element | null) =>
        (element as HTMLElement | null)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
      return [...document.querySelectorAll('table tbody tr')].map((row) =>
        row.querySelector('td.request') === null
          ? text(row)
          : names.map((name) => text(row.querySelector(`td.${name}`))),
      );
    }, CELLS);
    return cells.map((line) => {
      if (typeof line === 'string') return line;
      const [request = '', id = '', count = '', action = ''] = line;
      return { request, id: id.replace(/^(session )?\d+ /, ''), count, action };
    });
  }

  /** Selects the request with this step number, as its row shows it. */
  async select(step: number): Promise<void> {
    await this.table.getByRole('row', { name: new RegExp(`^${step} `) }).click();
  }
}
