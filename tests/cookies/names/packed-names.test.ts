import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NameGroup } from '../../../extension/cookies/names/known-cookie.ts';
import { NAME_GROUPS } from '../../../extension/cookies/names/name-groups.ts';
import { isLiteral } from '../../../extension/cookies/names/pattern.ts';
import { unpackNames } from '../../../extension/cookies/names/unpack-names.ts';
import { packNames } from '../../../scripts/pack-names.ts';

describe('the packed tables of cookie names', () => {
  const groups = NAME_GROUPS.filter(({ values }) => values === undefined);

  test('hold every group as it was', () => {
    const full = groups.map(({ names, ...group }) => ({
      ...group,
      names: Object.fromEntries(
        Object.entries(names).map(([name, about]) => [name, typeof about === 'string' ? { role: about } : about]),
      ),
    }));
    assert.ok(full.length > 300);
    assert.deepEqual(unpackNames(packNames(groups)), full);
  });

  test('keep patterns in their order, for of two equal matches the first one counts', () => {
    const patternsOf = (list: readonly NameGroup[]): string[] =>
      list.flatMap(({ names }) => Object.keys(names).filter((name) => !isLiteral(name)));
    assert.ok(patternsOf(groups).length > 300);
    assert.deepEqual(patternsOf(unpackNames(packNames(groups))), patternsOf(groups));
  });

  test('take no name that could not be told apart, and no code', () => {
    assert.throws(() => packNames([{ names: { 'two words': 'session' } }]), /separator/);
    assert.throws(() => packNames(NAME_GROUPS), /code/);
  });
});
