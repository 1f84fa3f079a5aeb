import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { harEntryOf, harOf } from '../files/har/har-builder.ts';
import { codesOf, read, requests, responses } from '../files/har/reading.ts';
import { answerName, answerText, findingNames } from './finding-names.ts';

// What a tool put in the place of values is unknown: neither equal nor changed.

const ORIGIN = 'https://shop.example';
const [BEFORE, AFTER] = ['q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua', 'Jp0EuaQkYw3Vn8Qp1Zs6Xd9TtRr5Mm2W'];
const AT = '; Path=/; HttpOnly; Secure; SameSite=Lax';

/** What stands in the file for a value of a cookie, or for a whole header. */
interface Cleaner {
  value?(value: string, name: string): string;
  readonly cookie?: string;
  readonly setCookie?: string;
}

const plain = (value: string): string => value;

/** A visit that signs in with a new id and goes on; `isLost`: at the end it is turned away. */
function visit({ value = plain, cookie, setCookie }: Cleaner, isLost = true): string {
  const carried = (sid: string): { cookie: string } => ({
    cookie: cookie ?? `sid=${value(sid, 'sid')}; csrf=${value('Tk1mQ8', 'csrf')}; theme=${value('dark', 'theme')}`,
  });
  const sets = (sid: string): [[string, string]] => [['Set-Cookie', setCookie ?? `sid=${value(sid, 'sid')}${AT}`]];
  const page = (at: number, path: string, changes: object): object =>
    harEntryOf({ at, url: `${ORIGIN}${path}`, members: { _resourceType: 'document' }, ...changes });
  return harOf([
    page(0, '/login', { got: sets(BEFORE) }),
    page(3_000, '/login', { sent: carried(BEFORE) }),
    page(6_000, '/login', {
      method: 'POST',
      status: 302,
      sent: carried(BEFORE),
      got: [...sets(AFTER), ['Location', '/home']],
    }),
    page(6_100, '/home', { sent: carried(AFTER) }),
    page(9_000, '/orders', { sent: carried(AFTER) }),
    page(12_000, '/account', { sent: carried(AFTER) }),
    ...(isLost ? [page(15_000, '/orders', { status: 401, sent: carried(AFTER) })] : []),
  ]);
}

async function nameOf(har: string): Promise<string> {
  const { events } = await read(har);
  return answerName({ events, time: events.at(-1)?.time ?? 0 });
}

const isNoticed = async (har: string): Promise<boolean> => codesOf(await read(har)).includes('redacted');

let number = 0;

/** Another text for each long value that is written. */
function scrambled(value: string): string {
  number += 1;
  return value.length < 20 ? value : String(number).padStart(32, 'k3Fz9QwLm2');
}

const HIDES: Readonly<Record<string, Cleaner>> = {
  'a word': { value: () => '<redact>' },
  'a word of the tool’s own': { value: () => 'Zeta7' },
  'a hash that is the same for all': { value: () => 'e3b0c44298fc1c149afbf4c8996fb924' },
  'nothing at all': { value: () => '' },
  'random text each time': { value: scrambled },
  'some words for each header': { cookie: 'filtered cookies', setCookie: 'filtered cookies' },
  'headers without a text': { cookie: '', setCookie: '' },
};

describe('of values that a tool replaced', () => {
  for (const [how, cleaner] of Object.entries(HIDES)) {
    test(`by ${how}, none is the same id, and none another`, async () => {
      for (const isLost of [false, true]) {
        assert.equal(await nameOf(visit(cleaner, isLost)), 'values-hidden');
        assert.ok(await isNoticed(visit(cleaner, isLost)));
      }
    });
  }

  test('the answer says that a session on one of them cannot be followed', async () => {
    const { events } = await read(visit({ value: () => '[redacted]' }));
    assert.equal(
      answerText({ events, time: events.at(-1)?.time ?? 0 }),
      'Values of cookies were taken out of this recording: a session on one of them cannot be followed in it.',
    );
  });

  test('those that stayed are followed: hashes of their own, flags that are alike', async () => {
    const hashed = visit({ value: (text) => `${[...text].reverse().join('')}${text.length}` });
    const flags = visit({ value: (text, name) => (name === 'sid' ? text : '1') });
    for (const har of [visit({}), hashed, flags]) {
      assert.equal(await nameOf(har), 'server-forgot: 6 7');
      assert.ok(!(await isNoticed(har)));
    }
    // Two names for one id, as servers write that care for old browsers.
    const twice = visit({ value: (text, name) => (name === 'csrf' ? AFTER : text) });
    assert.ok(!(await isNoticed(twice)));
    // A token or a device's id under many names, and a site that knows a language alone.
    for (const id of ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.q7Zt2LmX9vB4', '9f1c2b7e-5d0a-4c3b-8e6f-0a1b2c3d4e5f']) {
      const cookie = `token=${id}; auth=${id}; legacy=${id}; theme=dark`;
      assert.ok(!(await isNoticed(harOf([harEntryOf({ url: `${ORIGIN}/`, sent: { cookie } })]))), id);
    }
    assert.ok(!(await isNoticed(visit({ value: () => 'en-US' }))));
  });
});

