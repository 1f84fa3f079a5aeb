/** Elements whose tooltip was made here: it goes when their text is no longer cut. */
const titled = new WeakSet<HTMLElement>();

/** Gives the cell under the pointer its whole text as a tooltip if the text is cut. Cells with a tooltip keep it. */
export function titleCutCell({ target }: Event): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>('.cell') : null;
  if (cell !== null) titleIfCut(cell, cell.querySelector<HTMLElement>('.across-text') ?? cell);
}

/** Gives the answer's sentence under the pointer a tooltip if the sentence is cut. */
export function titleCutLead({ currentTarget }: { readonly currentTarget: HTMLElement }): void {
  const words = currentTarget.querySelector<HTMLElement>('.answer-lead > span');
  if (words !== null) titleIfCut(words, words);
}

/** True if an element has no room for all of its words. */
export const isCutOff = (words: HTMLElement): boolean =>
  words.scrollWidth > words.clientWidth || words.scrollHeight > words.clientHeight + 2;

function titleIfCut(element: HTMLElement, words: HTMLElement): void {
  if (element.title !== '' && !titled.has(element)) return;
  if (isCutOff(words)) {
    titled.add(element);
    element.title = words.textContent.trim();
  } else if (titled.delete(element)) element.removeAttribute('title');
}
