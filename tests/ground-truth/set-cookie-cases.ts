import { CHROMIUM_LINES } from '../cookies/measured/chromium-156.ts';
import { FIREFOX_LINES } from '../cookies/measured/firefox-153.ts';
import type { MeasuredLine } from '../cookies/measured/measured-line.ts';

/** One Set-Cookie line to be tried, with what came before it. */
export interface SetCookieCase {
  readonly note: string;
  /** Without a port. */
  readonly url: string;
  /** Lines of an earlier response, and where from. */
  readonly before: readonly Buffer[];
  readonly beforeAt: string;
  /** Lines of the same response; the last one is the one that is judged. */
  readonly lines: readonly Buffer[];
  readonly headers?: Readonly<Record<string, string>>;
}

interface Own {
  readonly note: string;
  readonly url: string;
  readonly before?: readonly string[];
  readonly beforeAt?: string;
  /** One character an octet. */
  readonly lines: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where a Secure cookie is held and with which Domain, from where it is overwritten, and with which Domain. */
const SECURE_OVERLAYS: readonly (readonly [held: readonly [string, string], url: string, set: string])[] = [
  ...['a.test', 'sub.a.test'].flatMap((heldAt) =>
    ['', '; Domain=a.test', ...(heldAt === 'sub.a.test' ? ['; Domain=sub.a.test'] : [])].flatMap((heldFor) =>
      ['a.test', 'sub.a.test', 'www.a.test'].flatMap((url) =>
        ['', '; Domain=a.test', ...(url === 'a.test' ? [] : [`; Domain=${url}`])].map(
          (set) => [[heldAt, heldFor], url, set] as const,
        ),
      ),
    ),
  ),
];

const CLEARS = { 'Clear-Site-Data': '"cookies"' };

/** Cases beside those that the rules' own tests hold. */
const OWN: readonly Own[] = [
  { note: 'octets that are no UTF-8, in the value', url: 'http://localhost/gt', lines: ['n=\xe9x'] },
  { note: 'octets that are no UTF-8, in the name', url: 'http://localhost/gt', lines: ['\xe9n=v'] },
  { note: 'UTF-8 in the Path', url: 'http://localhost/gt', lines: ['n=v; Path=/\xc3\xa9'] },
  { note: 'UTF-8 in the Domain', url: 'http://a.test/gt', lines: ['n=v; Domain=\xc3\xa9.test'] },
  { note: 'several reasons: Secure and None on http', url: 'http://a.test/gt', lines: ['n=v; Secure; SameSite=None'] },
  {
    note: 'several reasons: a foreign Domain and Secure',
    url: 'http://a.test/gt',
    lines: ['n=v; Secure; Domain=b.test'],
  },
  {
    note: 'several reasons: a control character and a prefix',
    url: 'http://a.test/gt',
    lines: ['__Host-n=\x01; Domain=b.test'],
  },
  {
    note: 'overwriting a Secure cookie, SameSite=None too',
    url: 'http://a.test/gt',
    before: ['n=old; Secure'],
    beforeAt: 'https://a.test/gt',
    lines: ['n=new; SameSite=None'],
  },
  {
    note: 'a Secure cookie of a parent domain',
    url: 'http://sub.a.test/gt',
    before: ['n=old; Secure; Domain=a.test'],
    beforeAt: 'https://sub.a.test/gt',
    lines: ['n=new'],
  },
  {
    note: 'a Secure cookie of a narrower path is no hindrance',
    url: 'http://a.test/gt',
    before: ['n=old; Secure; Path=/deep'],
    beforeAt: 'https://a.test/gt',
    lines: ['n=new; Path=/'],
  },
  {
    note: 'deleting a Secure cookie over http',
    url: 'http://a.test/gt',
    before: ['n=old; Secure'],
    beforeAt: 'https://a.test/gt',
    lines: ['n=; Max-Age=0'],
  },
  {
    note: 'deleting with Domain what was set without',
    url: 'http://a.test/gt',
    before: ['n=old'],
    lines: ['n=; Max-Age=0; Domain=a.test'],
  },
  {
    note: 'deleting with another path',
    url: 'http://a.test/gt',
    before: ['n=old; Path=/gt'],
    lines: ['n=; Max-Age=0'],
  },
  { note: 'Clear-Site-Data beside Set-Cookie on https', url: 'https://a.test/gt', headers: CLEARS, lines: ['n=v'] },
  {
    note: 'Clear-Site-Data beside Set-Cookie on localhost',
    url: 'http://localhost/gt',
    headers: CLEARS,
    lines: ['n=v'],
  },
  { note: 'Clear-Site-Data is not heard over http', url: 'http://a.test/gt', headers: CLEARS, lines: ['n=v'] },
  {
    note: 'Clear-Site-Data for storage leaves cookies alone',
    url: 'https://a.test/gt',
    headers: { 'Clear-Site-Data': '"storage"' },
    lines: ['n=v'],
  },
  {
    note: 'the server clock is an hour slow',
    url: 'http://localhost/gt',
    headers: { Date: new Date(Date.now() - 3_600_000).toUTCString() },
    lines: [`n=v; Expires=${new Date(Date.now() - 1_800_000).toUTCString()}`],
  },
  { note: 'an empty value overwrites', url: 'http://localhost/gt', before: ['n=old'], lines: ['n='] },
  { note: 'another SameSite overwrites', url: 'http://localhost/gt', before: ['n=v'], lines: ['n=v; SameSite=Strict'] },
  { note: 'Domain=.test on a subdomain', url: 'http://sub.a.test/gt', lines: ['n=v; Domain=.test'] },
  { note: 'Secure on http://sub.localhost', url: 'http://sub.localhost/gt', lines: ['n=v; Secure'] },
  ...[
    'Foo=a\tb',
    'F\too=1',
    'Path=/a\tb',
    'HttpOnly=a\tb',
    'Sec\ture',
    'Max-Age=6\t0',
    'SameSite=L\tax',
    'Domain=a\tb',
  ].map((attribute) => ({ note: 'TAB in an attribute', url: 'http://localhost/gt', lines: [`n=v; ${attribute}`] })),
  ...[
    (date: string) => date.replace('GMT', 'UTC'),
    (date: string) => date.replaceAll(' ', '-'),
    (date: string) => date.replace(/ (\d\d) (\w+) (\d+) /, ' $1-$2-$3-').replace(' GMT', '-GMT'),
    (date: string) => date.replace(/ (\d\d) (\w+) (\d+) /, ' $1-$2-$3 '),
    (date: string) => date.replace(' GMT', ''),
    (date: string) => date.replace(' GMT', ' EST'),
    (date: string) => date.replace(' GMT', ' +0100'),
    (date: string) => date.slice(5),
  ].flatMap((write) =>
    [-7_200_000, 7_200_000].map((from) => {
      const expires = write(new Date(Date.now() + from).toUTCString());
      return { note: 'a date', url: 'http://localhost/gt', before: ['n=old'], lines: [`n=v; Expires=${expires}`] };
    }),
  ),
  ...[
    'Domain=b\xc3\xbccher.test',
    'Domain=B\xc3\x9cCHER.test',
    'Domain=.b\xc3\xbccher.test',
    'Domain=b%C3%BCcher.test',
    'Domain=xn--bcher-kva.test',
    'Domain=XN--BCHER-KVA.test',
  ].map((domain) => ({
    note: 'a Domain beyond ASCII',
    url: 'http://xn--bcher-kva.test/gt',
    lines: [`n=v; ${domain}`],
  })),
  {
    note: 'a Domain in full-width letters',
    url: 'http://example.com/gt',
    lines: ['n=v; Domain=\xef\xbd\x85xample.com'],
  },
  {
    note: 'octets that are no UTF-8, in the Domain',
    url: 'http://xn--bcher-kva.test/gt',
    lines: ['n=v; Domain=b\xfccher.test'],
  },
  ...['-abc', '-1.5', '-', '--5', '-0', '+5', '+', '5-', '1e3', '0x10', ' 5 ', '5 5', '-\xc3\xa9', '9'.repeat(30)].map(
    (seconds) => ({
      note: 'an odd Max-Age',
      url: 'http://localhost/gt',
      before: ['n=old'],
      lines: [`n=v; Max-Age=${seconds}`],
    }),
  ),
  ...['Path=/a\tb; Path=/', 'Path=/; Path=/a\tb', 'Path=a\tb', 'Path=/a\tb; Path=b'].map((path) => ({
    note: 'TAB in one Path of two',
    url: 'http://localhost/gt',
    lines: [`n=v; ${path}`],
  })),
  ...[1023, 1024, 1025, 1100].flatMap((size) => {
    const path = `/${'p'.repeat(size - 1)}`;
    return [
      { note: `a default path of ${size} octets`, url: `http://localhost${path}/gt`, lines: ['n=v'] },
      {
        note: `a default path of ${size} octets beside a Path that is none`,
        url: `http://localhost${path}/gt`,
        lines: ['n=v; Path=x'],
      },
      { note: `a Path of ${size} octets`, url: `http://localhost${path}/gt`, lines: [`n=v; Path=${path}`] },
    ];
  }),
  ...[
    'SameSite=Lax; SameSite=LONG',
    'SameSite=LONG',
    'Max-Age=60; Max-Age=DIGITS',
    'Max-Age=DIGITS',
    'Max-Age=60; Max-Age=-DIGITS',
    'Expires=Wed, 21 Oct 2099 07:28:00 GMT; Expires=LONG',
    'Max-Age=60; Max-Age=LONG',
    'Path=/; Path=/LONG',
    'Path=/; Path=LONG',
    'Domain=localhost; Domain=LONG',
    'Domain=LONG',
    'Priority=High; Priority=LONG',
    'Partitioned=LONG; Secure',
  ].map((attributes) => ({
    note: 'an attribute that is too long',
    url: 'http://localhost/gt/deep',
    lines: [`n=v; ${attributes.replace('LONG', 'x'.repeat(1100)).replace('DIGITS', '9'.repeat(1100))}`],
  })),
  ...[
    ['com.', 'com.'],
    ['com.', 'com'],
    ['com.', '.com.'],
    ['co.uk.', 'co.uk.'],
    ['co.uk.', 'co.uk'],
    ['co.uk.', 'uk.'],
    ['a.test.', 'a.test.'],
    ['a.test.', 'a.test'],
    ['sub.a.test.', 'a.test.'],
    ['sub.a.test.', 'a.test'],
    ['sub.a.test.', 'test.'],
    ['a.test', 'a.test.'],
    ['a.test', 'test'],
    ['sub.a.test', 'a.test.'],
  ].map(([host, domain]) => ({
    note: 'a dot at the end of a host or a Domain',
    url: `http://${host}/gt`,
    lines: [`n=v; Domain=${domain}`],
  })),
  { note: 'a host with a dot at its end', url: 'http://a.test./gt', lines: ['n=v'] },
  ...SECURE_OVERLAYS.map(([held, url, set]) => ({
    note: 'a Secure cookie elsewhere on the site',
    url: `http://${url}/gt`,
    before: [`n=old; Secure${held[1]}`],
    beforeAt: `https://${held[0]}/gt`,
    lines: [`n=new${set}`],
  })),
  { note: 'Domain of a sibling', url: 'http://sub.a.test/gt', lines: ['n=v; Domain=www.a.test'] },
];

/** Text as Chromium's webRequest shows it is UTF-8 decoded, as Firefox's it is octets: back to what was sent. */
function readMeasured(lines: readonly MeasuredLine[], encoding: 'utf8' | 'latin1'): SetCookieCase[] {
  const octets = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text, encoding));
  return lines.flatMap(({ note, url, before = [], beforeAt = url, lines: tried = [], script }) =>
    // What a page's script writes is no Set-Cookie.
    script === undefined ? [{ note, url, before: octets(before), beforeAt, lines: octets(tried) }] : [],
  );
}

