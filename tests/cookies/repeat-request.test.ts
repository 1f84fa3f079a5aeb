import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import vm from 'node:vm';
import fc from 'fast-check';
import type { CurlRequest } from '../../extension/cookies/exchange/curl-command.ts';
import { fetchCall } from '../../extension/cookies/exchange/fetch-call.ts';
import { powerShellCommand } from '../../extension/cookies/exchange/power-shell.ts';

/** What a call of fetch is made with, as JavaScript reads it. */
function argumentsOf(call: string): readonly [string, RequestInit] {
  assert.match(call, /^await /);
  const found: unknown[] = [];
  vm.runInNewContext(call.replace(/^await /, ''), { fetch: (...given: unknown[]) => found.push(...given) });
  // Across contexts prototypes differ.
  return JSON.parse(JSON.stringify(found)) as [string, RequestInit];
}

const ANY_TEXT = fc.string({ unit: 'binary', maxLength: 40 });

describe('a call of fetch', () => {
  test('is read by JavaScript as the request that it repeats, whatever that holds', () => {
    fc.assert(
      fc.property(ANY_TEXT, fc.constantFrom('GET', 'POST', 'P"UT'), ANY_TEXT, (url, method, value) => {
        const [gotUrl, options] = argumentsOf(fetchCall({ url, method, headers: [{ name: 'x-a', value }] }));
        assert.equal(gotUrl, url);
        assert.equal(options.method, method);
        assert.deepEqual(options.headers, { 'x-a': value.replace(/[\0\r\n]/g, ' ') });
      }),
    );
  });

  test('keeps each of two headers of a name, and a name that objects know', () => {
    const twice = [
      { name: 'X-A', value: '1' },
      { name: 'x-a', value: '2' },
    ];
    const request = { url: 'http://a.test/', method: 'GET' };
    assert.deepEqual(argumentsOf(fetchCall({ ...request, headers: twice }))[1].headers, [
      ['X-A', '1'],
      ['x-a', '2'],
    ]);
    const odd = [{ name: '__proto__', value: '1' }];
    assert.deepEqual(argumentsOf(fetchCall({ ...request, headers: odd }))[1].headers, [['__proto__', '1']]);
  });

  test('sends the request again from Node, its cookies included', async () => {
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    const server = createServer((request, response) => {
      response.writeHead(302, { location: '/never' }).end();
      resolve(request);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=%22`;
    const headers = [
      { name: 'Host', value: 'elsewhere.test' },
      { name: ':path', value: '/a' },
      { name: 'cookie', value: 'sid="a\\b"; x=$HOME`id`' },
      { name: 'sec-fetch-mode', value: 'navigate' },
    ];
    const call = fetchCall({ url, method: 'POST', headers });
    const answer: Response = await vm.runInThisContext(`(async () => { return ${call.replace(/;$/, '')} })()`);
    const got = await promise;
    server.close();
    server.closeAllConnections();
    assert.equal(answer.status, 302);
    assert.equal(got.method, 'POST');
    assert.equal(got.url, '/a?b=%22');
    assert.equal(got.headers.cookie, 'sid="a\\b"; x=$HOME`id`');
    assert.notEqual(got.headers.host, 'elsewhere.test');
  });
});

const QUOTES = /['\u2018-\u201b]/;

/**
 * The verbatim strings of a script, read as PowerShell's tokenizer does (ScanStringLiteral): any single quote, straight
 * or typographic, ends the string unless another follows, which is then taken. What stands between them is `code`.
 */
function readScript(script: string): { readonly strings: readonly string[]; readonly code: string } {
  const strings: string[] = [];
  let code = '';
  let at = 0;
  while (at < script.length) {
    if (!QUOTES.test(script[at] ?? '')) {
      code += script[at++];
      continue;
    }
    let text = '';
    for (at++; at < script.length; at++) {
      if (QUOTES.test(script[at] ?? '')) {
        if (!QUOTES.test(script[at + 1] ?? '')) break;
        at++;
      }
      text += script[at];
    }
    at++;
    strings.push(text);
    code += '""';
  }
  return { strings, code };
}

describe('PowerShell commands', () => {
  const request = (url: string, value: string): CurlRequest => ({
    url,
    method: 'POST',
    headers: [
      { name: 'x-a', value },
      { name: 'cookie', value: 'sid=a\u2019; $(calc)=`b`' },
      { name: 'content-type', value: 'text/plain' },
      { name: 'user-agent', value: "it's" },
      { name: 'Host', value: 'a.test' },
    ],
    body: '@"\n$env:PATH',
  });

  test('hold every text in a verbatim string, whatever it holds', () => {
    fc.assert(
      fc.property(
        ANY_TEXT,
        fc.string({ unit: fc.constantFrom("'", '\u2018', '\u2019', '\u201b', '`', '$', 'a') }),
        (url, value) => {
          const { strings, code } = readScript(powerShellCommand(request(url, value)));
          assert.ok(strings.includes(url.replaceAll('\0', '')), 'the URL');
          assert.ok(strings.includes(value), 'the header');
          for (const text of ['sid', 'a\u2019', '$(calc)', '`b`', 'text/plain', "it's", '@"\n$env:PATH']) {
            assert.ok(strings.includes(text), text);
          }
          assert.equal(code, readScript(powerShellCommand(request('u', 'v'))).code);
        },
      ),
    );
  });

  test('give cookies to the session, for a Cookie header would be dropped', () => {
    const command = powerShellCommand({
      url: 'https://shop.example/cart',
      method: 'GET',
      headers: [
        { name: 'cookie', value: 'sid=1; theme=dark' },
        { name: 'accept', value: 'a' },
        { name: 'Accept', value: 'b' },
      ],
    });
    assert.equal(
      command,
      [
        '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession',
        "$session.Cookies.Add((New-Object System.Net.Cookie('sid', '1', '/', 'shop.example')))",
        "$session.Cookies.Add((New-Object System.Net.Cookie('theme', 'dark', '/', 'shop.example')))",
        "Invoke-WebRequest -UseBasicParsing -Uri 'https://shop.example/cart' `",
        "  -Method 'GET' `",
        '  -WebSession $session `',
        '  -MaximumRedirection 0 `',
        '  -Headers @{',
        "    'accept' = 'a, b'",
        '  }',
      ].join('\n'),
    );
  });
});
