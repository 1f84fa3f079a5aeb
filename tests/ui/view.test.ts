import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { scopeOfSite, sessionsIn, stepIn } from '../../extension/trace/summary/scope.ts';
import { summariseSite } from '../../extension/trace/summary/site-summary.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { type EmptyFacts, emptyState } from '../../extension/ui/model/empty-state.ts';
import { createTraceModel } from '../../extension/ui/model/trace-model.ts';
import { lifeLine } from '../../extension/ui/ribbon/life-line.ts';
import { flowEdges, flowPath, runsAlong } from '../../extension/ui/words/flow-path.ts';
import { lessonStory, Story } from '../trace/story.ts';
import { english } from './words.ts';

function lesson() {
  const fold = createFold();
  fold.apply(lessonStory().events);
  return fold.trace;
}

describe('an empty table', () => {
  const facts: EmptyFacts = {
    shown: false,
    all: false,
    filtered: false,
    recording: true,
    progress: 1,
    status: { access: 'granted', patterns: [], site: 'localhost' },
    unreachable: false,
  };
  const cases: readonly (readonly [string, Partial<EmptyFacts>, ReturnType<typeof emptyState>])[] = [
    ['has nothing to explain while rows are shown', { shown: true, all: true }, undefined],
    ['says that nothing is recorded yet', {}, 'nothing-anywhere'],
    ['says that nothing is recorded of this site', { all: true }, 'nothing-here'],
    ['says that the filter hides all rows', { all: true, filtered: true }, 'filtered'],
    [
      'asks for the permission that is missing',
      { status: { access: 'missing', patterns: ['*://a/*'] } },
      'no-permission',
    ],
    ['says that no extension may see the page', { status: { access: 'impossible', patterns: [] } }, 'impossible'],
    ['says that recording is paused', { recording: false }, 'paused'],
    ['says that the past is still being read', { progress: 0.5 }, 'reading'],
    ['says that the background does not answer', { unreachable: true }, 'unreachable'],
  ];
  for (const [name, change, expected] of cases) {
    test(name, () => assert.equal(emptyState({ ...facts, ...change }), expected));
  }
});

describe('the flow of an entry', () => {
  test('follows edges that exist, starting at the request', () => {
    const { entries } = lesson();
    for (const entry of entries) {
      const path = flowPath(entry, entry.steps[0]);
      const taken = flowEdges.filter((edge) => runsAlong(path, edge));
      assert.equal(path.nodes[0], 'request');
      assert.equal(taken.length, path.nodes.length - 1);
    }
  });

  test('goes through "create" for a first visit and "retrieve" for a known session', () => {
    const [first, second] = lesson().entries;
    assert.ok(first && second);
    assert.deepEqual(flowPath(first, first.steps[0]).nodes, ['request', 'without-id', 'create', 'outcome']);
    assert.deepEqual(flowPath(second, second.steps[0]).nodes, ['request', 'with-id', 'retrieve', 'outcome']);
  });
});

describe('the ribbon', () => {
  test('has the sessions of the followed cookie in order', () => {
    const trace = lesson();
    const scope = scopeOfSite(trace, 'localhost');
    assert.deepEqual(
      sessionsIn(scope, trace).map(({ number }) => number),
      [1, 2, 3],
    );
    assert.equal(trace.entries[0] && stepIn(scope, trace.entries[0])?.action, 'created');
  });

  test('samples a session’s life from its first to its last moment', () => {
    const trace = lesson();
    const [first, , third] = trace.sessions;
    assert.ok(first && third);
    assert.equal(lifeLine(first).ended, true);
    assert.equal(lifeLine(first).marks[0], 0);
    assert.equal(lifeLine(third).ended, false);
    const long = lessonStory();
    for (let i = 4; i < 500; i++) long.counts('sid', third.value, i);
    const fold = createFold();
    fold.apply(long.events);
    const session = fold.trace.sessions[2];
    assert.ok(session);
    assert.equal(lifeLine(session).marks.length, 24);
    assert.equal(lifeLine(session).marks.at(-1), 1);
  });
});

describe('the summary of a site', () => {
  test('is plain data for a message, with the newest entries', () => {
    const summary = summariseSite(lesson(), 'localhost');
    assert.deepEqual(structuredClone(summary), JSON.parse(JSON.stringify(summary)));
    assert.equal(summary.cookie?.name, 'sid');
    assert.ok(summary.newest);
    assert.equal(
      plain(english, summary.newest),
      'The browser sent session 3 (m7Lt…0aB). The server knew it and counted visit 3.',
    );
    assert.deepEqual(
      summary.last.map(({ state, action, session, count }) => [state, plain(english, action), session?.number, count]),
      [
        ['resumed', 'Increment count to 3', 1, 3],
        ['resumed', 'Increment count to 4', 1, 4],
        ['created', 'Create new session', 2, 1],
        ['rotated', 'New id, count goes on', 3, 2],
        ['resumed', 'Increment count to 3', 3, 3],
      ],
    );
    assert.equal(summary.sessions.at(-1)?.number, 3);
  });

  test('of an unknown site says that nothing was seen, and whether recording is on', () => {
    assert.deepEqual(summariseSite(lesson(), 'example.com'), {
      recording: true,
      answer: { tone: 'plain', lead: { key: 'answerNothingSeen', args: [] }, steps: [] },
      sessions: [],
      last: [],
    });
  });
});

