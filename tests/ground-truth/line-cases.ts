import { chanceOf } from './date-cases.ts';

/** One Set-Cookie line made by chance, one character an octet, and the URL that sends it (without a port). */
export interface LineCase {
  readonly url: string;
  readonly line: string;
}

type Pick = <T>(of: readonly T[]) => T;

const URLS: readonly string[] = [
  'http://localhost/gt/deep',
  'https://a.test/gt/deep',
  'https://a.test/',
  'http://a.test/gt/deep',
  'https://sub.a.test/gt/deep/',
  'http://app.localhost/gt/deep',
  'http://127.0.0.1/gt/deep',
  'https://example.co.uk/gt',
  'http://co.uk/gt',
  'http://a.test./gt',
  'https://xn--bcher-kva.test/gt',
];

/** `#` is put where something makes the cookie unlike the others. */
const PAIRS: readonly string[] = [
  ...[
    'n#=v',
    'n#=v',
    'n#=v',
    'n#=v',
    'n#=v',
    'n#=v',
    ' n# = v ',
    '\tn#\t=\tv\t',
    'n#=',
    'n#',
    '=v#',
    'v#',
    '=v=#',
    '==#',
    '',
  ],
  ...[
    '=',
    ' = ',
    'n #=v',
    'n#="v"',
    'n#="v w"',
    'n#=v w',
    'n#=v,w',
    'n#=a=b',
    'n#=\xc3\xbc',
    '\xc3\xbcn#=v',
    'n#=\xfc',
    'n,#=v',
  ],
  ...['"n#"=v', '$n#=v', 'n#=v\tw', 'n\t#=v', 'n#=\x01', 'n#=v\x7f', 'n\x1f#=v', 'n#=\x80', `n#=${'v'.repeat(4080)}`],
  ...[
    `n#=${'v'.repeat(4094)}`,
    `n#=${'v'.repeat(4100)}`,
    `n#=${'\xc3\xbc'.repeat(2046)}`,
    `n#=${'\xc3\xbc'.repeat(2050)}`,
  ],
  ...['__Host-n#=v', '__host-n#=v', '__HOST-n#=v', '__Secure-n#=v', '__secure-n#=v', '__Http-n#=v', '__http-n#=v'],
  ...[
    '__Host-Http-n#=v',
    '__host-http-n#=v',
    '__Host-#',
    '=__Host-n#',
    '=__Secure-n#',
    '__Host-n#',
    ' __Host-n#=v',
    '__Hostn#=v',
  ],
];

