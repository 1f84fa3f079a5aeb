import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findPattern, whyNoPattern } from '../../extension/trace/count-pattern/count-pattern.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../extension/trace/count-pattern/default-patterns.ts';
import { MOST_TEXT, mayHoldCount, mediaTypeOf, readCounts } from '../../extension/trace/count-pattern/read-counts.ts';

const html = (text: string) => readCounts(text, 'text/html', DEFAULT_COUNT_PATTERNS);
const json = (value: unknown) => readCounts(JSON.stringify(value), 'application/json', DEFAULT_COUNT_PATTERNS);
const said = (pattern: string): string => whyNoPattern({ kind: 'text', pattern }) ?? '';

describe('reading a count from a response', () => {
  test("the lesson's text is found in a page, with or without markup around the number", () => {
    assert.deepEqual(html('Visit count: 7'), [{ count: 7, pattern: 'Visit count:\\s*(\\d+)', text: 'Visit count: 7' }]);
    assert.equal(html('<p>Visit count:&nbsp;<b class="n">11</b></p>')[0]?.count, 11);
  });

  test('a number in a script, a style or a comment is no count of the page', () => {
    assert.deepEqual(
      html('<script>s = "Visit count: 3"</script><!-- Visit count: 4 --><style>Visit count: 5</style>'),
      [],
    );
    assert.equal(html('<script>x</script>Visit count: 3')[0]?.count, 3);
  });

  test('the members count and visits of a JSON object are found, both where both are there', () => {
    assert.deepEqual(json({ count: 4 }), [{ count: 4, pattern: '"count"', text: '"count": 4' }]);
    assert.deepEqual(
      json({ visits: 5, count: 4 }).map((found) => found.count),
      [4, 5],
    );
  });

  test('the count of a list is not taken for a count of visits', () => {
    assert.deepEqual(json({ count: 37, next: null, results: [1, 2] }), []);
  });

  test('members that are no whole numbers, inner members and inherited names are passed by', () => {
    assert.deepEqual(json({ count: '4', visits: 1.5, inner: { count: 9 } }), []);
    assert.deepEqual(readCounts('{"count": 4', 'application/json', DEFAULT_COUNT_PATTERNS), []);
    assert.deepEqual(readCounts('{}', 'application/json', [{ kind: 'member', name: 'toString' }]), []);
  });

  test('only the first part of a long text is read', () => {
    assert.deepEqual(html(`${' '.repeat(MOST_TEXT)}Visit count: 7`), []);
  });

  test('the text that is kept has at most 80 characters', () => {
    const [found] = readCounts(`${'x'.repeat(300)}: 5`, 'text/plain', [{ kind: 'text', pattern: 'x+: (\\d+)' }]);
    assert.equal(found?.count, 5);
    assert.equal(found?.text.length, 80);
  });

  test('only pages, plain text and JSON may hold a count', () => {
    for (const type of ['text/html; charset=utf-8', 'TEXT/PLAIN', 'application/json', 'application/vnd.api+json']) {
      assert.ok(mayHoldCount(mediaTypeOf(type)), type);
    }
    for (const type of ['text/event-stream', 'image/png', 'application/octet-stream', 'text/css', undefined]) {
      assert.ok(!mayHoldCount(mediaTypeOf(type)), String(type));
    }
  });
});

describe('patterns that the user writes', () => {
  test('the group is the number, and the whole match is quoted', () => {
    assert.deepEqual(findPattern('(?:visits|seen)\\s*=\\s*(\\d{1,4})\\b', 'a visits = 12, seen=3'), {
      start: 2,
      end: 13,
      group: '12',
    });
  });

  test('a pattern that would hang a backtracking engine ends at once', () => {
    const text = `${'a'.repeat(40_000)}b`;
    assert.equal(findPattern('(?:a+)+(c)', text), undefined);
    assert.equal(findPattern('(?:a|a)*(?:a|a)*(c)', text), undefined);
    assert.equal(findPattern('(?:a*)*(c)', text), undefined);
  });

  test('what is wrong with a pattern is said in one sentence', () => {
    assert.match(said(''), /^The pattern is empty/);
    assert.match(said('visits'), /has no group/);
    assert.match(said('(\\d+) of (\\d+)'), /has 2 groups/);
    assert.match(said('(\\d+'), /A group is not closed, at character 5/);
    assert.match(said('(\\d+))'), /closes no group/);
    assert.match(said('*(\\d)'), /nothing before it/);
    assert.match(said('(\\d)**'), /follow one another/);
    assert.match(said('(?=x)(\\d)'), /Looking ahead/);
    assert.match(said('([9-0])'), /ends before it begins/);
    assert.match(said('(\\d{60})'), /more than 50/);
    assert.match(said('[abc(\\d)'), /not closed/);
    assert.match(said('(\\1)'), /not possible/);
    assert.match(said('(?:(?:a{50}){50}){50}(\\d)'), /too long/);
    assert.match(said(`(${'a'.repeat(300)})`), /too long/);
    for (const pattern of DEFAULT_COUNT_PATTERNS) assert.equal(whyNoPattern(pattern), undefined);
    assert.match(whyNoPattern({ kind: 'member', name: '' }) ?? '', /empty/);
  });

  test('what can be used matches as the engine of JavaScript does', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '\\d',
      '\\w',
      '[ab]',
      '[^a]',
      '[0-9b-c]',
      '\\s',
      '\\b',
      '^',
      '$',
      '(?:ab|a)',
    );
    const piece = fc
      .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '{1,2}', '*?', '+?', '??'))
      .map(([one, many]) => (/^(?:\\b|\^|\$)$/.test(one) ? one : one + many));
    const side = fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join(''));
    const pattern = fc.tuple(side, side, side).map(([before, group, after]) => `${before}(${group})${after}`);
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '2', ' ', '\n'), maxLength: 20 });
    fc.assert(
      fc.property(pattern, text, (source, over) => {
        const native = new RegExp(source).exec(over);
        const expected =
          native === null
            ? undefined
            : { start: native.index, end: native.index + native[0].length, group: native[1] ?? '' };
        assert.deepEqual(findPattern(source, over), expected);
      }),
      { numRuns: 3_000 },
    );
  });
});
