// Runs in the documents of watched sites (Chrome alone): sends their text to the background, which looks for counts, and
// the markup that says who asks. Plain JavaScript, for it is copied as it stands. It reads the document's nodes, so no
// layout is forced, and changes nothing.
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

  // What says who asks: fields (never their values), where links and forms lead, title and heading.
  const ATTRIBUTES = ['type', 'name', 'id', 'autocomplete', 'href', 'action', 'http-equiv', 'content'];
  function marks() {
    let whole = '';
    for (const element of document.querySelectorAll('title, h1, input, a[href], form[action], meta[http-equiv]')) {
      if (whole.length >= most) break;
      const given = ATTRIBUTES.filter((name) => element.hasAttribute(name));
      const pairs = given.map(
        (name) => ` ${name}="${element.getAttribute(name).slice(0, 500).replace(/["<>]/g, ' ')}"`,
      );
      const words = /^(?:title|h1)$/.test(element.localName)
        ? element.textContent.slice(0, 300).replace(/[<>]/g, ' ')
        : '';
      whole += `<${element.localName}${pairs.join('')}>${words}`;
    }
    return whole;
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

  async function send(again) {
    const { URL: url, contentType } = document;
    const started = timeOrigin();
    // The next page's request may be known by the time that this arrives; this page's began before its response.
    const answered = started + (navigation?.responseStart || performance.now()) + 1;
    const status = navigation?.responseStatus ?? 0;
    const read = { text: text(), marks: marks(), status, again };
    const pageText = { url, mediaType: contentType, ...read, started, answered };
    // Rejected where the extension was updated or removed meanwhile: then there is nobody to tell.
    return chrome.runtime.sendMessage({ pageText }).catch(() => true);
  }

  void send(false).then((found) => {
    if (found === true) return;
    // A script may write the count, or draw a form; by the load event most have.
    if (document.readyState === 'complete') return;
    addEventListener('load', () => void send(true), { once: true });
  });
})();
