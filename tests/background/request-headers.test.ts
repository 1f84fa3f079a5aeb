import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';

const { credentialOf, keptRequestHeaders } = await import(
  '../../extension/background/observers/web-request-headers.ts'
);

test('of a credential in a header its kind is noted, and its value not kept', () => {
  const headers = [
    { name: 'Origin', value: 'https://app.example' },
    { name: 'Authorization', value: 'Bearer s3cr3t' },
    { name: 'X-Auth-Token', value: 's3cr3t' },
  ];
  assert.deepEqual(keptRequestHeaders(headers), [['origin', 'https://app.example']]);
  assert.equal(credentialOf(headers), 'Authorization (Bearer)');
  assert.equal(credentialOf(undefined), undefined);
});
