import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME_GROUPS } from '../../../extension/cookies/names/name-groups.ts';
import { unpackNames } from '../../../extension/cookies/names/unpack-names.ts';
import { packNames } from '../../../scripts/pack-names.ts';

describe('the packed tables of cookie names', () => {
  const groups = NAME_GROUPS.filter(({ values }) => values === undefined);

  test('hold every group as it was, its names in their order', () => {
    const full = groups.map(({ names, ...group }) => ({
      ...group,
      names: Object.entries(names).map(([name, about]) => [name, typeof about === 'string' ? { role: about } : about]),
    }));
    const unpacked = unpackNames(packNames(groups)).map(({ names, ...group }) => ({
      ...group,
      names: Object.entries(names),
    }));
    assert.ok(full.length > 300);
    assert.deepEqual(unpacked, full);
  });

  test('take no name that could not be told apart, and no code', () => {
    assert.throws(() => packNames([{ names: { 'two words': 'session' } }]), /separator/);
    assert.throws(() => packNames(NAME_GROUPS), /code/);
  });
});
