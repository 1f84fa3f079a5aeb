const find = (css: string): HTMLElement | null => document.querySelector<HTMLElement>(css);

/**
 * Keeps the place of whoever uses keys: what has the focus may go away, or be disabled for a while. Then the focus goes
 * back to it, or to the row that was used last, or to the step that an empty view offers, or to the notice of what was
 * done; from what stays disabled, to its Undo. In a view without any of these the browser knows best: its next Tab
 * begins where the focus was.
 */
export function keepFocus(signal: AbortSignal): void {
  let at: HTMLElement | undefined;
  let byKeys = false;
  const look = (): void => {
    if (at === undefined || signal.aborted || document.activeElement !== document.body) return;
    const undo = byKeys && at.matches(':disabled') ? find('.notice button:not(.bare)') : null;
    const other = at.isConnected
      ? at
      : (find('[data-active], .empty button') ?? (byKeys ? find('.notice button') : null));
    (undo ?? other)?.focus({ preventScroll: true });
  };
  // What is disabled has the focus until a frame is drawn, and no event says that it went.
  const observer = new MutationObserver(() => requestAnimationFrame(() => setTimeout(look)));
  const watch = ({ target }: Pick<Event, 'target'>): void => {
    observer.disconnect();
    // A table keeps the place of its rows.
    at = target instanceof HTMLElement && !target.matches('tr, [type=search]') ? target : undefined;
    if (at === undefined) return;
    byKeys = at.matches(':focus-visible');
    observer.observe(document, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  };
  const leave = ({ target }: Event): void => {
    const isDisabled = at?.matches(':disabled');
    requestAnimationFrame(() => {
      // Whoever clicks beside everything wants the focus nowhere.
      if (isDisabled !== true && target === at && at?.isConnected === true) at = undefined;
      look();
    });
  };
  // It may have been loaded at the first key.
  if (document.activeElement !== document.body) watch({ target: document.activeElement });
  addEventListener('focusin', watch, { signal });
  addEventListener('focusout', leave, { signal });
}
