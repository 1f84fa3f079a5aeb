import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { resolveConfig } from 'vite';
import { shippedMessages } from '../../scripts/pseudo-locale.ts';
import { shortenKeys, shortKey, shortMessageKeys } from '../../scripts/short-message-keys.ts';

const MESSAGES = ['brand', 'openTab', 'factPath', 'tripsMade_one', 'tripsMade_other', 'causeLeft', 'causeLeftSo'];

/** The one file with short keys, and which keys got one. */
function shortened(code: string, messages = MESSAGES): { readonly code: string; readonly keys: readonly string[] } {
  const { codes, keys } = shortenKeys(new Map([['a.tsx', code]]), messages);
  return { code: codes.get('a.tsx') ?? '', keys: [...keys.keys()] };
}

describe('keys of messages are shipped short', () => {
  test('in the code, and in what is shipped', () => {
    const code = "say('openTab', 'x'); const a = { key: 'factPath' }; <Term label=\"openTab\" />;";
    const { codes, keys } = shortenKeys(new Map([['a.tsx', code]]), MESSAGES);
    assert.equal(codes.get('a.tsx'), "say('0', 'x'); const a = { key: '1' }; <Term label=\"0\" />;");
    const json = JSON.stringify({ brand: { message: 'S' }, openTab: { message: 'Open' } });
    const shipped = shippedMessages(json, { keyOf: (key) => shortKey(keys, key) });
    assert.deepEqual(JSON.parse(shipped), { brand: { message: 'S' }, 0: { message: 'Open' } });
  });

  test('and what is counted keeps the end for its number', () => {
    const { codes, keys } = shortenKeys(new Map([['a.ts', "plural('tripsMade', n)"]]), MESSAGES);
    assert.equal(codes.get('a.ts'), "plural('0', n)");
    assert.deepEqual([shortKey(keys, 'tripsMade_one'), shortKey(keys, 'tripsMade_other')], ['0_one', '0_other']);
  });

  test('but one word keeps its name: codes and data are written so', () => {
    assert.deepEqual(shortened("say('brand')").keys, []);
  });

  test('and a key that is also a name, in whichever file', () => {
    const { keys } = shortenKeys(
      new Map([
        ['a.ts', "say('openTab')"],
        ['b.ts', 'host.openTab()'],
      ]),
      MESSAGES,
    );
    assert.equal(keys.size, 0);
  });

  for (const data of [
    "x === 'openTab'",
    "'openTab' in x",
    "switch (x) { case 'openTab': }",
    "x['openTab']",
    "const x = { 'openTab': 1 }",
    "words.has('openTab')",
    'const x = `openTab`',
  ])
    test(`and one that data is compared with: ${data}`, () => {
      const code = `say('openTab'); ${data}`;
      assert.deepEqual(shortened(code), { code, keys: [] });
    });

  test('and one that may be put together of a code', () => {
    const { keys } = shortened("keyOfCode('cause', code); say('causeLeftSo'); say('factPath')");
    assert.deepEqual(keys, ['factPath']);
  });

  test('and no short key is another message’s own', () => {
    assert.equal(shortened("say('openTab')", ['0', 'openTab']).code, "say('1')");
  });

  test('and browsers, to which capitals are small letters, tell all of them apart', () => {
    const messages: object = JSON.parse(
      readFileSync(new URL('../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
    );
    const all = Object.keys(messages);
    const { keys } = shortenKeys(new Map([['a.ts', all.map((key) => `say('${key}')`).join(';')]]), all);
    const shipped = all.map((key) => shortKey(keys, key).toLowerCase());
    assert.equal(new Set(shipped).size, all.length);
    assert.ok(keys.size > 2000);
  });

  for (const [what, watch, isShort] of [
    ['one build', null, true],
    ['a build that goes on with each change keeps what it has read, so its keys stay whole', {}, false],
  ] as const)
    test(what, async () => {
      const plugin = shortMessageKeys(path.join(import.meta.dirname, '../../extension'));
      await resolveConfig({ configFile: false, logLevel: 'silent', plugins: [plugin], build: { watch } }, 'build');
      const { buildStart } = plugin;
      assert.ok(typeof buildStart === 'function');
      buildStart.call({} as never, {} as never);
      assert.equal(plugin.keys().has('scopeAuto'), isShort);
    });
});
