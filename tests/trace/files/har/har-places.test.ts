import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type EntryChanges, harEntryOf, harOf } from './har-builder.ts';
import { folded, read, requests } from './reading.ts';

const NAVIGATION = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const FIREFOX = { creator: { name: 'Firefox', version: '153.0' }, browser: { name: 'Firefox', version: '153.0' } };
const CHARLES = { creator: { name: 'Charles Proxy', version: '4.6.3' } };

interface Kind {
  readonly mimeType?: string;
  readonly location?: string;
}

/** An entry as a tool writes it that gives no types: what it is shows in its media type alone. */
function entry(at: number, url: string, kind: Kind = {}, changes: EntryChanges = {}): object {
  const { mimeType = 'text/html', location } = kind;
  return harEntryOf({
    at,
    url,
    status: location === undefined ? 200 : 302,
    ...changes,
    got: [...(location === undefined ? [] : [['Location', location] as const]), ...(changes.got ?? [])],
    response: { content: { size: 0, mimeType }, ...(location !== undefined && { redirectURL: location }) },
  });
}

/** Of each request: its type, and the address of the page that it belongs to. */
async function placesOf(entries: readonly object[], log: object = CHARLES): Promise<(readonly unknown[])[]> {
  return requests(await read(harOf(entries, log))).map(({ type, topUrl }) => [type, topUrl]);
}

const PAGE = 'http://magazine.test/';

