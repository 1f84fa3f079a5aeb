import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deviceBoundNotes } from '../../extension/cookies/device-bound.ts';

describe('a session that is bound to the device', () => {
  test('is registered, challenged, renewed and gone without, as the headers say', () => {
    const notes = deviceBoundNotes([
      ['secure-session-registration', '(ES256 RS256);path="/dbsc/start";challenge="c1";authorization="secret"'],
      ['secure-session-challenge', '"c2";id="session-1"'],
      ['sec-secure-session-id', '"session-1"'],
      ['secure-session-skipped', 'quota_exceeded;session_identifier="session-1"'],
    ]);
    assert.deepEqual(notes, [
      { code: 'registration', params: { path: '/dbsc/start' } },
      { code: 'challenge', params: { id: 'session-1' } },
      { code: 'refresh', params: { id: 'session-1' } },
      { code: 'skipped', params: { reason: 'quota_exceeded', id: 'session-1' } },
    ]);
  });

  test('gives nothing away that a proof needs', () => {
    const header = ['secure-session-registration', '(ES256);challenge="c1";authorization="secret"'] as const;
    assert.doesNotMatch(JSON.stringify(deviceBoundNotes([header])), /c1|secret/);
  });

  test('is not thought of for other headers, the first origin trial’s names and objects’ own', () => {
    assert.deepEqual(
      deviceBoundNotes([
        ['sec-session-id', '"x"'],
        ['constructor', 'x'],
        ['set-cookie', 'a=1'],
      ]),
      [],
    );
  });

  test('leaves out what cannot be read', () => {
    assert.deepEqual(deviceBoundNotes([['secure-session-challenge', '???']]), [{ code: 'challenge', params: {} }]);
    const long = `(ES256);path="${'/x'.repeat(500)}"`;
    assert.deepEqual(deviceBoundNotes([['secure-session-registration', long]]), [{ code: 'registration', params: {} }]);
  });
});
