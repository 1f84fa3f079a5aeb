/**
 * Runs in a document that the browser opens: whether it is loaded, and not the empty one that each begins with. Firefox
 * shows an empty one, complete, between two pages of different processes as well.
 */
export function isThere(): boolean {
  return document.readyState === 'complete' && location.href !== 'about:blank';
}
