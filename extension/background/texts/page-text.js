// Runs in the documents of watched sites (Chrome alone): sends their text to the background, which looks for counts.
// Plain JavaScript, for it is copied as it stands. It reads text nodes, so no layout is forced, and changes nothing.
(() => {
  const most = 65_536;
  const [navigation] = performance.getEntriesByType('navigation');
  // What a cache answers, the server did not count.
  if (navigation?.deliveryType === 'cache' || document.documentElement === null) return;

  function text() {
    const nodes = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
    let whole = '';
    while (whole.length < most && nodes.nextNode()) {
      const { parentElement, nodeValue } = nodes.currentNode;
      if (!parentElement?.closest('script, style, noscript, template')) whole += nodeValue;
    }
    return whole.slice(0, most);
  }

  // By today's clock: performance.timeOrigin stands off by the time that the computer slept since the process began.
  function timeOrigin() {
    for (let tries = 1; ; tries++) {
      const before = performance.now();
      const origin = Date.now() - before;
      // On a busy machine the process may have stood still between the two clocks.
      if (performance.now() - before < 1 || tries === 10) return origin;
    }
  }

  async function send() {
    const { URL: url, contentType } = document;
    const started = timeOrigin();
    // The next page's request may be known by the time that this arrives; this page's began before its response.
    const answered = started + (navigation?.responseStart || performance.now()) + 1;
    const pageText = { url, mediaType: contentType, text: text(), started, answered };
    // Rejected where the extension was updated or removed meanwhile: then there is nobody to tell.
    return chrome.runtime.sendMessage({ pageText }).catch(() => true);
  }

  void send().then((found) => {
    if (found === true) return;
    // A script may write the count; by the load event most have.
    if (document.readyState === 'complete') return;
    addEventListener('load', () => void send(), { once: true });
  });
})();
