import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'node:test';
import type { TraceBatch } from '../../extension/protocol/trace-source.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { effectIn, scopeOfSite, sessionsIn } from '../../extension/trace/summary/scope.ts';
import { summariseSite } from '../../extension/trace/summary/site-summary.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { followExpiry } from '../../extension/ui/answer/expiring.ts';
import { type EmptyFacts, emptyState, noSessionState } from '../../extension/ui/model/empty-state.ts';
import { createTraceModel } from '../../extension/ui/model/trace-model.ts';
import { emptyLooks, suggestionLabels } from '../../extension/ui/parts/empty-looks.ts';
import { lifeLine } from '../../extension/ui/ribbon/life-line.ts';
import { flowEdges, flowPath, runsAlong } from '../../extension/ui/words/flow-path.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';
import { givenModel } from './given-model.ts';
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
    file: false,
    tab: true,
  };
  const cases: readonly (readonly [string, Partial<EmptyFacts>, ReturnType<typeof emptyState>])[] = [
    ['has nothing to explain while rows are shown', { shown: true, all: true }, undefined],
    ['says that nothing is recorded yet of a watched page', {}, 'nothing-yet'],
    ['says that nothing is recorded, where no page is known', { status: undefined, tab: false }, 'nothing-anywhere'],
    ['says that nothing is recorded of this site', { all: true }, 'nothing-here'],
    ['offers no reload without a tab', { all: true, tab: false, status: undefined }, 'nothing-in-scope'],
    ['says that a file has nothing of the chosen site', { all: true, file: true }, 'file-not-here'],
    ['says that a file has nothing at all', { file: true, recording: false }, 'file-empty'],
    ['says that a file is still being read', { file: true, progress: 0.5 }, 'reading'],
    ['asks for a click where the page is not known', { status: { access: 'missing', patterns: [] } }, 'page-unknown'],
    [
      'distinguishes a page on the disk from the browser’s own',
      { status: { access: 'impossible', patterns: [], url: 'file:///home/x.html' } },
      'file-page',
    ],
    [
      'says that the site is turned off',
      { status: { access: 'granted', patterns: [], site: 'localhost', off: true } },
      'turned-off',
    ],
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

describe('a lesson without a session', () => {
  const watched = { access: 'granted', patterns: [], site: 'localhost' } as const;
  const facts: Parameters<typeof noSessionState>[0] = {
    all: true,
    here: true,
    sessions: false,
    recording: true,
    progress: 1,
    status: watched,
    unreachable: false,
    file: false,
    tab: true,
  };
  const cases: readonly (readonly [string, Partial<typeof facts>, ReturnType<typeof noSessionState>])[] = [
    ['says of a watched page that a reload is the next step', { all: false, here: false }, 'nothing-yet'],
    ['asks for the permission', { status: { access: 'missing', patterns: ['*://a/*'] } }, 'no-permission'],
    ['says that recording is paused, though requests were seen', { recording: false }, 'paused'],
    ['says that requests were seen, but no session', {}, 'no-session'],
    ['says so without a tab, too', { tab: false, status: undefined }, 'no-session'],
    ['leads to the site that has one', { sessions: true }, 'no-session-here'],
    ['says that the site was not seen at all', { here: false, sessions: true }, 'nothing-here'],
    ['says that the file has none', { file: true, recording: false }, 'file-no-session'],
    ['leads to the file’s other sites', { file: true, sessions: true }, 'file-not-here'],
    ['says that the file is empty', { file: true, all: false, here: false }, 'file-empty'],
    ['waits until the past is read', { progress: 0.5 }, 'reading'],
  ];
  for (const [name, change, expected] of cases) {
    test(name, () => assert.equal(noSessionState({ ...facts, ...change }), expected));
  }
});

describe('the looks of the empty states', () => {
  test('offer a next step each, but for the one that only waits', () => {
    const without = Object.entries(emptyLooks).filter(([, { next }]) => next.length === 0);
    assert.deepEqual(
      without.map(([state]) => state),
      ['reading'],
    );
  });

  test('speak of a server to start only where no page is watched', () => {
    for (const { what } of Object.values(emptyLooks)) {
      if (what !== undefined) assert.doesNotMatch(english.say(what, 'localhost'), /npm run/u);
    }
  });

  test('name what their buttons do', () => {
    for (const { next } of Object.values(emptyLooks)) {
      for (const step of next) assert.notEqual(english.say(suggestionLabels[step], 'example.com'), '');
    }
  });
});

describe('the flow of an entry', () => {
  test('follows edges that exist, starting at the request', () => {
    const { entries } = lesson();
    for (const entry of entries) {
      const path = flowPath(entry, entry.effects[0]);
      const taken = flowEdges.filter((edge) => runsAlong(path, edge));
      assert.equal(path.nodes[0], 'request');
      assert.equal(taken.length, path.nodes.length - 1);
    }
  });

  test('goes through "create" for a first visit and "retrieve" for a known session', () => {
    const [first, second] = lesson().entries;
    assert.ok(first && second);
    assert.deepEqual(flowPath(first, first.effects[0]).nodes, ['request', 'without-id', 'create', 'outcome']);
    assert.deepEqual(flowPath(second, second.effects[0]).nodes, ['request', 'with-id', 'retrieve', 'outcome']);
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
    assert.equal(trace.entries[0] && effectIn(scope, trace.entries[0])?.action, 'created');
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

  test('shows the lines that the answer speaks of, however long ago they were', () => {
    const story = lessonStory();
    const value = 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB';
    const next = 'z9NewSessionAfterTheServerForgot0123456789';
    story.visits('/', `sid=${value}`, { count: 1, setCookie: [`sid=${next}; Path=/; HttpOnly`] });
    for (let i = 0; i < 9; i++) story.visits('/style.css', `sid=${next}`, {}, { type: 'stylesheet' });
    const fold = createFold();
    fold.apply(story.events);
    const { answer, last } = summariseSite(fold.trace, 'localhost');
    assert.ok(answer.steps.length > 0, plain(english, answer.lead));
    const marked = last.filter(({ inAnswer }) => inAnswer).map(({ step }) => step);
    assert.deepEqual(marked, answer.steps.slice(-3));
    assert.ok(last.every(({ step }, at) => at === 0 || step > (last[at - 1]?.step ?? 0)));
    assert.ok(last.length <= 8);
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
    const ending = new AbortController();
    const { model, give } = await givenModel({ nextFrame: (run) => frames.push(run), signal: ending.signal });
    const touched: number[] = [];
    model.onFrame(({ entries }) => touched.push(entries.size));
    const { events } = lessonStory();
    for (const event of events) give({ events: [event] });
    assert.equal(model.trace().entries.length, 7);
    assert.equal(frames.length, 1);
    assert.equal(model.revision.value, 0);
    frames[0]?.();
    assert.equal(model.revision.value, 1);
    assert.deepEqual(touched, [7]);
    give({ cleared: true });
    assert.equal(model.trace().entries.length, 0);
    ending.abort();
    frames[1]?.();
    assert.equal(model.revision.value, 1);
  });
});

describe('the trace model while a log is read again', () => {
  async function shownModel(t: TestContext) {
    const ending = new AbortController();
    t.after(() => ending.abort());
    const revisions: number[] = [];
    const { model, give } = await givenModel({ signal: ending.signal });
    model.onFrame(() => revisions.push(model.trace().entries.length));
    const { events } = lessonStory();
    const put = (from: number, to: number, batch: Partial<TraceBatch>): void =>
      give({ events: events.slice(from, to), ...batch });
    put(0, events.length, {});
    revisions.length = 0;
    return { model, put, revisions, half: events.length >> 1, all: events.length };
  }

  test('shows the whole of it until the new fold is whole, so that no selected row goes', async (t) => {
    const { model, put, revisions, half, all } = await shownModel(t);
    const before = model.trace();
    put(0, half, { cleared: true, again: true, progress: 0.5 });
    assert.equal(model.trace(), before);
    // Another choice while the first is still folded.
    put(0, half, { cleared: true, again: true, progress: 0.5 });
    assert.equal(model.trace(), before);
    assert.deepEqual(revisions, []);
    put(half, all, {});
    assert.notEqual(model.trace(), before);
    assert.equal(model.trace().entries.length, 7);
    assert.deepEqual(revisions, [7]);
  });

  test('shows at once that it was cleared', async (t) => {
    const { model, put, half } = await shownModel(t);
    put(0, half, { cleared: true, again: true, progress: 0.5 });
    put(0, 0, { cleared: true });
    assert.equal(model.trace().entries.length, 0);
  });

  test('shows the first rows as they come where there were none', async (t) => {
    const { model, put, half } = await shownModel(t);
    put(0, 0, { cleared: true, progress: 0.1 });
    put(0, half, { cleared: true, again: true, progress: 0.5 });
    assert.ok(model.trace().entries.length > 0);
  });
});

describe('the trace model when the log is quiet', () => {
  test('settles the fold, so that a Set-Cookie without a change event counts as refused', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const story = new Story().started().add({ kind: 'jar', cookies: [] });
    story.visits('/', undefined, { setCookie: ['sid=0123456789abcdefABCDEF; Path=/; HttpOnly'] });
    const { model, give } = await givenModel({ now: () => story.time + 10_000 });
    give({ events: story.events });
    assert.equal(model.trace().entries[0]?.effects[0]?.action, 'created');
    t.mock.timers.tick(2_100);
    assert.equal(model.trace().entries[0]?.effects[0]?.action, 'refused');
    assert.equal(model.settled.value, 1);
  });

  test('ends a session when its cookie expires, and leaves alone what is being looked at', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const story = new Story(undefined, 0).started().add({ kind: 'jar', cookies: [] });
    const asked = story.asks('/').responds({ setCookie: ['sid=0123456789abcdefABCDEF; Path=/; Max-Age=60; HttpOnly'] });
    story.stores(cookieOf('sid', '0123456789abcdefABCDEF', { session: false, expirationDate: 61 }));
    asked.completes();
    const model = createTraceModel({
      source: {
        subscribe: (onBatch) => void onBatch({ events: story.events, cleared: false, entriesBefore: 0, progress: 1 }),
      },
      loadFold: async () => createFold,
      nextFrame: (run) => run(),
      now: () => Date.now(),
      signal: new AbortController().signal,
    });
    const stop = followExpiry(model, () => Date.now());
    await Promise.resolve();
    await Promise.resolve();
    const end = () => model.trace().sessions[0]?.end?.cause;
    t.mock.timers.tick(60_000);
    assert.equal(end(), undefined);
    const release = model.hold();
    t.mock.timers.tick(2_000);
    assert.equal(end(), undefined);
    release();
    const { value } = model.revision;
    t.mock.timers.tick(2_000);
    assert.equal(end(), 'expired');
    assert.equal(model.revision.value, value + 1);
    stop();
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
