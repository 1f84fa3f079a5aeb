import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LATEST, LONGEST_EXCHANGE } from '../../../../extension/trace/files/har/har-time.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import { assertInProportion, cpuTimeOf } from '../../proportion.ts';
import { harEntryOf, harOf, START } from './har-builder.ts';
import { codesOf, folded, noticeOf, read, requests } from './reading.ts';

const VALUE = 'q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';

describe('a hostile HAR', () => {
  test('hosts that are names of Object.prototype are hosts like any other', async () => {
    for (const host of ['constructor', '__proto__', 'tostring', 'hasownproperty', 'valueof']) {
      const url = `http://${host}/`;
      const har = await read(
        harOf([
          harEntryOf({
            url,
            got: [
              ['Set-Cookie', `sid=${VALUE}; Path=/`],
              ['Session-Count', '1'],
            ],
          }),
          harEntryOf({ at: 1_000, url, sent: { cookie: `sid=${VALUE}`, Referer: url } }),
        ]),
      );
      const fold = createFold({ chosenNames: {}, countHeaders: {} });
      fold.apply(har.events);
      const { entries } = fold.trace;
      assert.deepEqual(
        entries.map(({ site, effects }) => [site, effects[0]?.action]),
        [
          [host, 'created'],
          [host, 'resumed'],
        ],
      );
    }
  });

  test('names of cookies, headers and members that are names of Object.prototype', async () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const har = await read(
      harOf([
        harEntryOf({
          sent: {
            cookie: names.map((name) => `${name}=${VALUE}`).join('; '),
            ...Object.fromEntries(names.map((name) => [name, 'x'])),
          },
          got: names.map((name) => ['Set-Cookie', `${name}=${VALUE}`] as const),
          members: JSON.parse(
            '{"__proto__":{"request":{"url":"http://evil.test/"}},"constructor":1,"_resourceType":"constructor"}',
          ) as object,
          request: { method: '__proto__' },
        }),
      ]),
    );
    const [first] = folded(har).entries;
    assert.equal(first?.setCookies.length, 4);
    assert.equal(({} as Record<string, unknown>)['request'], undefined);
  });

  test('times beyond all bounds are bounded, and what lies before 1970 is no time', async () => {
    const times: readonly (readonly [startedDateTime: unknown, time: unknown])[] = [
      [START, 1e300],
      [1e300, 5],
      [-1e300, -1e300],
      ['+275760-09-13T00:00:00.000Z', 5],
      ['0001-01-01T00:00:00Z', 5],
      ['1e300', '1e300'],
      [null, {}],
      [START, Number.MAX_VALUE],
    ];
    const entries = times.map(([startedDateTime, time]) =>
      harEntryOf({ members: { startedDateTime, time, timings: { wait: 1e300, send: -1e300, blocked: '1e300' } } }),
    );
    const har = await read(harOf(entries));
    for (const { time } of har.events) {
      assert.ok(time >= 0 && time <= LATEST + LONGEST_EXCHANGE, String(time));
      new Date(time).toISOString();
    }
    assert.equal(folded(har).entries.length, times.length);
  });

  test('an entry that is nested 10,000 levels deep is passed over, and the others are read', async () => {
    const deep = `{"request":{"url":"http://a.test/"},"x":${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}}`;
    const text = `{"log":{"entries":[${JSON.stringify(harEntryOf())},${deep},${JSON.stringify(harEntryOf({ at: 1 }))}]}}`;
    const har = await read(text);
    assert.equal(har.entries, 2);
    assert.deepEqual(noticeOf(har, 'entries-skipped'), { count: 1, of: 3, index: 2, why: 'too-deep' });
  });

  test('nesting of 10,000 levels outside of the entries is passed over', async () => {
    const text = harOf([harEntryOf()], JSON.parse(`{"_x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`) as object);
    assert.equal((await read(text)).entries, 1);
  });

  test('a header longer than a megabyte is left out with a notice', async () => {
    const har = await read(
      harOf([
        harEntryOf({
          got: [
            ['Set-Cookie', `a=${';'.repeat(4_000_000)}`],
            ['Set-Cookie', 'b=2'],
          ],
        }),
      ]),
    );
    assert.deepEqual(
      folded(har).entries[0]?.setCookies.map(({ raw }) => raw),
      ['b=2'],
    );
    assert.deepEqual(noticeOf(har, 'long-headers'), { count: 1 });
  });

  test('a header of octets with a wide character at its end takes time in proportion to its length', async () => {
    const timeOf = (length: number): Promise<number> => {
      const text = harOf([harEntryOf({ sent: { Cookie: `a=${'\xe9'.repeat(length)}\u0100` } })]);
      return cpuTimeOf(() => read(text));
    };
    await assertInProportion(timeOf, { short: 20_000, long: 160_000, tooLong: 20, enough: 500 });
  });

  test('a body of many megabytes is not kept, and its entry is', async () => {
    const content = { mimeType: 'text/html', text: 'x"\\'.repeat(2_000_000) };
    let longest = 0;
    const har = await read(harOf([harEntryOf({ response: { content } })]), {
      readCount: (body) => {
        longest = Math.max(longest, body.length);
        return undefined;
      },
    });
    assert.equal(har.entries, 1);
    assert.ok(longest < 100);
  });

  test('redirects in a ring end, and so does whoever follows them', async () => {
    const ring = Array.from({ length: 400 }, (_, at) =>
      harEntryOf({ at, url: `http://a.test/${at % 2}`, status: 302, got: [['Location', `/${(at + 1) % 2}`]] }),
    );
    const same = Array.from({ length: 400 }, () =>
      harEntryOf({ url: 'http://b.test/', status: 302, got: [['Location', '/']] }),
    );
    const har = await read(harOf([...ring, ...same]));
    assert.equal(folded(har).entries.length, 800);
  });

  test('an object that says itself how it is written as text stops nothing', async () => {
    const unwritable = { toString: 1, valueOf: 1 };
    const content = { mimeType: 'application/json', text: JSON.stringify({ status: unwritable, code: unwritable }) };
    const har = await read(
      harOf([
        harEntryOf({ response: { status: unwritable } }),
        harEntryOf({ response: { status: 401, content } }),
        harEntryOf(),
      ]),
    );
    assert.deepEqual(
      folded(har).entries.map(({ status }) => status),
      [undefined, 401, 200],
    );
  });

  test('any values anywhere in an entry make a trace or a notice, and never an error', async () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.constantFrom<unknown>(
        'http://constructor/',
        'http://__proto__/',
        1e300,
        -1,
        '1e999',
        'data:x',
        '\0',
        '\ud800',
        [[]],
      ),
    );
    const headers = fc.array(
      fc.record({ name: fc.constantFrom('Cookie', 'Set-Cookie', 'Referer', 'Location', 'Origin'), value: odd }),
    );
    const entries = fc.record({
      startedDateTime: odd,
      time: odd,
      pageref: odd,
      _resourceType: odd,
      _initiator: odd,
      _sidtrail: odd,
      request: fc.record({ method: odd, url: fc.oneof(fc.webUrl(), odd), headers, cookies: odd }),
      response: fc.record({ status: odd, headers, cookies: odd, redirectURL: odd, content: odd }),
      timings: odd,
    });
    const logs = fc.record({ creator: odd, browser: odd, pages: fc.array(odd), _sidtrail: odd, _masked: odd });
    await fc.assert(
      fc.asyncProperty(fc.array(entries, { maxLength: 5 }), logs, async (list, log) => {
        const har = await read(harOf([...list, harEntryOf()], log));
        assert.ok(folded(har).entries.length > 0);
        assert.ok(codesOf(har).length > 0);
        assert.ok(requests(har).every(({ n }, i, all) => i === 0 || n > (all[i - 1]?.n ?? 0)));
      }),
      { numRuns: 300 },
    );
  });
});
