import browser from 'webextension-polyfill';

/** Chrome's side panel API, which the polyfill's types lack. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

/** Prepares a function that opens the side panel (Chrome) or sidebar (Firefox) synchronously in a click handler. */
export function sidePanelOpener(): () => void {
  if (__BROWSER__ === 'firefox') {
    return () => {
      void browser.sidebarAction.open().then(() => close());
    };
  }
  // Read before the click: an await inside the handler would end the user gesture.
  let windowId = -2;
  void browser.windows.getCurrent().then(({ id }) => {
    windowId = id ?? windowId;
  });
  const { sidePanel } = browser as unknown as { readonly sidePanel: SidePanel };
  return () => {
    void sidePanel.open({ windowId }).then(() => close());
  };
}
