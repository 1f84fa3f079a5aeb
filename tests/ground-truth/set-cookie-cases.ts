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

function readOwn({ before = [], lines, beforeAt, ...own }: Own): SetCookieCase {
  const octets = (texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'latin1'));
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
