import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileNameOf } from '../../../extension/trace/files/file-name.ts';

const newest = Date.UTC(2026, 10, 23, 18);
const facts = { sites: ['localhost', 'localhost'], newest, secrets: false };

test('a file is named after the site whose requests it holds, and the day of the newest', () => {
  assert.equal(fileNameOf(facts, '.har'), 'localhost-2026-11-23.har');
  assert.equal(fileNameOf({ ...facts, sites: ['localhost', 'a.test'] }, '.har'), 'sidtrail-2026-11-23.har');
  assert.equal(fileNameOf({ ...facts, sites: [] }, '.har'), 'sidtrail-2026-11-23.har');
});

test('it says so when it holds secrets, and names the cookie of a report', () => {
  assert.equal(fileNameOf({ ...facts, cookie: 'sid', secrets: true }, '.md'), 'localhost-sid-2026-11-23-unmasked.md');
});

test('a cookie’s name that a sign-in draws again stays out of it', () => {
  const cookie = '.AspNetCore.Correlation.oidc.xK3mP9vQ2nR7wT4yB8zL';
  assert.equal(fileNameOf({ ...facts, cookie }, '.md'), 'localhost-2026-11-23.md');
});

test('whatever a file held, its name is one that every file system takes', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ maxLength: 300 }),
      fc.double(),
      (site, cookie, time) => {
        const name = fileNameOf({ sites: [site], cookie, newest: time, secrets: true }, '.trace.jsonl');
        assert.match(name, /^[\w-][\w.+-]*$/);
        assert.ok(name.length <= 255);
      },
    ),
  );
});
