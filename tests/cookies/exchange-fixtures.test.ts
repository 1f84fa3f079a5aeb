// What real tools wrote (fixtures/exchange) is read as what the server set, as far as the tool kept it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decodeFile } from '../../extension/cookies/exchange/decode-file.ts';
import { cookieLine, read, rowLine } from './exchange-reading.ts';

const FOLDER = new URL('fixtures/exchange/', import.meta.url);

const SID = 'sid=s%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL @app.example.test /';
const THEME = 'theme=dark @.example.test /';
const UNTIL = '2027-10-01T10:00:00';
const CART = 'cart=2 apples=x @app.example.test /shop';
const EMPTY = 'empty= @app.example.test /';
const CHIP = 'chip=p1 @app.example.test / Secure';
/** Of the characters that shells take for their own. */
const ODD = `odd=it's "5" $HOME \`id\` %41! ^& @app.example.test / Secure`;
/** A cookie of a Cookie header that went over https. */
const carried = (name: string, value: string): string => `${name}=${value} @app.example.test / Secure`;

interface Expected {
  readonly format: string;
  readonly rows: readonly string[];
  readonly notes?: readonly string[];
  readonly error?: string;
}

/** What Chromium's requests carried, in whatever form it was copied. */
const CARRIED = [
  carried('sid', 's%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL'),
  carried('theme', 'dark'),
  carried('empty', ''),
  carried('chip', 'p1'),
  ODD,
];
const FIREFOX_CARRIED = [carried('sid', 's%3Aabc.def'), carried('theme', 'dark'), ODD];