describe('which document is the page’s', () => {
  for (const [tool, log] of [
    ['Firefox', { ...FIREFOX, pages: [{ id: 'page_1', title: 'A magazine' }] }],
    ['Charles', { ...CHARLES, pages: [] }],
  ] as const) {
    test(`a tracking pixel’s redirect is no page, in a HAR of ${tool}: the site’s own cookies stay its own`, async () => {
      const members = { pageref: 'page_1' };
      const value = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
      const har = await read(
        harOf(
          [
            entry(0, PAGE, {}, { members }),
            entry(300, 'http://count.test/p?x=1', { location: '/p.gif' }, { members, sent: { Referer: PAGE } }),
            entry(
              600,
              `${PAGE}cart`,
              { mimeType: 'application/json' },
              {
                members,
                method: 'POST',
                sent: { Origin: 'http://magazine.test', Referer: PAGE },
                got: [['Set-Cookie', `cart_session=${value}; Path=/; HttpOnly`]],
              },
            ),
            entry(900, `${PAGE}cart`, {}, { members, sent: { Referer: PAGE, Cookie: `cart_session=${value}` } }),
          ],
          log,
        ),
      );
      assert.deepEqual(
        requests(har).map(({ type, topUrl }) => [type, topUrl]),
        [
          ['main_frame', undefined],
          ['image', PAGE],
          ['xmlhttprequest', PAGE],
          ['other', PAGE],
        ],
      );
      const { entries } = folded(har);
      assert.equal(entries[2]?.setCookies[0]?.predicted.outcome, 'stored');
      assert.deepEqual(
        entries.map(({ effects }) => effects[0]?.action),
        [undefined, undefined, 'created', 'resumed'],
      );
    });
  }

  test('a redirect to what the file does not hold, with a page there, makes no page either', async () => {
    const pixel = entry(
      300,
      'http://count.test/sync',
      { location: 'http://other.test/sync' },
      { sent: { Referer: PAGE } },
    );
    assert.deepEqual(await placesOf([entry(0, PAGE), pixel]), [
      ['main_frame', undefined],
      ['other', PAGE],
    ]);
  });

  test('a fragment of HTML that goes into a page is none, with or without words of the library that fetched it', async () => {
    const sent = { Referer: PAGE };
    const fragments: readonly EntryChanges['sent'][] = [
      sent,
      { ...sent, Accept: '*/*', 'HX-Request': 'true' },
      { ...sent, Accept: '*/*' },
      { ...sent, Accept: 'text/html, */*; q=0.01', 'X-Requested-With': 'XMLHttpRequest' },
      { ...sent, Accept: 'text/html, application/xhtml+xml', 'Turbo-Frame': 'clock' },
    ];
    for (const headers of fragments) {
      const [, second] = await placesOf(
        [entry(0, PAGE), entry(500, `${PAGE}clock.html`, {}, { sent: headers ?? {} })],
        {
          ...FIREFOX,
          pages: [],
        },
      );
      assert.notEqual(second?.[0], 'main_frame', JSON.stringify(headers));
      assert.equal(second?.[1], PAGE, JSON.stringify(headers));
    }
  });

  test('a frame is distinguished from a page by the requests that the page still makes after it', async () => {
    const sent = { Referer: PAGE, Accept: NAVIGATION };
    const image = { mimeType: 'image/png' };
    const frame = entry(200, 'http://ads.test/frame', {}, { sent });
    const inside = entry(300, 'http://ads.test/i.png', image, { sent: { Referer: 'http://ads.test/frame' } });
    const later = entry(900, `${PAGE}j.png`, image, { sent: { Referer: PAGE } });
    const har = await read(harOf([entry(0, PAGE), frame, inside, later], CHARLES));
    assert.deepEqual(
      requests(har).map(({ type, topUrl, ancestors, frameId }) => [type, topUrl, ancestors, frameId]),
      [
        ['main_frame', undefined, undefined, 0],
        ['sub_frame', PAGE, undefined, 1],
        ['image', PAGE, ['http://ads.test/frame'], 1],
        ['image', PAGE, undefined, 0],
      ],
    );
  });

  test('a link that is followed opens a page, and what comes then belongs to it', async () => {
    const next = 'http://magazine.test/article';
    const image = { mimeType: 'image/png' };
    assert.deepEqual(
      await placesOf([
        entry(0, PAGE),
        entry(100, `${PAGE}a.png`, image, { sent: { Referer: PAGE } }),
        entry(5_000, next, {}, { sent: { Referer: PAGE } }),
        entry(5_100, `${PAGE}b.png`, image, { sent: { Referer: next } }),
      ]),
      [
        ['main_frame', undefined],
        ['image', PAGE],
        ['main_frame', undefined],
        ['image', next],
      ],
    );
  });

  test('where nothing decides between a page and a frame of another site, the place stays open', async () => {
    const open = entry(500, 'http://pay.test/start', {}, { sent: { Referer: PAGE, Accept: NAVIGATION } });
    assert.deepEqual(await placesOf([entry(0, PAGE), open]), [
      ['main_frame', undefined],
      ['other', undefined],
    ]);
  });

  test('a document that the parser of a page asked for is a frame’s, over http too, where no Sec-Fetch-Dest is sent', async () => {
    const document = { _resourceType: 'document', pageref: 'page_1' };
    const log = { creator: { name: 'WebInspector', version: '537.36' }, pages: [{ id: 'page_1', title: PAGE }] };
    const parser = { ...document, _initiator: { type: 'parser', url: PAGE } };
    assert.deepEqual(
      await placesOf(
        [
          entry(0, PAGE, {}, { members: document }),
          entry(99, 'http://ads.test/', {}, { members: parser, sent: { Referer: PAGE } }),
          entry(150, 'http://ads.test/deeper', {}, { members: document, sent: { Referer: 'http://ads.test/' } }),
        ],
        log,
      ),
      [
        ['main_frame', undefined],
        ['sub_frame', PAGE],
        ['sub_frame', PAGE],
      ],
    );
  });

  test('the same without a list of pages, and without a Referer', async () => {
    const document = { _resourceType: 'document' };
    const parser = { ...document, _initiator: { type: 'parser', url: PAGE } };
    const log = { creator: { name: 'WebInspector', version: '537.36' }, pages: [] };
    const page = entry(0, PAGE, {}, { members: document });
    assert.deepEqual(await placesOf([page, entry(99, 'http://ads.test/', {}, { members: parser })], log), [
      ['main_frame', undefined],
      ['sub_frame', PAGE],
    ]);
  });

  test('the page’s title names its document, where the tool gives the URL as the title', async () => {
    const members = { pageref: 'page_0' };
    const log = {
      creator: { name: 'WebKit Web Inspector', version: '1.0' },
      pages: [{ id: 'page_0', title: `${PAGE}#top` }],
    };
    assert.deepEqual(
      await placesOf(
        [
          entry(0, 'http://ads.test/early', {}, { members, sent: { Referer: PAGE } }),
          entry(50, PAGE, {}, { members, sent: { Referer: 'http://search.test/' } }),
          entry(90, `${PAGE}x.css`, { mimeType: 'text/css' }, { members, sent: { Referer: PAGE } }),
        ],
        log,
      ),
      [
        ['other', PAGE],
        ['main_frame', undefined],
        ['stylesheet', PAGE],
      ],
    );
  });

  test('what a style sheet asks for belongs to the sheet’s page, which asked', async () => {
    const sheet = 'http://fonts.test/x.css';
    const har = await read(
      harOf([
        entry(0, PAGE),
        entry(10, sheet, { mimeType: 'text/css' }, { sent: { Referer: PAGE } }),
        entry(20, 'http://files.test/x.woff2', { mimeType: 'font/woff2' }, { sent: { Referer: sheet } }),
      ]),
    );
    const { topUrl, initiator } = requests(har)[2] ?? {};
    assert.deepEqual([topUrl, initiator], [PAGE, PAGE]);
  });

  test('a request of another program behind the same proxy belongs to no page', async () => {
    const update = entry(50, 'http://updates.test/check', { mimeType: 'application/json' });
    assert.deepEqual((await placesOf([entry(0, PAGE), update]))[1], ['xmlhttprequest', undefined]);
  });

  test('what its own site asked for, by Sec-Fetch-Site, belongs to no page of another site', async () => {
    const asks = (at: number, sent: Readonly<Record<string, string>>): object =>
      entry(
        at,
        'https://shop.test/api',
        { mimeType: 'application/json' },
        { sent: { Accept: 'application/json', ...sent } },
      );
    const places = await placesOf(
      [
        entry(0, 'https://forum.test/', {}, { sent: { Accept: NAVIGATION } }),
        asks(300, { 'Sec-Fetch-Site': 'same-origin' }),
        asks(600, { 'Sec-Fetch-Site': 'cross-site' }),
      ],
      FIREFOX,
    );
    assert.deepEqual(places.slice(1), [
      ['xmlhttprequest', undefined],
      ['xmlhttprequest', 'https://forum.test/'],
    ]);
  });

  test('a page of another site asked and gave no name: that it was another site is known', async () => {
    const cross = { 'Sec-Fetch-Dest': 'document', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Site': 'cross-site' };
    const [request] = requests(await read(harOf([entry(0, 'https://a.test/', {}, { sent: cross })])));
    assert.equal(request?.initiator, 'null');
  });
});

describe('redirects', () => {
  const chain = [
    entry(
      0,
      'https://shop.test/pay',
      { location: 'https://bank.test/start?x=1#top' },
      { sent: { Accept: NAVIGATION } },
    ),
    entry(40, 'https://bank.test/start?x=1', { location: '/form' }, { sent: { Accept: NAVIGATION } }),
    entry(80, 'https://bank.test/form', {}, { sent: { Accept: NAVIGATION } }),
  ];

  test('hops belong together: they share their id, and the last knows the ones before', async () => {
    const har = await read(harOf(chain));
    assert.deepEqual(
      requests(har).map(({ requestId, type }) => [requestId, type]),
      [
        ['har-1', 'main_frame'],
        ['har-1', 'main_frame'],
        ['har-1', 'main_frame'],
      ],
    );
    assert.deepEqual(
      har.events.filter(({ kind }) => kind === 'completed').length,
      1,
      'a browser reports the end of the last hop alone',
    );
    assert.deepEqual(folded(har).entries.at(-1)?.redirectedFrom, [
      'https://shop.test/pay',
      'https://bank.test/start?x=1',
    ]);
  });

  test('a hop is answered before the next one begins, whatever the tool’s clock says', async () => {
    const late = harEntryOf({ url: 'http://a.test/', status: 302, got: [['Location', '/b']], members: { time: 900 } });
    const har = await read(harOf([late, harEntryOf({ at: 10, url: 'http://a.test/b' })]));
    assert.deepEqual(
      har.events.slice(1).map(({ kind }) => kind),
      ['request', 'response', 'request', 'response', 'completed'],
    );
    assert.equal(folded(har).entries.length, 2);
  });

  test('an address that is asked for long after a redirect to it is no hop', async () => {
    const [first] = chain;
    const late = entry(600_000, 'https://bank.test/start?x=1');
    const har = await read(harOf([first ?? {}, late]));
    assert.deepEqual(
      requests(har).map(({ requestId }) => requestId),
      ['har-1', 'har-2'],
    );
  });

  test('the same address asked for again later is no hop', async () => {
    const har = await read(harOf([...chain, entry(500_000, 'https://bank.test/form')]));
    assert.equal(requests(har).at(-1)?.requestId, 'har-4');
  });
});
