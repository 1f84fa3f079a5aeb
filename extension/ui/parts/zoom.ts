/** How much an element is enlarged: px of the window for each of its own. Chromium before 128 does not say. */
export function zoomAt(element: EventTarget | null): number {
  return (element as { readonly currentCSSZoom?: number } | null)?.currentCSSZoom ?? 1;
}