/** `…` at the end of a line stands for an expiry of the day on which the file was made. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'curl-7.88-cookie-jar.txt': {
    format: 'netscape',
    rows: [EMPTY, CART, `${THEME} ${UNTIL}`, `${SID} HttpOnly …`],
  },
  'curl-7.88-i.txt': {
    format: 'http-head',
    notes: ['host-assumed'],
    rows: [`${SID} HttpOnly lax …`, `${THEME} ${UNTIL}`, `${CART} strict`, EMPTY],
  },
  'curl-7.88-v.txt': {
    format: 'http-head',
    notes: ['pairs-only', 'pairs-covered'],
    rows: ['lang=de @app.example.test /', `${SID} HttpOnly lax …`, `${THEME} ${UNTIL}`, `${CART} strict`, EMPTY],
  },
  'wget-1.21.txt': { format: 'netscape', rows: [EMPTY, `${SID} …`, `${THEME} ${UNTIL}`] },
  'wget-1.21-port.txt': {
    format: 'netscape',
    rows: ['empty= @localhost / +port-dropped', 'sid=s%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL @localhost / … +port-dropped'],
  },
  'python-3.11-mozilla.txt': {
    format: 'netscape',
    rows: [
      `${SID} …`,
      EMPTY,
      CART,
      `${THEME} ${UNTIL}`,
      'sid=s%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL @localhost / … +local-suffix',
      'empty= @localhost / +local-suffix',
      'cart=2 apples=x @localhost /shop +local-suffix',
    ],
  },
  'python-3.11-lwp.txt': {
    format: 'lwp',
    rows: [
      `${SID} HttpOnly lax …`,
      EMPTY,
      `${CART} strict`,
      `${THEME} ${UNTIL}`,
      'sid=s%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL @localhost / HttpOnly lax … +local-suffix',
      'empty= @localhost / +local-suffix',
      'cart=2 apples=x @localhost /shop strict +local-suffix',
    ],
  },
  // Perl drops Max-Age when it saves.
  'libwww-perl-6.68.txt': {
    format: 'lwp',
    rows: [
      `${THEME} ${UNTIL}`,
      EMPTY,
      `${SID} HttpOnly lax`,
      `${CART} strict`,
      'empty= @localhost / +local-suffix',
      'sid=s%3AinsWZZ8JKnTD.k3FzQm1x8sVb2TnL @localhost / HttpOnly lax +local-suffix',
      'cart=2 apples=x @localhost /shop strict +local-suffix',
    ],
  },
  'httpie-3.2-session.json': {
    format: 'httpie',
    notes: ['host-assumed'],
    rows: ['lang=de @app.example.test /', `${SID} …`, EMPTY, CART, `${THEME} ${UNTIL}`],
  },
  'newman-6.2-cookie-jar.json': {
    format: 'tough-cookie',
    rows: [`${SID} HttpOnly lax …`, `${THEME} ${UNTIL}`, `${CART} strict`, EMPTY],
  },
  'playwright-1.65-cookies.json': {
    format: 'storage-state',
    notes: ['lax-may-be-unset'],
    rows: [
      `${CART} strict`,
      `${SID} Secure HttpOnly lax …`,
      `${THEME} lax ${UNTIL}`,
      `${EMPTY} lax`,
      `${CHIP} no_restriction in https://example.test`,
    ],
  },
  'playwright-1.65-storage-state.json': {
    format: 'storage-state',
    notes: ['lax-may-be-unset', 'local-storage-left'],
    rows: [
      `${CART} strict`,
      `${SID} Secure HttpOnly lax …`,
      `${THEME} lax ${UNTIL}`,
      `${EMPTY} lax`,
      `${CHIP} no_restriction in https://example.test`,
    ],
  },
  'puppeteer-core-25.json': {
    format: 'puppeteer',
    rows: [
      `${CART} strict`,
      `${SID} Secure HttpOnly lax …`,
      `${THEME} ${UNTIL}`,
      EMPTY,
      `${CHIP} no_restriction in https://example.test`,
    ],
  },
  'chromium-156-devtools-protocol.json': {
    format: 'puppeteer',
    rows: [
      `${CART} strict`,
      `${SID} Secure HttpOnly lax …`,
      `${THEME} ${UNTIL}`,
      EMPTY,
      `${CHIP} no_restriction in https://example.test`,
    ],
  },
  // chromedriver gives the cookies of the page's path alone, and no partition.
  'selenium-4.49.json': {
    format: 'webdriver',
    notes: ['lax-may-be-unset'],
    rows: [`${CHIP} no_restriction`, `${THEME} lax ${UNTIL}`, `${SID} Secure HttpOnly lax …`, `${EMPTY} lax`],
  },
  'firefox-153-webdriver.json': {
    format: 'webdriver',
    notes: ['lax-may-be-unset'],
    rows: [
      `${SID} Secure HttpOnly lax …`,
      `${THEME} 2027-10-01T10:00:01 +none-read-as-unset`,
      `${EMPTY} +none-read-as-unset`,
      `${CHIP} no_restriction`,
    ],
  },
  'chromedriver-156-bidi.json': {
    format: 'webdriver-bidi',
    rows: [
      `${CART} strict`,
      `${SID} Secure HttpOnly lax …`,
      `${THEME} 2027-10-01T10:00:01 +none-read-as-unset`,
      `${EMPTY} +none-read-as-unset`,
      `${CHIP} no_restriction in https://example.test`,
    ],
  },
  'chromium-156-cookies-table.json': { format: 'database', rows: Array(5).fill('! encrypted') },
  'firefox-153-moz_cookies.json': {
    format: 'database',
    rows: [`${THEME} ${UNTIL} +expiry-milliseconds`, `${SID} Secure HttpOnly lax … +expiry-milliseconds`],
  },
  'chromium-156-curl-posix.txt': { format: 'command', notes: ['pairs-only'], rows: CARRIED },
  'chromium-156-curl-cmd.txt': { format: 'command', notes: ['pairs-only'], rows: CARRIED },
  'chromium-156-curl-all.txt': { format: 'command', notes: ['pairs-only', 'repeated'], rows: CARRIED },
  'chromium-156-fetch.txt': { format: 'fetch', rows: [], error: 'fetch-without-cookies' },
  'chromium-156-fetch-node.txt': { format: 'fetch', notes: ['pairs-only'], rows: CARRIED },
  'chromium-156-powershell.txt': {
    format: 'powershell',
    notes: ['flags-unknown'],
    rows: CARRIED.map((row) => row.replace('theme=dark @app.', 'theme=dark @.')),
  },
  'chromium-156-request-headers.txt': { format: 'http-head', notes: ['pairs-only'], rows: CARRIED },
  'chromium-156-response-headers.txt': {
    format: 'http-head',
    notes: ['host-assumed'],
    rows: [`${SID} Secure HttpOnly lax …`, `${THEME} ${UNTIL}`, `${CART} strict`, EMPTY, `${CHIP} no_restriction`],
  },
  'firefox-153-curl-posix.txt': { format: 'command', notes: ['pairs-only'], rows: FIREFOX_CARRIED },
  'firefox-153-curl-cmd.txt': { format: 'command', notes: ['pairs-only'], rows: FIREFOX_CARRIED },
  'firefox-153-powershell.txt': {
    format: 'powershell',
    notes: ['flags-unknown'],
    rows: [`${carried('sid', 's%3Aabc.def')} +port-dropped`, `${ODD} +port-dropped`],
  },
  'mitmproxy-8-curl.txt': {
    format: 'command',
    notes: ['pairs-only'],
    rows: ['sid=s%3Aabc.def @app.example.test /', `q=it's "5" @app.example.test /`, 'v=`x` @app.example.test /'],
  },
  'mitmproxy-8-httpie.txt': {
    format: 'command',
    notes: ['pairs-only'],
    rows: ['sid=s%3Aabc.def @app.example.test /', `q=it's "5" @app.example.test /`, 'v=`x` @app.example.test /'],
  },
  'mitmproxy-8-raw.txt': {
    format: 'http-head',
    notes: ['pairs-only', 'pairs-covered'],
    rows: [
      `q=it's "5" @app.example.test /`,
      'v=`x` @app.example.test /',
      `${SID} HttpOnly lax …`,
      `${THEME} ${UNTIL}`,
      `${CART} strict`,
      EMPTY,
    ],
  },
};

const HTTPS_HEAD = /chromium-156-response|chromium-156-request/;
/** The day on which the files were made, thirty days later, or thirty days after the day that the test takes for now. */
const MADE = /2026-12-(?:23|28)T\d\d:\d\d:\d\d/;