describe('the trace model', () => {
  test('folds at once, and reports at most once per frame', async () => {
    const frames: (() => void)[] = [];
    let give: ((batch: TraceBatch) => void) | undefined;
    const ending = new AbortController();
    const model = createTraceModel({
      source: {
        subscribe: (onBatch) => {
          give = onBatch;
        },
      },
      loadFold: async () => createFold,
      nextFrame: (run) => frames.push(run),
      now: () => 0,
      signal: ending.signal,
    });
    await Promise.resolve();
    await Promise.resolve();
    const touched: number[] = [];
    model.onFrame(({ entries }) => touched.push(entries.size));
    const { events } = lessonStory();
    for (const event of events) give?.({ events: [event], cleared: false, entriesBefore: 0, progress: 1 });
    assert.equal(model.trace().entries.length, 7);
    assert.equal(frames.length, 1);
    assert.equal(model.revision.value, 0);
    frames[0]?.();
    assert.equal(model.revision.value, 1);
    assert.deepEqual(touched, [7]);
    give?.({ events: [], cleared: true, entriesBefore: 0, progress: 1 });
    assert.equal(model.trace().entries.length, 0);
    ending.abort();
    frames[1]?.();
    assert.equal(model.revision.value, 1);
  });
});

describe('the trace model when the log is quiet', () => {
  test('settles the fold, so that a Set-Cookie without a change event counts as refused', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let give: ((batch: TraceBatch) => void) | undefined;
    const story = new Story().started().tell({ kind: 'jar', cookies: [] });
    story.visits('/', undefined, { setCookie: ['sid=0123456789abcdefABCDEF; Path=/; HttpOnly'] });
    const model = createTraceModel({
      source: {
        subscribe: (onBatch) => {
          give = onBatch;
        },
      },
      loadFold: async () => createFold,
      nextFrame: (run) => run(),
      now: () => story.time + 10_000,
      signal: new AbortController().signal,
    });
    await Promise.resolve();
    await Promise.resolve();
    give?.({ events: story.events, cleared: false, entriesBefore: 0, progress: 1 });
    assert.equal(model.trace().entries[0]?.steps[0]?.action, 'created');
    t.mock.timers.tick(2_100);
    assert.equal(model.trace().entries[0]?.steps[0]?.action, 'refused');
    assert.equal(model.settled.value, 1);
  });
});

describe('the colours', () => {
  const css = readFileSync(new URL('../../extension/ui/styles/base.css', import.meta.url), 'utf8');
  const colours = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/gu)].map(([, name, light, dark]) => [
      name,
      [light, dark],
    ]),
  );
  const rgb = (hex: string): number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const luminance = (channels: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: readonly number[], b: readonly number[]): number => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };

  for (const [at, scheme] of ['light', 'dark'].entries()) {
    test(`have a contrast of at least 4.5 to 1 in ${scheme}, chips on their tint too`, () => {
      const of = (name: string): number[] => {
        const hex = colours.get(name)?.[at];
        assert.ok(hex, `--${name} is not in base.css`);
        return rgb(hex);
      };
      for (const ground of ['bg', 'side', 'raised', 'accent-soft']) {
        for (const name of ['text', 'dim', 'accent', 'good', 'bad', 'warn']) {
          assert.ok(contrast(of(name), of(ground)) >= 4.5, `${name} on ${ground}: ${contrast(of(name), of(ground))}`);
        }
      }
      for (const name of ['text', 'dim', 'accent', 'bad', 'good'])
        assert.ok(contrast(of(name), of('bad-soft')) >= 4.5, `${name} on bad-soft`);
      for (const name of ['text', 'dim', 'accent', 'warn', 'good'])
        assert.ok(contrast(of(name), of('warn-soft')) >= 4.5, `${name} on warn-soft`);
      assert.ok(contrast(of('on-accent'), of('accent')) >= 4.5);
      for (let hue = 0; hue < 8; hue++) {
        const colour = of(`hue-${hue}`);
        const tint = of(`tint-${hue}`);
        assert.ok(contrast(colour, tint) >= 4.5, `hue ${hue} on its tint: ${contrast(colour, tint)}`);
        assert.ok(contrast(of('bg'), colour) >= 4.5, `the number on hue ${hue}: ${contrast(of('bg'), colour)}`);
      }
    });
  }
});
