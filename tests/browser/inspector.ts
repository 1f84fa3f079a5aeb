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

const COLUMNS = ['Step', 'Time', 'Request', 'Request session ID', 'Count', 'Action', 'Response'] as const;

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
    const cells = await this.surface.evaluate((columns) => {
      const text = (element: Element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim();
      return [...document.querySelectorAll('table tbody tr')].map((row) => {
        const found = [...row.querySelectorAll('td')].map(text);
        return found.length === columns ? found : found.join(' ');
      });
    }, COLUMNS.length);
    return cells.map((line) => {
      if (typeof line === 'string') return line;
      const cell = (column: (typeof COLUMNS)[number]) => line[COLUMNS.indexOf(column)] ?? '';
      return {
        request: cell('Request'),
        id: cell('Request session ID').replace(/^(session )?\d+ /, ''),
        count: cell('Count'),
        action: cell('Action'),
      };
    });
  }

  /** Selects the request with this step number, as its row shows it. */
  async select(step: number): Promise<void> {
    await this.table.getByRole('row', { name: new RegExp(`^${step} `) }).click();
  }
}