describe('what real tools write is read', () => {
  for (const [file, { format, rows, notes = [], error }] of Object.entries(EXPECTED)) {
    test(file, () => {
      const text = decodeFile(readFileSync(new URL(file, FOLDER)));
      const site = HTTPS_HEAD.test(file) ? 'https://app.example.test/' : 'http://app.example.test/';
      const found = read(text, site);
      assert.equal(found.format, format);
      assert.equal(found.error?.code, error);
      assert.deepEqual(
        found.rows.map((row) => rowLine(row).replace(MADE, '…')),
        rows,
      );
      assert.deepEqual(
        (found.notes ?? []).map(({ code }) => code),
        notes,
      );
    });
  }

  test('every file of the folder', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'README.md');
    assert.deepEqual(files.sort(), Object.keys(EXPECTED).sort());
  });
});

test('a list is read from what Python prints of it', () => {
  const json = readFileSync(new URL('selenium-4.49.json', FOLDER), 'utf8');
  const printed = json
    .replaceAll('"', "'")
    .replaceAll('true', 'True')
    .replaceAll('false', 'False')
    .replaceAll('\n', '');
  const [inJson, inPython] = [read(json), read(printed)];
  assert.equal(inPython.format, 'webdriver');
  assert.deepEqual(
    inPython.notes?.map(({ code }) => code),
    ['literal', 'lax-may-be-unset'],
  );
  const cookies = ({ rows }: typeof inJson): string[] => rows.map((row) => (row.ok ? cookieLine(row.cookie) : ''));
  assert.deepEqual(cookies(inPython), cookies(inJson));
});
