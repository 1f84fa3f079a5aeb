import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type CountPattern, DEFAULT_COUNT_PATTERNS } from '../../extension/trace/count-pattern/default-patterns.ts';
import { patternProblem } from '../../extension/trace/count-pattern/pattern-problem.ts';
import { MAX_TEXT, mayHoldCount, mediaTypeOf, readCounts } from '../../extension/trace/count-pattern/read-counts.ts';
import { savedPattern } from '../../extension/trace/count-pattern/saved-pattern.ts';
import { findTemplate, parseTemplate, type Template } from '../../extension/trace/count-pattern/template.ts';

const html = (text: string) => readCounts(text, 'text/html', DEFAULT_COUNT_PATTERNS);
const json = (value: unknown) => readCounts(JSON.stringify(value), 'application/json', DEFAULT_COUNT_PATTERNS);

/** Where a template matches in a text, as the text and the number. */
function found(source: string, text: string): readonly [string, string] | undefined {
  const template = parseTemplate(source);
  assert.ok(typeof template !== 'string', `${source}: ${String(template)}`);
  const match = findTemplate(template, text);
  return match && [text.slice(match.start, match.end), match.number];
}

/** The characters that a search passes by: work is counted, not timed. */
function passedBy(template: Template, text: string): number {
  let passed = 0;
  for (const run of template.runs) {
    run.exec = (over) => {
      const from = run.lastIndex;
      const match = RegExp.prototype.exec.call(run, over);
      passed += (match === null ? over.length : match.index + match[0].length) - from;
      return match;
    };
  }
  findTemplate(template, text);
  return passed;
}