describe('of a header that was taken out whole', () => {
  test('a Cookie header does not show that a cookie was left at home', async () => {
    assert.equal(await nameOf(visit({ cookie: '[REDACTED]' })), 'values-hidden');
    assert.match(await nameOf(visit({ cookie: 'theme=dark' })), /^never-came-back/);
  });

  test('a Set-Cookie line shows that something was set', async () => {
    const signIn = (setCookie: string): string =>
      harOf([
        harEntryOf({ url: `${ORIGIN}/login`, sent: { cookie: 'theme=dark' } }),
        harEntryOf({
          at: 3_000,
          url: `${ORIGIN}/login`,
          method: 'POST',
          status: 302,
          sent: { cookie: 'theme=dark' },
          got: [...(setCookie === '' ? [] : [['Set-Cookie', setCookie] as const]), ['Location', '/home']],
        }),
        harEntryOf({ at: 3_100, url: `${ORIGIN}/home`, status: 401, sent: { cookie: 'theme=dark' } }),
      ]);
    assert.match(await nameOf(signIn('')), /^sign-in-set-nothing/);
    assert.equal(await nameOf(signIn('[REDACTED]')), 'values-hidden');
    const lines = responses(await read(signIn('[REDACTED]'))).flatMap(({ headers }) => headers);
    assert.ok(lines.some(([name, line]) => name === 'set-cookie' && line === '[redacted]'));
  });

  test('nor does it show that the last request went without the session', async () => {
    const last = async (cookie: string): Promise<string> => {
      const { events } = await read(
        harOf([
          harEntryOf({ url: `${ORIGIN}/`, got: [['Set-Cookie', `sid=${BEFORE}${AT}`]] }),
          harEntryOf({ at: 3_000, url: `${ORIGIN}/`, sent: { cookie: `sid=${BEFORE}` } }),
          harEntryOf({ at: 6_000, url: `${ORIGIN}/me`, status: 401, sent: { cookie } }),
        ]),
      );
      return answerText({ events, time: events.at(-1)?.time ?? 0 });
    };
    assert.match(await last('theme=dark'), /was gone by/);
    assert.match(await last('[REDACTED]'), /step 3 .GET .me. failed: 401/);
  });

  test('an id that is another one after the sign-in did not stay the same', async () => {
    const { events } = await read(visit({ setCookie: '[REDACTED]' }, false));
    assert.deepEqual(findingNames({ events, time: events.at(-1)?.time ?? 0 }), []);
  });
});

describe('a line that the rules refuse', () => {
  const refused = (value: string, carried: string): Promise<string> =>
    nameOf(
      harOf([
        harEntryOf({
          url: `${ORIGIN}/login`,
          method: 'POST',
          status: 302,
          got: [
            ['Set-Cookie', `PHPSESSID=${value}; Path=/; SameSite=None`],
            ['Location', '/home'],
          ],
        }),
        harEntryOf({ at: 100, url: `${ORIGIN}/home`, status: 401, sent: { cookie: carried } }),
      ]),
    );

  test('is told whatever its value was', async () => {
    assert.match(await refused('[redacted]', 'theme=dark'), /^not-kept\/samesite-none-without-secure/);
    assert.match(await refused(AFTER, 'theme=dark'), /^not-kept\/samesite-none-without-secure/);
  });

  test('is not, where a cookie of its name goes along whose value nobody knows', async () => {
    assert.equal(await refused('[redacted]', 'PHPSESSID=[redacted]'), 'values-hidden');
  });
});

test('what a file hides stands as [redacted] in its headers, and the rest as it was', async () => {
  const har = await read(visit({ value: () => 'Zeta7' }));
  assert.deepEqual(requests(har)[1]?.headers, [['cookie', 'sid=[redacted]; csrf=[redacted]; theme=[redacted]']]);
  assert.ok(responses(har)[0]?.headers.some(([, text]) => text === `sid=[redacted]${AT}`));
});
