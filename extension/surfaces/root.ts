/** The root element of a page's UI, and a signal that aborts when the page is left. */
export function pageRoot(): { readonly root: HTMLElement; readonly signal: AbortSignal } {
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page has no element with the id "root".');
  showTheme();
  const ending = new AbortController();
  addEventListener('pagehide', () => ending.abort(), { once: true });
  return { root, signal: ending.signal };
}

/** The theme that the user chose in an inspector holds for every page; the inspector itself follows it live. */
function showTheme(): void {
  try {
    document.documentElement.style.colorScheme = JSON.parse(localStorage.getItem('theme') ?? '""');
  } catch {
    // The browser stores nothing: its own theme is shown.
  }
}