function readOwn({ before = [], lines, beforeAt, ...own }: Own, index: number): SetCookieCase {
  // A value of its own for each: a browser that reports a change late must not be taken for another case.
  const unlike = (text: string): string => text.replace(/^(n=v|n=new)(?=;|$)/, `$1${index}`);
  const octets = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(unlike(text), 'latin1'));
  return { ...own, beforeAt: beforeAt ?? own.url, before: octets(before), lines: octets(lines) };
}

/** A case for each line of a response: it is judged after those before it. */
function eachLine(whole: SetCookieCase): SetCookieCase[] {
  return whole.lines.map((_, at) => ({ ...whole, lines: whole.lines.slice(0, at + 1) }));
}

function keyOf({ url, before, beforeAt, lines, headers }: SetCookieCase): string {
  const octets = (buffers: readonly Buffer[]): string[] => buffers.map((buffer) => buffer.toString('latin1'));
  return JSON.stringify([url, octets(before), beforeAt, octets(lines), headers]);
}

/** Every case once, whichever browser it was first measured in: both are asked all of them. */
export const SET_COOKIE_CASES: readonly SetCookieCase[] = [
  ...new Map(
    [...OWN.map(readOwn), ...readMeasured(CHROMIUM_LINES, 'utf8'), ...readMeasured(FIREFOX_LINES, 'latin1')]
      .flatMap(eachLine)
      .map((one) => [keyOf(one), one]),
  ).values(),
];
