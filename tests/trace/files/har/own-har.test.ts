import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { writeHar } from '../../../../extension/trace/files/har/write-har.ts';
import { type Masker, UNMASKED } from '../../../../extension/trace/files/mask.ts';
import { maskerOfTrace } from '../../../../extension/trace/files/trace-secrets.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import type { Trace } from '../../../../extension/trace/model/trace.ts';
import { logs } from '../../arbitrary-events.ts';
import { cookieOf, lessonStory, Story } from '../../story.ts';
import { codesOf, folded, read } from './reading.ts';

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';

function fold(events: readonly TraceEvent[]): Trace {
  const made = createFold();
  made.apply(events);
  return made.trace;
}

function saved(events: readonly TraceEvent[], masker?: (trace: Trace) => Masker): string {
  const trace = fold(events);
  return [...writeHar(trace, { masker: masker?.(trace) ?? UNMASKED, version: '0.1.0', events })].join('');
}

/** The story as the table shows it. */
function story(trace: Trace): unknown[] {
  return trace.rows.map((row) => {
    switch (row.kind) {
      case 'entry':
        return [row.entry.step, row.entry.url, row.entry.effects.map(({ action, predicted }) => [action, predicted])];
      case 'end':
        return ['end', row.session.number, row.end.cause, row.end.undoneBy];
      case 'mark':
        return ['mark', row.mark.what, row.mark.detail];
    }
  });
}

/** A story of which a HAR's own members hold the half. */
function fullStory(): Story {
  const story = lessonStory();
  story.stores(cookieOf('theme', 'dark', { httpOnly: false }));
  story.add({ kind: 'recording', on: false }).wait(50).add({ kind: 'recording', on: true });
  story
    .asks('/frame', {
      type: 'sub_frame',
      frameId: 4,
      tabId: 7,
      topUrl: 'http://localhost:3000/',
      initiator: 'http://localhost:3000',
    })
    .responds()
    .completes();
  story.asks('/beacon', { type: 'beacon', storeId: '3' }).fails('net::ERR_ABORTED');
  story.userDeletes(cookieOf('sid', 'm7LtBv3Nc6Xz9Qw2Er5Ty8Ui1Op4As7Df0Gh3Jk0aB'));
  return story;
}

describe('a HAR that Sidtrail saved opens as the story that was saved', () => {
  test('every event comes back as it was', async () => {
    const { events } = fullStory();
    const har = await read(saved(events));
    assert.deepEqual(har.events, events);
  });

  test('what the user deleted was deleted by the user, and not overwritten', async () => {
    const { events } = fullStory();
    const again = folded(await read(saved(events)));
    assert.deepEqual(story(again), story(fold(events)));
    assert.deepEqual(
      again.sessions.map(({ end }) => end?.cause),
      ['user', 'rotated', 'user'],
    );
  });

  test('masked it is the same story, though no value shows any more what it is', async () => {
    const events = new Story()
      .started()
      .creates('auth', ID)
      .counts('auth', ID, 2)
      .userDeletes(cookieOf('auth', ID)).events;
    const text = saved(events, maskerOfTrace);
    assert.ok(!text.includes(ID));
    const har = await read(text);
    assert.equal(har.masked, true);
    assert.deepEqual(har.sessionCookies, { localhost: ['auth'] });
    assert.deepEqual(story(folded(har)), story(fold(events)));
  });

  test('events that the browser gave twice count as they did', async () => {
    const story = new Story().started();
    const asked = story.asks('/', { cookie: `sid=${ID}` });
    asked.responds({ status: 304 }).responds({ status: 200, count: 5 }).completes().completes({ fromCache: true });
    const { events } = story;
    const again = folded(await read(saved(events)));
    const [before] = fold(events).entries;
    const [after] = again.entries;
    assert.deepEqual(
      [after?.status, after?.respondedAt, after?.completedAt, after?.counts],
      [before?.status, before?.respondedAt, before?.completedAt, before?.counts],
    );
  });

  test('nothing is said of predictions where the file holds what the browser showed', async () => {
    assert.deepEqual(codesOf(await read(saved(fullStory().events))), []);
  });

  test('any log comes back, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.integer({ min: 1, max: 4_000 }), async (log, pieceLength) => {
        // Entries that the log has dropped are in no HAR.
        const events = log.filter(({ kind }) => kind !== 'dropped');
        const trace = fold(events);
        fc.pre(trace.entries.length > 0 && trace.entries.every(({ url }) => /^https?:/.test(url)));
        const har = await read(saved(events), {}, pieceLength).catch((error: unknown) => error as Error);
        if (har instanceof Error) return assert.fail(har);
        assert.deepEqual(story(folded(har)), story(trace));
      }),
      { numRuns: 100 },
    );
  });

  test('changed by another tool it is read as any HAR, and a notice says so', async () => {
    const text = saved(fullStory().events);
    const har = JSON.parse(text) as { log: { entries: Record<string, unknown>[]; _sidtrail: { events: unknown[] } } };
    const { log } = har;
    for (const changed of [
      { log: { ...log, entries: [...log.entries, { request: { url: 'http://a.test/' }, response: { status: 200 } }] } },
      { log: { ...log, entries: [...log.entries, log.entries[0]] } },
      { log: { ...log, _sidtrail: { ...log._sidtrail, events: [{ kind: 'navigation', n: 1 }] } } },
      { log: { ...log, _sidtrail: { ...log._sidtrail, version: 99 } } },
    ]) {
      const again = await read(JSON.stringify(changed));
      assert.ok(codesOf(again).includes('story-changed'));
      assert.ok(codesOf(again).includes('predicted'));
      assert.ok(again.entries >= log.entries.length);
    }
  });

  test('of a trace of Safari’s requests it says Safari, and reads it so', async () => {
    const events: TraceEvent[] = new Story()
      .add({ kind: 'started', browser: 'chrome', browserVersion: '', rulesKnown: false, product: 'Safari' })
      .creates('sid', ID).events;
    const text = saved(events);
    assert.match(text, /"browser":\{"name":"Safari"/);
    const trace = folded(await read(text));
    assert.deepEqual([trace.rulesKnown, trace.product], [false, 'Safari']);
  });
});
