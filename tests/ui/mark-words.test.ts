import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plain } from '../../extension/trace/words/phrase.ts';
import { markWords } from '../../extension/ui/words/mark-words.ts';
import { english } from './words.ts';

const said = (what: 'granted' | 'revoked', detail: string): string =>
  plain(english, markWords[what].say({ time: 0, event: 1, what, detail }));

describe('a permission that was given or revoked', () => {
  const patterns = ['app.example', '*.app.example'].flatMap((host) => [
    `*://${host}/*`,
    `ws://${host}/*`,
    `wss://${host}/*`,
  ]);

  test('is told by its hosts, each once', () => {
    const detail = patterns.join(' ');
    assert.equal(said('granted', detail), 'From here on Sidtrail watches app.example, *.app.example.');
    assert.match(said('revoked', detail), /^From here on Sidtrail no longer watches app\.example, \*\.app\.example/);
  });

  test('of every site is told so', () => {
    assert.equal(said('granted', '*://*/* ws://*/*'), 'From here on Sidtrail watches every site.');
    assert.equal(said('granted', '<all_urls>'), 'From here on Sidtrail watches every site.');
    assert.equal(said('revoked', '<all_urls>'), 'From here on Sidtrail watches no other site.');
  });

  test('that no pattern of a host is told as it stands', () => {
    assert.equal(said('granted', 'anything'), 'From here on Sidtrail watches anything.');
  });
});
