import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { type DateDialect, parseCookieDate } from '../../extension/cookies/cookie-date.ts';

// What both browsers made of some thousands of Expires texts: `npm run ground-truth -- --write-dates` asks them again.
const [, measured = '', ...rows] = readFileSync(path.join(import.meta.dirname, 'measured/dates.tsv'), 'utf8')
  .trimEnd()
  .split('\n');
const MEASURED_AT = Date.parse(measured.split('\t')[1] ?? '');
const CAP = 399.9 * 86_400_000;

/** A reading in the table's words. */
function inWords(text: string, dialect: DateDialect): string {
  const time = parseCookieDate(text, dialect);
  if (time === null) return 'none';
  if (time === 'before-1601' || time <= MEASURED_AT) return 'past';
  return time > MEASURED_AT + CAP ? 'late' : new Date(time).toISOString().slice(0, 19);
}

const COLUMNS: readonly (readonly [dialect: DateDialect, column: number])[] = [
  ['fields', 1],
  ['nspr', 2],
];

for (const [dialect, column] of COLUMNS) {
  test(`${dialect}: every measured date is read as the browser reads it`, () => {
    const wrong = rows.flatMap((row) => {
      const cells = row.split('\t');
      // Firefox parses octets; an extension sees them one character each.
      const text = dialect === 'nspr' ? Buffer.from(cells[0] ?? '').toString('latin1') : (cells[0] ?? '');
      const said = inWords(text, dialect);
      return said === cells[column] ? [] : [`${cells[0]}: the browser ${cells[column]}, here ${said}`];
    });
    assert.deepEqual(wrong, []);
    const exact = rows.filter((row) => row.split('\t')[column]?.includes('T'));
    assert.ok(exact.length > 1000, `only ${exact.length} dates say more than that they are none, past or late`);
  });
}

describe('what the table does not hold', () => {
  test('a zone of -0001 is none to nspr, for -1 is its mark for that', () => {
    const at = (zone: string): unknown => parseCookieDate(`10 Nov 2026 10:00:00 ${zone}`, 'nspr');
    assert.equal(at('-0001'), Date.UTC(2026, 10, 10, 10));
    assert.equal(at('+0001'), Date.UTC(2026, 10, 10, 9, 59));
  });

  test('nspr gives up after a thousand words', () => {
    const words = 'x '.repeat(999);
    assert.equal(parseCookieDate(`${words}10 Nov 2026`, 'nspr'), null);
    assert.equal(parseCookieDate(`${'x '.repeat(998)}10 Nov 2026`, 'nspr'), Date.UTC(2026, 10, 10));
  });

  test('years that do not fit into 16 bits are none to nspr', () => {
    assert.equal(parseCookieDate('10 Nov 32768', 'nspr'), null);
    assert.notEqual(parseCookieDate('10 Nov 32767', 'nspr'), null);
  });
});