describe('reading a count from a response', () => {
  test("the lesson's text is found in a page, with or without markup around the number", () => {
    assert.deepEqual(html('Visit count: 7'), [{ count: 7, pattern: 'Visit count: #', text: 'Visit count: 7' }]);
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
      json({ visits: 5, count: 4 }).map(({ count }) => count),
      [4, 5],
    );
  });

  test('the count of a list is not taken for a count of visits', () => {
    assert.deepEqual(json({ count: 37, next: null, results: [1, 2] }), []);
  });

  test('members that are no whole numbers, inner members and inherited names are passed by', () => {
    assert.deepEqual(json({ count: '4', visits: 1.5, inner: { count: 9 } }), []);
    assert.deepEqual(readCounts('{"count": 4', 'application/json', DEFAULT_COUNT_PATTERNS), []);
    assert.deepEqual(readCounts('{}', 'application/json', [{ kind: 'member', path: 'toString' }]), []);
    assert.deepEqual(readCounts('{}', 'application/json', [{ kind: 'member', path: 'constructor.length' }]), []);
  });

  test('only the first part of a long text is read', () => {
    assert.deepEqual(html(`${' '.repeat(MAX_TEXT)}Visit count: 7`), []);
  });

  test('the text that is kept has at most 80 characters', () => {
    const [reading] = readCounts(`xx${' '.repeat(300)}5`, 'text/plain', [{ kind: 'text', template: 'xx #' }]);
    assert.equal(reading?.count, 5);
    assert.equal(reading?.text.length, 80);
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

describe('JSON members', () => {
  const read = (value: unknown, path: string) =>
    readCounts(JSON.stringify(value), 'application/json', [{ kind: 'member', path }])[0]?.count;

  test('are found by a path of names, or by a name with dots in it', () => {
    assert.equal(read({ session: { visits: 7 } }, 'session.visits'), 7);
    assert.equal(read({ 'session.visits': 8 }, 'session.visits'), 8);
    assert.equal(read({ session: 3 }, 'session.visits'), undefined);
    assert.equal(read({ session: null }, 'session.visits'), undefined);
    assert.equal(read({ session: [{ visits: 7 }] }, 'session.0.visits'), undefined);
  });

  test('beside a list in the same object count its items; a list further out does not matter', () => {
    assert.equal(read({ page: { count: 7, results: [] } }, 'page.count'), undefined);
    assert.equal(read({ results: [], session: { visits: 7 } }, 'session.visits'), 7);
  });

  test('are no counts below zero', () => {
    assert.equal(read({ visits: -1 }, 'visits'), undefined);
  });
});

describe('text patterns', () => {
  test('have the number in the place of #, and white space matches any or none', () => {
    assert.deepEqual(found('visits = #', 'a visits=12, seen=3'), ['visits=12', '12']);
    assert.deepEqual(found('Visits #', 'Visits\n\u00a0 7 times'), ['Visits\n\u00a0 7', '7']);
    assert.deepEqual(found('# visits', '3 cats, 44 visits'), ['44 visits', '44']);
  });

  test('have any text of one line in the place of *, as little as there can be', () => {
    assert.deepEqual(found('Hello *, seen # times', 'Hello A, B, seen 5 times, seen 6 times'), [
      'Hello A, B, seen 5 times',
      '5',
    ]);
    assert.equal(found('Hello * #', 'Hello you\n7'), undefined);
    assert.deepEqual(found('Hello * #', 'Hello you\nHello me 7'), ['Hello me 7', '7']);
    assert.deepEqual(found('#*visits', '5 long visits'), ['5 long visits', '5']);
  });

  test('read no part of a longer number, of a decimal, or of one with separators', () => {
    assert.equal(found('Visits: #', 'Visits: 1,234'), undefined);
    assert.equal(found('Visits: #', 'Visits: 0.5'), undefined);
    assert.equal(found('Visits*#', 'Visits: 0.5'), undefined);
    assert.equal(found('Visits: #', 'Visits: 1234567890123456'), undefined);
    assert.deepEqual(found('Visits: #', 'Visits: 5. Bye, 6'), ['Visits: 5', '5']);
    assert.deepEqual(found('v2.#', 'v2.7'), ['v2.7', '7']);
  });

  test('take #, * and backslash as themselves after a backslash, and nothing else as special', () => {
    assert.deepEqual(found('\\#\\* \\\\ #', '#*\\ 4'), ['#*\\ 4', '4']);
    assert.deepEqual(found('(a|b)+ [x] $^ ? #', '(a|b)+[x]$^?9'), ['(a|b)+[x]$^?9', '9']);
    assert.deepEqual(found('😀 * x #', '😀 is x 3'), ['😀 is x 3', '3']);
  });

  test('cost four times the work for four times the text, whatever the text', () => {
    const texts = ['a', ' ', '1 ', 'a b ', 'a\n', 'ab\n'];
    // What is looked for stands on the last line alone, so every beginning before it is tried.
    for (const source of ['a*a*a*a*a*#x', 'a a a #', 'a*b#', 'a*b*#', 'a #', '# a', 'a*#*b']) {
      const template = parseTemplate(source);
      assert.ok(typeof template !== 'string');
      for (const unit of texts) {
        const cost = (times: number): number => passedBy(template, `${unit.repeat(times)}\nb1x`);
        assert.ok(cost(8_000) <= 4.1 * cost(2_000) + 100, `${source} in ${JSON.stringify(unit)}`);
      }
    }
  });

  test('find what a search by hand finds', () => {
    const part = fc.constantFrom('a', 'b', ' ', '*', 'ab', '# b', '# a');
    const source = fc
      .array(part, { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''))
      .filter((each) => typeof parseTemplate(each) !== 'string');
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2', ' ', '\n'), maxLength: 24 });
    fc.assert(
      fc.property(source, text, (pattern, over) => {
        const expression = pattern
          .replace(/^[\s*]+|[\s*]+$/g, '')
          .replace(/\s*\*[\s*]*/g, '[^\\n]*?')
          .replace(/\s+/g, '\\s*')
          .replace('#', '(?<!\\d)(\\d+)(?!\\d)');
        const native = new RegExp(expression).exec(over);
        const match = found(pattern, over);
        // Native backtracking may end a match elsewhere; whether there is one must not differ.
        assert.equal(match === undefined, native === null, expression);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a pattern that cannot be used', () => {
  const problem = (template: string) => patternProblem({ kind: 'text', template });

  test('is named by what is wrong with it', () => {
    assert.equal(problem('  '), 'empty');
    assert.equal(problem('visits'), 'no-number');
    assert.equal(problem('visits \\#'), 'no-number');
    assert.equal(problem('# of #'), 'two-numbers');
    assert.equal(problem('* # *'), 'nothing-around');
    assert.equal(problem('v2#'), 'digit-beside');
    assert.equal(problem('#0 times'), 'digit-beside');
    assert.equal(problem(`${'x'.repeat(200)}#`), 'too-long');
    assert.equal(patternProblem({ kind: 'member', path: '' }), 'member-empty');
    assert.equal(patternProblem({ kind: 'member', path: 'a..b' }), 'member-empty');
    assert.equal(patternProblem({ kind: 'member', path: 'x'.repeat(201) }), 'member-too-long');
    assert.equal(patternProblem({ kind: 'member', path: 'a.b.c.d.e.f.g.h.i' }), 'member-too-deep');
    assert.equal(patternProblem({ kind: 'expression', source: '(?=x)' }), 'expression');
  });

  test('finds nothing; the default ones can be used', () => {
    const patterns: readonly CountPattern[] = [
      { kind: 'text', template: '#' },
      { kind: 'expression', source: '(\\d+)' },
    ];
    assert.deepEqual(readCounts('5', 'text/plain', patterns), []);
    for (const pattern of DEFAULT_COUNT_PATTERNS) assert.equal(patternProblem(pattern), undefined);
  });
});

describe('a pattern that was saved', () => {
  const migrated = (pattern: string) => savedPattern({ kind: 'text', pattern });
  const cases: readonly (readonly [expression: string, template: string, text: string])[] = [
    ['Visit count:\\s*(\\d+)', 'Visit count: #', 'Visit count: 42'],
    ['seen ([0-9]+) times', 'seen # times', 'seen 42 times'],
    ['\\bvisits=(\\d{1,4})\\b', 'visits=#', 'visits=42'],
    ['Hello .*?, (\\d+)', 'Hello *, #', 'Hello you, 42'],
    ['price \\(\\*\\): (\\d+)', 'price (\\*): #', 'price (*): 42'],
    ['no\\. #(\\d+)', 'no. \\##', 'no. #42'],
  ];
  for (const [expression, template, text] of cases) {
    test(`as the regular expression ${expression} becomes the text pattern ${template}`, () => {
      assert.deepEqual(migrated(expression), { kind: 'text', template });
      assert.equal(new RegExp(expression).exec(text)?.[1], '42');
      assert.equal(found(template, text)?.[1], '42');
    });
  }

  test('as a regular expression that no text pattern can say is kept, and reads nothing', () => {
    for (const source of ['(?:visits|seen)=(\\d+)', '^(\\d+) visits', 'a+ (\\d+)', '(\\d)', '[ab]: (\\d+)', '(\\d+']) {
      assert.deepEqual(migrated(source), { kind: 'expression', source });
    }
  });

  test('as this version or the one before saves it is the same again; anything else is dropped', () => {
    for (const pattern of [...DEFAULT_COUNT_PATTERNS, { kind: 'expression', source: 'x' } as const]) {
      assert.deepEqual(savedPattern(pattern), pattern);
    }
    assert.deepEqual(savedPattern({ kind: 'member', name: 'n' }), { kind: 'member', path: 'n' });
    for (const bad of [
      null,
      'x',
      {},
      { kind: 'text' },
      { kind: 'member', path: 5 },
      { kind: 'text', template: 'x'.repeat(2_000) },
    ]) {
      assert.equal(savedPattern(bad), undefined);
    }
  });
});
