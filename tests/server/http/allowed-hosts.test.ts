import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostCheck, isHostName } from '../../../server/http/allowed-hosts.ts';

const ALWAYS = [
  'localhost',
  'localhost:3000',
  'LOCALHOST:3000',
  'localhost.',
  'a.localhost:3000',
  'b.a.localhost',
  '127.0.0.1',
  '127.0.0.1:3000',
  '127.8.9.10:1',
  '[::1]',
  '[::1]:3000',
];
const NEVER = [
  '',
  'evil.example',
  'evil.example:3000',
  'localhost.evil.example',
  'evillocalhost',
  '.evil.example',
  '127.0.0.1.evil.example',
  'localhost@evil.example',
  'evil.example#localhost',
  'localhost, evil.example',
  'localhost:3000:3000',
  '[::1].evil.example',
  '[localhost]',
  'local host',
  'localhost/x',
  'x'.repeat(10_000),
];

test('this machine’s own names and addresses are always ours, and no others are', () => {
  const isOurs = hostCheck(undefined);
  for (const host of ALWAYS) assert.equal(isOurs(host), true, host);
  for (const host of [...NEVER, '192.168.1.5:3000', '[fe80::1]:3000', '0.0.0.0:3000']) {
    assert.equal(isOurs(host), false, host);
  }
});

test('a server that other machines reach answers to its own name and to any address, which no site can turn to it', () => {
  const isOurs = hostCheck('box.example');
  for (const host of [...ALWAYS, 'box.example:3000', '192.168.1.5:3000', '[2001:db8::1]:3000']) {
    assert.equal(isOurs(host), true, host);
  }
  for (const host of [...NEVER, 'x.box.example']) assert.equal(isOurs(host), false, host);
});

test('names can be allowed, and all below a name', () => {
  const isOurs = hostCheck(undefined, ['Shop.example', '*.dev.example']);
  for (const host of ['shop.example', 'shop.example:443', 'a.dev.example', 'b.a.DEV.example']) {
    assert.equal(isOurs(host), true, host);
  }
  for (const host of ['a.shop.example', 'dev.example', 'evildev.example', '*.dev.example.evil.example']) {
    assert.equal(isOurs(host), false, host);
  }
});

test('what can be allowed is a name, a name below which all are, or an address', () => {
  for (const text of ['a', 'shop.example', '*.shop.example', '192.168.1.5', '::1', 'my_host'])
    assert.ok(isHostName(text), text);
  for (const text of ['', '*', '*.', 'a*.example', 'http://a', 'a:3000', 'a/b', 'a b', '.a'])
    assert.ok(!isHostName(text), text);
});
