import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rowsOf } from './exchange-reading.ts';

describe('cookies.txt', () => {
  const line = (name: string) => `.a.com\tTRUE\t/\tFALSE\t0\t${name}\t1`;

  test('on one line, whose breaks were lost, is taken apart', () => {
    const rows = ['x=1 @.a.com /', 'y=1 @.a.com /'];
    const oneLine = `# Netscape HTTP Cookie File ${line('x')} ${line('y')}`;
    assert.deepEqual(rowsOf(oneLine), rows);
    const spaced = rows.map((row) => `${row} +spaces-for-tabs`);
    assert.deepEqual(rowsOf(oneLine.replaceAll('\t', ' ')), spaced);
    const written = `${line('x')}\n${line('y')}`.replaceAll('\t', '\\t').replaceAll('\n', '\\n');
    assert.deepEqual(
      rowsOf(written),
      rows.map((row) => `${row} +escaped-tabs`),
    );
  });

  test('keeps the blanks of a value', () => {
    assert.deepEqual(rowsOf('.a.com\tTRUE\t/\tFALSE\t0\tx\tthis is TRUE / FALSE 0'), [
      'x=this is TRUE / FALSE 0 @.a.com /',
    ]);
  });

  test('with 1 and 0 for flags is read, and it is said', () => {
    assert.deepEqual(rowsOf('.a.com\t1\t/\t0\t0\tx\t1\na.com\t0\t/\t1\t0\ty\t1'), [
      'x=1 @.a.com / +flag-case',
      'y=1 @a.com / Secure +flag-case',
    ]);
    assert.deepEqual(rowsOf('.a.com\t2\t/\t0\t0\tx\t1'), ['! flag']);
  });
});
