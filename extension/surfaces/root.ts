/** The root element of a page's UI, and a signal that aborts when the page is left. */
export function pageRoot(): { readonly root: HTMLElement; readonly signal: AbortSignal } {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id "root".');
  const ending = new AbortController();
  addEventListener('pagehide', () => ending.abort(), { once: true });
  return { root, signal: ending.signal };
}
