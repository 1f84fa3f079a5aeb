import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { leadingBits } from '../../../server/fast/leading-bits.ts';

test('the first 48 bits of base64url text are those that a Buffer reads', () => {
  const texts = [
    'AAAAAAAA',
    '________',
    '--------',
    ...Array.from({ length: 2_000 }, () => randomBytes(32).toString('base64url')),
  ];
  for (const text of texts) {
    assert.equal(leadingBits(text), Buffer.from(text.slice(0, 8), 'base64url').readUIntBE(0, 6), text);
  }
});
