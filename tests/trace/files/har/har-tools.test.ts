import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { harToolOf } from '../../../../extension/trace/files/har/har-tools.ts';
import { setCookieVerdict } from '../../../../extension/trace/verdicts/set-cookie-verdict.ts';
import { harEntryOf, harOf } from './har-builder.ts';
import { codesOf, folded, noticeOf, read, requests, responses } from './reading.ts';

const SAFARI =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15';
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const IOS_CHROME =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1';

const asked = (agent: string, at = 0): object => harEntryOf({ at, sent: { 'User-Agent': agent } });

describe('who made the requests', () => {
  test('the creators of HARs are known by the names that they give themselves', () => {
    for (const [name, id] of [
      ['WebInspector', 'chrome'],
      ['WebKit Web Inspector', 'safari'],
      ['Firefox', 'firefox'],
      ['Playwright', 'playwright'],
      ['Charles Proxy', 'charles'],
      ['Fiddler', 'fiddler'],
      ['Fiddler Everywhere', 'fiddler'],
      ['mitmproxy', 'mitmproxy'],
      ['mitmproxy har_dump', 'mitmproxy'],
      ['Proxyman', 'proxyman'],
      ['HTTP Toolkit', 'http-toolkit'],
      ['Insomnia REST Client', 'insomnia'],
      ['Burp Suite', 'burp'],
      ['OWASP ZAP', 'zap'],
      ['BrowserMob Proxy', 'selenium'],
      ['Selenium Wire HAR dump', 'selenium'],
      ['Browsertime', 'puppeteer'],
      ['Sidtrail', 'sidtrail'],
      ['', 'other'],
      ['SomeProxy', 'other'],
    ] as const) {
      assert.equal(harToolOf(name).id, id, name);
    }
  });

  test('the browser decides the rules: named by the file, by its tool, or by the User-Agents that a proxy saw', async () => {
    for (const [log, agent, browser, product] of [
      [{ creator: { name: 'WebInspector' } }, CHROME, 'chrome', 'Chrome'],
      [{ creator: { name: 'Firefox', version: '153.0' } }, '', 'firefox', 'Firefox'],
      [{ creator: { name: 'mitmproxy' } }, FIREFOX, 'firefox', 'Firefox'],
      [{ creator: { name: 'Charles Proxy' } }, CHROME, 'chrome', 'Chrome'],
      [{ creator: { name: 'Playwright' }, browser: { name: 'firefox', version: '150' } }, '', 'firefox', 'Firefox'],
      [{ creator: { name: 'Playwright' }, browser: { name: 'chromium', version: '1' } }, '', 'chrome', 'Chrome'],
    ] as const) {
      const { source } = await read(harOf([asked(agent)], log));
      assert.deepEqual([source.browser, source.product, source.rulesKnown], [browser, product, true]);
    }
  });

  test('creator and browser may stand anywhere: behind the entries, or beside the log', async () => {
    const entry = JSON.stringify(asked(''));
    const firefox = '{"name":"Firefox","version":"153.0"}';
    for (const text of [
      `{"log":{"entries":[${entry}],"creator":${firefox}}}`,
      `{"log":{"entries":[${entry}]},"creator":${firefox}}`,
      `{"browser":${firefox},"log":{"entries":[${entry}],"creator":{"name":"x"}}}`,
    ]) {
      assert.equal((await read(text)).source.browser, 'firefox', text.slice(0, 20));
    }
  });

  test('of several programs behind a proxy the browser speaks, and of several browsers the one that asks most', async () => {
    const log = { creator: { name: 'mitmproxy' } };
    const mixed = [asked('curl/8.5.0'), asked('curl/8.5.0', 1), asked(CHROME, 2), asked(FIREFOX, 3), asked(FIREFOX, 4)];
    assert.equal((await read(harOf(mixed, log))).source.browser, 'firefox');
  });

  for (const [name, log, agent, product] of [
    ['Safari', { creator: { name: 'WebKit Web Inspector', version: '1.0' } }, SAFARI, 'Safari'],
    ['Safari through a proxy', { creator: { name: 'Proxyman' } }, SAFARI, 'Safari'],
    ['Chrome on iOS, which is WebKit', { creator: { name: 'Charles Proxy' } }, IOS_CHROME, 'WebKit'],
    [
      'Playwright’s WebKit',
      { creator: { name: 'Playwright' }, browser: { name: 'webkit', version: '26' } },
      '',
      'WebKit',
    ],
    ['curl', { creator: { name: 'mitmproxy' } }, 'curl/8.5.0', 'curl'],
    ['Insomnia', { creator: { name: 'Insomnia REST Client' } }, '', 'Insomnia'],
  ] as const) {
    test(`${name} is known, and its rules as not known: no verdict is given as Chrome’s`, async () => {
      const got = [['Set-Cookie', 'sid=k3FzQm1x8sVb2TnL; SameSite=None']] as const;
      const har = await read(harOf([harEntryOf({ sent: { 'User-Agent': agent }, got })], log));
      assert.deepEqual(noticeOf(har, 'rules-not-known'), { product });
      const trace = folded(har);
      assert.deepEqual([trace.rulesKnown, trace.product], [false, product]);
      const line = trace.entries[0]?.setCookies[0];
      assert.ok(line !== undefined && setCookieVerdict(line).unknown.includes('browser-rules'));
      assert.equal(line.predicted.outcome, 'stored', 'Safari keeps SameSite=None without Secure');
    });
  }

  test('what such a browser sends and does not send is not explained by rules that may not be its own', async () => {
    const url = 'https://a.test/';
    const har = await read(
      harOf(
        [
          harEntryOf({
            url,
            sent: { 'User-Agent': SAFARI },
            got: [['Set-Cookie', 'sid=k3FzQm1x8sVb2TnL; Secure; Path=/']],
          }),
          harEntryOf({ at: 1_000, url, sent: { 'Sec-Fetch-Site': 'same-origin' } }),
          harEntryOf({ at: 2_000, url: 'http://a.test/' }),
        ],
        { creator: { name: 'WebKit Web Inspector', version: '1.0' } },
      ),
    );
    const { entries } = folded(har);
    assert.equal(entries[0]?.setCookies[0]?.later, undefined);
    const [missing] = entries[2]?.retrieval ?? [];
    assert.ok(missing?.predicted.unknown.includes('browser-rules'));
  });
});

