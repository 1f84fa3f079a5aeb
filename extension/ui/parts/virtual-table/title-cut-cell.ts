/** Cells whose tooltip was made here: it goes when the cell is no longer cut. */
const titled = new WeakSet<HTMLElement>();

/** Gives the cell under the pointer its whole text as a tooltip if the text is cut. Cells with a tooltip keep it. */
export function titleCutCell({ target }: Event): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
  if (cell === null || (cell.title !== '' && !titled.has(cell))) return;
  const words = cell.querySelector<HTMLElement>('.across-text') ?? cell;
  const cut = words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight + 2;
  if (cut) {
    titled.add(cell);
    cell.title = words.textContent.trim();
  } else if (titled.delete(cell)) cell.removeAttribute('title');
}
