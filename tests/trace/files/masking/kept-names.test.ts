import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMasker } from '../../../../extension/trace/files/mask.ts';

test('a name that a Set-Cookie line or a Cookie header holds is readable in a sentence about it', () => {
  const masker = createMasker();
  masker.setCookie('TS01c7a3e9=014641063b601145b43f5295; Path=/');
  masker.cookieHeader('TS02d8b4f0=0148dd1176037d25b824c491');
  assert.equal(masker.text('TS01c7a3e9, TS02d8b4f0'), 'TS01c7a3e9, TS02d8b4f0');
  // What looks alike and is no name is hidden.
  assert.notEqual(masker.text('TS03e9c5a1'), 'TS03e9c5a1');
});

test('a Domain keeps what browsers refuse it for', () => {
  for (const domain of ['app.example/portal', 'app.example:8080/', 'https://app.example', '*.app.example'])
    assert.equal(createMasker().setCookie(`a=b; Domain=${domain}; Path=/`), `a=b; Domain=${domain}; Path=/`);
  assert.doesNotMatch(createMasker().setCookie('a=b; Domain=app.example/q7Xk2LmV9sTb4RfYw1ZcUe8N'), /q7Xk2LmV9s/);
});