const ATTRIBUTES: readonly (readonly string[])[] = [
  ['Secure', 'secure', ' SECURE ', 'Secure=', 'Secure=false', 'Sec ure', 'Secure=1', `Secure=${'x'.repeat(1100)}`],
  ['HttpOnly', 'httponly', 'HttpOnly=', 'HttpOnly=false', 'Http-Only', `HttpOnly=${'x'.repeat(1100)}`],
  [
    ...[
      'SameSite=None',
      'SameSite=none',
      'SameSite = None ',
      'SameSite=NONE',
      'SameSite=Lax',
      'SameSite=Strict',
      'SameSite',
    ],
    ...['SameSite=', 'SameSite=x', 'SameSite="Lax"', 'SameSite=Lax,Strict', 'SameSite=No restriction', 'Same-Site=Lax'],
    ...['SameSite=\tLax\t', 'SameSite=L\xc3\xa4x', `SameSite=Lax${'x'.repeat(1100)}`],
  ],
  [
    ...[
      'Path=/',
      'Path=/',
      'Path=/gt',
      'Path=/gt/',
      'Path=/other',
      'Path',
      'Path=',
      'Path=gt',
      'Path="/"',
      'Path= /gt ',
      'path=/',
    ],
    ...[
      'Path=/a b',
      'Path=/a%20b',
      'Path=//',
      'Path=/../',
      'Path=/\xc3\xbc',
      'Path=/?x',
      'Path=/a\tb',
      'PATH=/GT',
      'Path=/#x',
    ],
    ...['Path=/a,b=c', `Path=/${'p'.repeat(1023)}`, `Path=/${'p'.repeat(1024)}`],
  ],
  [
    ...[
      'Domain=a.test',
      'Domain=.a.test',
      'Domain=..a.test',
      'Domain=A.TEST',
      'Domain=sub.a.test',
      'Domain=test',
      'Domain=.test',
    ],
    ...[
      'Domain',
      'Domain=',
      'Domain=.',
      'Domain= ',
      'Domain=b.test',
      'Domain="a.test"',
      'Domain=a.test.',
      'Domain=a.test:80',
    ],
    ...[
      'Domain=localhost',
      'Domain=.localhost',
      'Domain=app.localhost',
      'Domain=127.0.0.1',
      'Domain=.127.0.0.1',
      'Domain=0.0.1',
    ],
    ...[
      'Domain=co.uk',
      'Domain=example.co.uk',
      'Domain=.example.co.uk',
      'Domain=uk',
      'Domain=https://a.test',
      'Domain=a.test/',
    ],
    ...[
      'Domain=a test',
      'Domain=*.a.test',
      'Domain=b\xc3\xbccher.test',
      'Domain=xn--bcher-kva.test',
      'Domain=a.test b.test',
    ],
    ...[
      'Domain=a_b.test',
      'Domain=a.test%00',
      'Domain=\xef\xbd\x81.test',
      'Domain=test.',
      'Domain=\ta.test\t',
      'domain=a.test',
    ],
  ],
  [
    ...[
      'Max-Age=60',
      'Max-Age=0',
      'Max-Age=-1',
      'Max-Age=',
      'Max-Age',
      'Max-Age=abc',
      'Max-Age=1.5',
      'Max-Age="60"',
      'Max-Age=+60',
    ],
    ...[
      'Max-Age= 60 ',
      'Max-Age=99999999999',
      'Max-Age=-abc',
      'Max-Age=6 0',
      'Max-Age=060',
      'Max-Age=60s',
      'max-age=60',
      'MaxAge=60',
    ],
  ],
  [
    ...[
      'Expires=Wed, 21 Oct 2099 07:28:00 GMT',
      'Expires=Wed, 21-Oct-2099 07:28:00 GMT',
      'Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    ],
    ...['Expires=', 'Expires', 'Expires=0', 'Expires=-1', 'Expires=Session', 'Expires="Wed, 21 Oct 2099 07:28:00 GMT"'],
    ...[
      'expires=Wed, 21 Oct 2099 07:28:00 GMT',
      'Expires=Wed, 21 Oct 1599 07:28:00 GMT',
      'Expires=21 Oct 2099',
      'Expires=Wed',
    ],
  ],
  ['Partitioned', 'partitioned', 'Partitioned=', 'Partitioned=false', `Partitioned=${'x'.repeat(1100)}`],
  ['Priority=High', 'Priority=Low', 'priority=medium', 'Priority=x', 'Priority'],
  [
    '',
    ' ',
    '=',
    '=x',
    'Foo',
    'Foo=bar',
    'Version=1',
    'Comment="a"',
    'Foo=a\tb',
    'Foo=\xc3\xbc',
    'Foo\x01',
    '\t',
    'Foo=\x7f',
    'Port="80"',
  ],
];

/** Makes lines of whatever servers write and more, so that kinds meet that nobody thought of together. */
export function lineCases(amount: number, seed = 1): LineCase[] {
  const chance: Pick = chanceOf(seed);
  return Array.from({ length: amount }, (_, at) => {
    const many = chance([0, 1, 1, 2, 2, 2, 3, 3, 4, 6]);
    const attributes = Array.from({ length: many }, () => chance(chance(ATTRIBUTES)));
    const line = [chance(PAIRS), ...attributes].join(chance(['; ', '; ', '; ', ';', ' ; ']));
    return { url: chance(URLS), line: line.replaceAll('#', String(at)) };
  });
}
