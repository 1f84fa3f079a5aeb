import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOrigin } from '../../extension/cookies/parse-origin.ts';

const PARTS = ['protocol', 'hostname', 'host', 'port', 'origin'] as const;
const facts = (url: ReturnType<typeof parseOrigin>) =>
  url && Object.fromEntries(PARTS.map((part) => [part, url[part]]));

const odd = fc.constantFrom(
  ...['http://', 'HTTPS://', 'ws:', 'blob:https://', 'file:///', 'about:', 'x-y:', '//', '/', '\\', ':', '@', '?', '#'],
  ...['a.example', 'EXAMPLE.com', '127.1', '[::1]', ':80', ':443', ':99999', ' ', '\t', '\n', 'ü', '%41', 'user:pass@'],
);

test('the origin of a URL is what the whole URL has, asked for the first time and again', () => {
  const urls = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.array(odd, { maxLength: 7 }).map((parts) => parts.join('')),
    fc.tuple(odd, fc.string()).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(urls, (url) => {
      const whole = URL.canParse(url) ? new URL(url) : null;
      for (const asked of [parseOrigin(url), parseOrigin(url)]) assert.deepEqual(facts(asked), facts(whole));
    }),
    { numRuns: 3_000 },
  );
});

test('addresses of one origin are parsed once', () => {
  assert.equal(parseOrigin('https://shop.example/a?b'), parseOrigin('https://shop.example/c#d'));
  assert.notEqual(parseOrigin('https://shop.example/'), parseOrigin('https://shop.example.org/'));
});
