import assert from 'node:assert/strict';
import { test } from 'node:test';
import { harEntryOf, harOf } from './har-builder.ts';
import { read, responses } from './reading.ts';

const SID = 'sid=q7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua';
const JOINED = `lang=de; Expires=Wed, 21 Oct 2027 07:28:00 GMT; Path=/, ${SID}; Path=/; HttpOnly`;
const APART = ['lang=de; Expires=Wed, 21 Oct 2027 07:28:00 GMT; Path=/', `${SID}; Path=/; HttpOnly`];

/** The Set-Cookie lines of a file’s first response, after which a request carries these cookies. */
async function linesOf(creator: string, cookie: string, before = 'none=1'): Promise<string[]> {
  const har = await read(
    harOf(
      [
        harEntryOf({ at: 0, sent: { cookie: before }, got: [['Set-Cookie', JOINED]] }),
        harEntryOf({ at: 1_000, sent: { cookie } }),
      ],
      { creator: { name: creator, version: '1' } },
    ),
  );
  return (responses(har)[0]?.headers ?? []).filter(([name]) => name === 'set-cookie').map(([, line]) => line);
}

test('Safari joins the lines in its file: they are taken apart, whatever comes back', async () => {
  assert.deepEqual(await linesOf('WebKit Web Inspector', 'none=1'), APART);
});

test('a cookie that comes back was not joined on the wire, whatever tool wrote the file', async () => {
  assert.deepEqual(await linesOf('SomeProxy', `lang=de; ${SID}`), APART);
  assert.deepEqual(await linesOf('WebInspector', SID), APART);
});

test('a line whose second cookie never comes back stays joined, as browsers read it', async () => {
  assert.deepEqual(await linesOf('WebInspector', 'lang=de'), [JOINED]);
});

test('nor does a cookie that went along before show anything', async () => {
  assert.deepEqual(await linesOf('WebInspector', SID, SID), [JOINED]);
});
