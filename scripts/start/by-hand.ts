/** How to load the built extension without help, in either browser. @param dist The folder that holds both builds. */
export function byHand(dist: string, url: string): string {
  return `To load the extension by hand:
  Chrome, Chromium, Edge: open chrome://extensions, switch on "Developer mode", press "Load unpacked" and choose
    ${dist}/chrome
  Firefox: open about:debugging#/runtime/this-firefox, press "Load Temporary Add-on…" and choose
    ${dist}/firefox/manifest.json
Then open ${url} and press Sidtrail's button in the toolbar.`;
}
