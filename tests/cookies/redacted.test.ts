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
    '…',
    '<redact>',
    'REMOVED',
    'value removed',
    'redacted for privacy',
    'REDACTED_BY_SUPPORT',
    'DUMMY_COOKIE_VALUE',
    'filtered cookies',
    'XXXX',
    'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
    '00000000-0000-0000-0000-000000000000',
    '█████',
    '??????',
    '<your-session-cookie>',
    '<34 bytes>',
    '{{session_cookie}}',
    '%SESSION%',
    '***GDPR***',
    '[entfernt]',
    '[已隐藏]',
    's3cr****',
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
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
    'HIDDEN',
    'hidden_by_user',
    'banner_removed',
    '00000000',
    '---',
    '{}',
    '[true]',
    '<none>',
    '[object Object]',
    '{F5A31B2C-1234-4321-ABCD-0123456789AB}',
    's3cr3tAq7Zt2LmX9...',
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
