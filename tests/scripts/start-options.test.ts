import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Sentence } from '../../scripts/sentence.ts';
import { readStartOptions } from '../../scripts/start/start-options.ts';

describe('the options of npm start', () => {
  test('are port 3000 and any browser unless given', () => {
    assert.deepEqual(readStartOptions([]), { port: 3000, browser: 'any' });
    assert.deepEqual(readStartOptions(['--port', '4000', '--browser', 'firefox']), { port: 4000, browser: 'firefox' });
    assert.deepEqual(readStartOptions(['--port=0', '--browser=none']), { port: 0, browser: 'none' });
  });

  const BAD: Readonly<Record<string, readonly string[]>> = {
    'a port that is a word': ['--port', 'http'],
    'a port that is too high': ['--port', '65536'],
    'a negative port': ['--port=-1'],
    'a port that is a fraction': ['--port', '3000.5'],
    'an empty port': ['--port', ''],
    'a port without a number': ['--port'],
    'a browser that is not known': ['--browser', 'opera'],
    'an option that is not known': ['--prot', '3000'],
    'a word that is no option': ['4000'],
  };

  for (const [what, args] of Object.entries(BAD)) {
    test(`${what} is answered by one sentence`, () => {
      assert.throws(
        () => readStartOptions(args),
        (error) => error instanceof Sentence && /^[^\n]+\.$/.test(error.message),
      );
    });
  }
});
