import browser from 'webextension-polyfill';

/** Chrome's side panel API, which the polyfill's types do not know. */
interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

/** Readies a function that opens the side panel (Chrome) or sidebar (Firefox) in a click's own turn. */
export function sidePanelOpener(): () => void {
  if (__BROWSER__ === 'firefox') {
    return () => {
      void browser.sidebarAction.open().then(() => close());
    };
  }
  // Known before the click: what is awaited inside it would end the gesture.
  let windowId = -2;
  void browser.windows.getCurrent().then(({ id }) => {
    windowId = id ?? windowId;
  });
  const { sidePanel } = browser as unknown as { readonly sidePanel: SidePanel };
  return () => {
    void sidePanel.open({ windowId }).then(() => close());
  };
}