describe('a HAR without cookies', () => {
  test('comes with the advice for the tool that wrote it', async () => {
    for (const [name, tool] of [
      ['Charles Proxy', 'charles'],
      ['Insomnia REST Client', 'insomnia'],
      ['WebKit Web Inspector', 'safari'],
      ['WebInspector', 'chrome'],
      ['Fiddler', 'fiddler'],
      ['Unheard Of', 'other'],
    ] as const) {
      assert.deepEqual(noticeOf(await read(harOf([harEntryOf()], { creator: { name } })), 'no-cookies'), { tool });
    }
  });

  test('a tunnel that a proxy did not look into is no request, and a notice counts it', async () => {
    const tunnel = harEntryOf({ method: 'CONNECT', url: 'https://a.test:443' });
    const har = await read(harOf([tunnel, tunnel, harEntryOf({ at: 1 })], { creator: { name: 'Charles Proxy' } }));
    assert.equal(har.entries, 1);
    assert.deepEqual(noticeOf(har, 'tunnels'), { count: 2 });
  });

  test('a tunnel beside the requests that went through it was looked into', async () => {
    const tunnel = (url: string): object => harEntryOf({ method: 'CONNECT', url });
    const inside = harEntryOf({ at: 1, url: 'https://a.test/home' });
    const seen = await read(harOf([tunnel('a.test:443'), tunnel('https://A.test:443'), inside]));
    assert.equal(noticeOf(seen, 'tunnels'), undefined);
    const other = await read(harOf([tunnel('a.test:443'), inside, tunnel('b.test:443')]));
    assert.deepEqual(noticeOf(other, 'tunnels'), { count: 1 });
  });

  test('addresses that know no cookies are left out with a notice', async () => {
    const har = await read(
      harOf([harEntryOf({ url: 'data:text/html,x' }), harEntryOf({ url: 'blob:null/1' }), harEntryOf()]),
    );
    assert.equal(har.entries, 1);
    assert.deepEqual(noticeOf(har, 'other-schemes'), { count: 2 });
  });
});

