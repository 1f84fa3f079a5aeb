import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { getDomain, getPublicSuffix } from 'tldts';
import { suffixesOf } from '../../extension/cookies/packed-suffixes.ts';
import { packSuffixes, suffixRules } from '../../scripts/pack-suffixes.ts';

const OPTIONS = { allowPrivateDomains: true } as const;

/** The packed rules as names: `co.uk`, `*.ck`. */
function namesIn(packed: string): string[] {
  const names: string[] = [];
  /** The labels that stand around, each with the last one below it. */
  const labels = [''];
  for (const [token, letter = '', rest = '', opens = ''] of packed.matchAll(/([A-Z])([^A-Z()[]*)([([]?)|\)/g)) {
    if (token === ')') labels.pop();
    else {
      const label = (labels.pop() ?? '').slice(0, letter.charCodeAt(0) - 65) + rest;
      labels.push(label);
      if (opens !== '[') names.push(labels.toReversed().join('.').replace('!', ''));
      if (opens !== '') labels.push('');
    }
  }
  assert.equal(labels.length, 1, 'each bracket is closed');
  return names;
}

describe('the packed Public Suffix List', () => {
  const packed = packSuffixes();
  const { getPublicSuffix: suffixOf, getDomain: domainOf } = suffixesOf(packed);

  test('answers as tldts does: for each rule, below it, above it, and beside it', () => {
    const held = namesIn(packed);
    assert.equal(new Set(held).size, held.length);
    const names = suffixRules().map((rule) => rule.replace('!', '').split('.').toReversed().join('.'));
    assert.ok(names.length > 10_000, `only ${names.length} rules`);
    for (const name of names) {
      const host = name.replace('*', 'any');
      for (const asked of [host, `www.${host}`, `a.b.${host}`, host.slice(host.indexOf('.') + 1), `x${host}`]) {
        assert.equal(suffixOf(asked), getPublicSuffix(asked, OPTIONS), asked);
        assert.equal(domainOf(asked), getDomain(asked, OPTIONS), asked);
      }
    }
  });

  test('knows an exception, a wildcard, a private suffix, and a name that no rule knows', () => {
    assert.equal(suffixOf('www.ck'), 'ck');
    assert.equal(domainOf('shop.www.ck'), 'www.ck');
    assert.equal(suffixOf('a.other.ck'), 'other.ck');
    assert.equal(domainOf('me.github.io'), 'me.github.io');
    assert.equal(domainOf('github.io'), null);
    assert.equal(suffixOf('app.localhost'), 'localhost');
    assert.equal(domainOf('localhost'), null);
  });

  test('holds no last label, which is a suffix without a rule', () => {
    assert.deepEqual(
      namesIn(packed).filter((name) => !name.includes('.')),
      [],
    );
    assert.equal(suffixOf('shop.example'), 'example');
    assert.equal(domainOf('a.shop.museum'), 'shop.museum');
  });

  test('holds no host that is not in ASCII, as browsers name them', () => {
    assert.match(packed, /^[\0-\x7f]+$/);
    assert.equal(suffixOf('shop.xn--55qx5d.cn'), 'xn--55qx5d.cn');
  });
});
