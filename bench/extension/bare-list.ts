import type { Browser, Page } from '@playwright/test';

/** What a bare list needs to show what a table of Sidtrail shows. */
interface Pattern {
  readonly rows: number;
  /** px */
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly height: number;
  readonly widths: readonly number[];
  /** The texts of some rows' cells. */
  readonly texts: readonly (readonly string[])[];
}

/**
 * Opens the floor for a table that is open: a list of as many rows, as high and with the same cells' texts, and a
 * search box. It is the least that a page can do: elements that are used again, no framework, no style of cells.
 */
export async function openBareList(browser: Browser, like: Page): Promise<Page> {
  const pattern = await like.evaluate(readPattern);
  if (pattern === undefined) throw new Error('The page shows no table to take a pattern from.');
  const page = await browser.newPage({ viewport: like.viewportSize() });
  await page.setContent('<!doctype html><meta charset="utf-8"><title>Bare list</title>');
  await page.evaluate(showBareList, pattern);
  return page;
}

/** Runs in the page of the table: reads rows at forty places between its ends. */
async function readPattern(): Promise<Pattern | undefined> {
  const frame = (): Promise<number> => new Promise(requestAnimationFrame);
  const table = document.querySelector('table[aria-rowcount]');
  const scroller = table?.closest('.scroller');
  if (table === null || !scroller) return undefined;
  const before = scroller.scrollTop;
  const texts: string[][] = [];
  let widths: number[] = [];
  let rowHeight = 0;
  for (let place = 0; place < 40; place++) {
    scroller.scrollTop = (scroller.scrollHeight * place) / 40;
    await frame();
    await frame();
    for (const row of table.querySelectorAll<HTMLElement>('tbody tr')) {
      const cells = [...row.querySelectorAll<HTMLElement>('td')];
      // A line across all columns has no cells of its own.
      if (cells.length < 2) continue;
      texts.push(cells.map(({ innerText }) => innerText.replaceAll('\n', ' ')));
      widths = cells.map(({ offsetWidth }) => offsetWidth);
      rowHeight = row.offsetHeight;
    }
  }
  scroller.scrollTop = before;
  await frame();
  const rows = Number(table.getAttribute('aria-rowcount')) - 1;
  const headHeight = table.querySelector('thead')?.offsetHeight ?? 0;
  return { rows, rowHeight, headHeight, height: scroller.clientHeight, widths, texts };
}

/** Runs in the page of the list. */
function showBareList({ rows, rowHeight, headHeight, height, widths, texts }: Pattern): void {
  // The numbers in a path or a name make each row another, as in the table.
  const all = Array.from({ length: rows }, (_, at) =>
    (texts[at % texts.length] ?? []).map((text) => text.replace(/(n=|cookie-)\d+/u, `$1${at}`)),
  );
  const searched = all.map((cells) => cells.join(' '));
  let shown = all;
  document.body.innerHTML =
    '<style>body{margin:0;font:13px system-ui}#list{overflow:auto}#list div div{position:absolute;contain:strict;left:0;right:0;display:grid}' +
    'span{padding:0 8px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}</style>' +
    '<input type="search" aria-label="Search"><div id="list"><div style="position:relative"></div></div>';
  const scroller = document.getElementById('list') as HTMLElement;
  const body = scroller.firstElementChild as HTMLElement;
  scroller.style.height = `${height}px`;
  const pool = Array.from({ length: Math.ceil(height / rowHeight) + 1 }, () => {
    const row = document.createElement('div');
    row.style.height = `${rowHeight}px`;
    row.style.gridTemplateColumns = widths.map((width) => `${width}px`).join(' ');
    const cells = widths.map(() => row.appendChild(document.createElement('span')));
    for (const cell of cells) cell.append('');
    body.append(row);
    return { row, cells, at: -1 };
  });
  const draw = (afresh: boolean): void => {
    const first = Math.floor(scroller.scrollTop / rowHeight);
    for (let at = first; at < first + pool.length; at++) {
      const slot = pool[at % pool.length];
      if (slot === undefined || (slot.at === at && !afresh)) continue;
      slot.at = at;
      const row = shown[at];
      slot.row.style.transform = `translateY(${at * rowHeight + headHeight}px)`;
      slot.row.hidden = row === undefined;
      for (const [column, cell] of slot.cells.entries()) {
        (cell.firstChild as Text).data = row?.[column] ?? '';
      }
    }
  };
  const show = (): void => {
    body.style.height = `${shown.length * rowHeight + headHeight}px`;
    draw(true);
  };
  scroller.addEventListener('scroll', () => draw(false));
  document.querySelector('input')?.addEventListener('input', ({ target }) => {
    const { value } = target as HTMLInputElement;
    shown = value === '' ? all : all.filter((_, at) => searched[at]?.includes(value));
    show();
  });
  show();
}
