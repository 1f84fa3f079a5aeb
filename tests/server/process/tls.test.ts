import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startCompanion } from '../../../server/companion.ts';
import { ask, Visitor } from '../support/browserish.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const tls = { cert: fixture('localhost-cert.pem'), key: fixture('localhost-key.pem') };
const ca = readFileSync(tls.cert);

test('under TLS the cookie is __Host-sid with Secure, and visits count as ever', async () => {
  const companion = await startCompanion({ port: 0, store: 'sqlite::memory:', tls });
  try {
    assert.match(companion.url, /^https:\/\/localhost:\d+\/$/);
    const visitor = new Visitor(companion.url, ca);
    const first = await visitor.send('GET', '/');
    assert.match(first.setCookies[0] ?? '', /^__Host-sid=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
    assert.equal(first.headers['strict-transport-security'], undefined);
    assert.equal((await visitor.visit()).count, 2);
    visitor.cookie = visitor.cookie?.replace('__Host-sid', 'sid');
    assert.equal((await visitor.visit()).reason, 'no-cookie', 'a cookie without the prefix could have been planted');
    const origin = companion.url.replace(/\/$/, '');
    assert.equal((await visitor.send('POST', '/login', { user: 'Ada' }, { headers: { origin } })).status, 200);
    const lab = await ask(`https://127.0.0.1:${companion.labPort}/lab`, { headers: { accept: 'text/html' }, ca });
    assert.ok(lab.body.includes(`https://127.0.0.1:${companion.labPort}`));
  } finally {
    await companion.close();
  }
});

test('Strict-Transport-Security is sent where it is asked for', async () => {
  const companion = await startCompanion({ port: 0, store: 'memory', tls, hsts: true });
  const { headers } = await ask(companion.url, { ca }).finally(() => companion.close());
  assert.match(String(headers['strict-transport-security']), /max-age=\d+/);
});

test('a certificate and a key that do not belong together are reported at the start', async () => {
  await assert.rejects(
    startCompanion({ port: 0, store: 'memory', tls: { ...tls, key: tls.cert } }),
    /cannot be used together/,
  );
});