describe('values that somebody took out', () => {
  const set = (value: string) => [['Set-Cookie', `sid=${value}; Path=/; HttpOnly`]] as const;

  test('are not known: equal placeholders are neither one session nor a new one', async () => {
    for (const placeholder of ['[redacted]', 'REDACTED', '***', '[sid redacted]', '%5BREDACTED%5D']) {
      const har = await read(
        harOf([
          harEntryOf({ got: set(placeholder) }),
          harEntryOf({ at: 1_000, sent: { cookie: `sid=${placeholder}` } }),
          harEntryOf({ at: 2_000, sent: { cookie: `sid=${placeholder}` }, got: set(placeholder) }),
        ]),
      );
      assert.ok(codesOf(har).includes('redacted'), placeholder);
      assert.ok(!codesOf(har).includes('no-cookies'), placeholder);
      const { sessions, threads } = folded(har);
      assert.deepEqual([sessions.length, threads.size], [0, 0], placeholder);
    }
  });

  test('a session that is known from before is neither lost nor replaced by one', async () => {
    const value = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
    const har = await read(
      harOf([
        harEntryOf({ got: set(value) }),
        harEntryOf({ at: 1_000, sent: { cookie: 'sid=[redacted]' }, got: set('[redacted]') }),
        harEntryOf({ at: 2_000, sent: { cookie: '[redacted]' } }),
        harEntryOf({ at: 3_000, sent: { cookie: `sid=${value}` } }),
      ]),
    );
    const { entries, sessions } = folded(har);
    assert.deepEqual(
      entries.map(({ effects }) => effects.map(({ action }) => action)),
      [['created'], [], [], ['resumed']],
    );
    assert.equal(sessions.length, 1);
  });

  test('they show neither that a line was not kept nor that a deletion did not work', async () => {
    const value = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
    const page = { 'Sec-Fetch-Site': 'none' };
    const kept = await read(
      harOf([
        harEntryOf({ got: set(value) }),
        harEntryOf({ at: 1_000, sent: { ...page, cookie: 'sid=[redacted]' } }),
        harEntryOf({ at: 2_000, sent: page }),
      ]),
    );
    assert.equal(folded(kept).entries[0]?.setCookies[0]?.later, undefined);
    const deleted = await read(
      harOf([
        harEntryOf({ sent: { ...page, cookie: 'sid=[redacted]' }, got: [['Set-Cookie', 'sid=; Max-Age=0; Path=/']] }),
        harEntryOf({ at: 1_000, sent: { ...page, cookie: 'sid=[redacted]' } }),
      ]),
    );
    assert.equal(folded(deleted).entries[0]?.setCookies[0]?.later, undefined);
  });

  test('a whole line that was taken out is no cookie with a strange name', async () => {
    const har = await read(harOf([harEntryOf({ got: [['Set-Cookie', '[redacted]']] })]));
    assert.deepEqual(folded(har).entries[0]?.setCookies, []);
    assert.ok(codesOf(har).includes('redacted'));
  });
});

test('a tool that gives no phases: the answer came at the end, so that requests which crossed are seen to cross', async () => {
  const without = await read(harOf([harEntryOf({ members: { time: 400, timings: {} } })]));
  const [asked, answered] = [requests(without)[0], responses(without)[0]];
  assert.equal((answered?.time ?? 0) - (asked?.time ?? 0), 400);
  const none = { blocked: -1, dns: -1, connect: -1, send: -1, wait: -1, receive: -1 };
  const unknown = await read(harOf([harEntryOf({ members: { time: 400, timings: none } })]));
  assert.equal((responses(unknown)[0]?.time ?? 0) - (requests(unknown)[0]?.time ?? 0), 400);
});
