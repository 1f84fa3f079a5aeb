import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRedacted } from '../../extension/cookies/redacted.ts';

test('what stands in the place of a secret is known as such', () => {
  for (const value of [
    '[redacted]',
    'REDACTED',
    '<redacted>',
    '[session_id redacted]',
    '***',
    '********',
    '•••••',
    'xxxxxxxx',
    '[sanitized]',
    '***REDACTED***',
    '__redacted__',
    '{{removed}}',
    '<value removed by proxy>',
    '[MASKED]',
    'obfuscated',
    '%5Bredacted%5D',
    '...',
  ]) {
    assert.ok(isRedacted(value), value);
  }
});

test('values that only look a little like it are values', () => {
  for (const value of [
    '',
    '1',
    'deleted',
    'hidden',
    'private',
    'removed',
    'x',
    'xxx',
    '**',
    '...~4',
    'hT5v...FgJ~1',
    'redacted-by-design-9f8a7b6c5d4e3f2a1b0c',
    's%3Aq7Zt2LmX9vB4nKc8RwYs1DfGh6Jp0Eua.kYw3Vn8Qp1Zs6Xd9',
    '%',
    `[${'x'.repeat(1_000)} redacted]`,
  ]) {
    assert.ok(!isRedacted(value), value);
  }
});
