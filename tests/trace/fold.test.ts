import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { cookieOf, lessonStory, Story } from './story.ts';

function fold(story: { events: readonly TraceEvent[] }): Trace {
  const folded = createFold();
  folded.apply(story.events);
  return folded.trace;
}

/** One line for each row: what a person reads in the table. */
function table(trace: Trace): string[] {
  return trace.rows.map((row) => {
    switch (row.kind) {
      case 'entry': {
        const { entry } = row;
        const effect = entry.effects[0];
        const id = effect?.before === undefined ? 'None' : `#${effect.before.number}`;
        const after = effect?.after === undefined ? '' : ` → #${effect.after.number}`;
        return `${entry.step} ${entry.method} ${new URL(entry.url).pathname} ${id} ${entry.counts[0]?.count ?? '–'} ${effect?.action ?? '-'}${after}`;
      }
      case 'end':
        return `end #${row.session.number} ${row.end.cause}${row.end.undoneBy ? ' undone' : ''}`;
      case 'mark':
        return `mark ${row.mark.what} ${row.mark.detail}`.trim();
    }
  });
}

const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';
const B = 'ddddDDDD3333eeeeEEEE4444ffffFFFF';
const C = 'ggggGGGG5555hhhhHHHH6666iiiiIIII';
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;

describe('the fold writes the lesson’s table', () => {
  test('a session is created, counted, deleted by the user, created again, and rotated at login', () => {
    assert.deepEqual(table(fold(lessonStory())), [
      '1 GET / None 1 created → #1',
      '2 GET / #1 2 resumed → #1',
      '3 GET / #1 3 resumed → #1',
      '4 GET / #1 4 resumed → #1',
      'end #1 user',
      '5 GET / None 1 created → #2',
      '6 POST /login #2 2 rotated → #3',
      'end #2 rotated',
      '7 GET / #3 3 resumed → #3',
    ]);
  });

  test('folding one event at a time gives the same as folding all at once', () => {
    const { events } = lessonStory();
    const bit = createFold();
    for (const event of events) bit.apply([event]);
    assert.deepEqual(table(bit.trace), table(fold({ events })));
  });

  test('events that were folded before are passed over', () => {
    const { events } = lessonStory();
    const twice = createFold();
    twice.apply(events);
    twice.apply(events);
    assert.deepEqual(table(twice.trace), table(fold({ events })));
  });

  test('a deletion that the user takes back gives the session its life again', () => {
    const story = new Story().started().creates('sid', A);
    story.userDeletes(cookieOf('sid', A)).userRestores(cookieOf('sid', A)).counts('sid', A, 2);
    const trace = fold(story);
    assert.deepEqual(table(trace), ['1 GET / None 1 created → #1', 'end #1 user undone', '2 GET / #1 2 resumed → #1']);
    assert.equal(trace.sessions[0]?.end, undefined);
  });
});

describe('a new id in answer to a known one', () => {
  test('is a rotation when the count goes on', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 2);
    story.visits('/', `sid=${A}`, { setCookie: [kept(B)], count: 3 });
    assert.equal(table(fold(story))[2], '3 GET / #1 3 rotated → #2');
  });

  test('is a replacement when the count starts again: the server did not know the old id', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 2);
    story.visits('/', `sid=${A}`, { setCookie: [kept(B)], count: 1 });
    assert.deepEqual(table(fold(story)).slice(2), ['3 GET / #1 1 replaced → #2', 'end #1 replaced']);
  });

  test('is judged again when the count is read from the page after the response', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 4);
    story.visits('/', `sid=${A}`, { setCookie: [kept(B)] });
    const folded = createFold();
    folded.apply(story.events);
    assert.equal(table(folded.trace)[2], '3 GET / #1 – replaced → #2');
    story.add({
      kind: 'count',
      tabId: 1,
      url: 'http://localhost:3000/',
      count: 5,
      source: 'page',
      pattern: 'p',
      text: '5',
    });
    folded.apply(story.events);
    assert.deepEqual(table(folded.trace).slice(2), ['3 GET / #1 5 rotated → #2', 'end #1 rotated']);
  });

  test('a page’s count is not given to a later request of its tab', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 2);
    const [last] = story.events.filter(({ kind }) => kind === 'request').slice(-1);
    const page = { kind: 'count', tabId: 1, url: 'http://localhost:3000/', source: 'page', pattern: 'p' } as const;
    const before = (last?.time ?? 0) - 1;
    story.add({ ...page, answeredAt: before, count: 1, text: '1' });
    assert.deepEqual(
      fold(story)
        .entries.at(-1)
        ?.counts.map(({ count, source }) => [count, source]),
      [[2, 'header']],
    );
    story.add({ ...page, answeredAt: before + 2, count: 2, text: '2' });
    assert.equal(fold(story).entries.at(-1)?.counts.length, 2);
  });

  test('on a session that holds its own data is the same session with other content', () => {
    const first = 'eyJjb3VudCI6MX0.ZzEyMzQ1.abcdefghijklmnopqrstuvwxyz1';
    const second = 'eyJjb3VudCI6Mn0.ZzEyMzQ2.zyxwvutsrqponmlkjihgfedcba1';
    const story = new Story().started();
    story.visits('/', undefined, { setCookie: [`session=${first}; Path=/; HttpOnly`] });
    story.visits('/', `session=${first}`, { setCookie: [`session=${second}; Path=/; HttpOnly`] });
    story.visits('/', `session=${second}`);
    const trace = fold(story);
    assert.equal(trace.sessions.length, 1);
    assert.deepEqual(table(trace), [
      '1 GET / None – created → #1',
      '2 GET / #1 – resumed → #1',
      '3 GET / #1 – resumed → #1',
    ]);
  });
});

describe('the end of a session', () => {
  test('is the server’s when its response clears the cookie', () => {
    const story = new Story().started().creates('sid', A);
    const out = story.asks('/logout', { method: 'POST', cookie: `sid=${A}` });
    out.responds({ setCookie: ['sid=; Path=/; Max-Age=0'] });
    story.loses(cookieOf('sid', A), 'expired_overwrite');
    out.completes();
    const trace = fold(story);
    assert.deepEqual(table(trace).slice(1), ['2 POST /logout #1 – ended', 'end #1 server']);
    assert.equal(trace.sessions[0]?.end?.entry?.step, 2);
    assert.equal(trace.elsewhere.length, 0);
  });

  test('is the server’s even when the browser reports the change before the response', () => {
    const story = new Story().started('firefox').creates('sid', A);
    const out = story.asks('/logout', { method: 'POST', cookie: `sid=${A}` });
    story.loses(cookieOf('sid', A), 'explicit');
    out.responds({ setCookie: ['sid=; Path=/; Max-Age=0'] }).completes();
    const trace = fold(story);
    assert.deepEqual(table(trace).slice(1), ['2 POST /logout #1 – ended', 'end #1 server']);
    assert.equal(trace.elsewhere.length, 0);
  });

  test('is not the server’s when it clears another path: the cookie is still there', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/app/logout', `sid=${A}`, { setCookie: ['sid=; Path=/app; Max-Age=0'] });
    story.counts('sid', A, 2);
    assert.deepEqual(table(fold(story)).slice(1), [
      '2 GET /app/logout #1 – clear-failed → #1',
      '3 GET / #1 2 resumed → #1',
    ]);
  });

  test('is a script’s, the browser’s limit’s or its browsing data’s as the jar shows', () => {
    for (const [cause, changes, expected] of [
      ['expired_overwrite', { httpOnly: false }, 'script'],
      ['evicted', {}, 'evicted'],
      ['expired', {}, 'expired'],
      ['explicit', {}, 'browsing-data'],
    ] as const) {
      const story = new Story()
        .started()
        .creates('sid', A)
        .wait(5_000)
        .loses(cookieOf('sid', A, changes), cause);
      assert.equal(table(fold(story)).at(-1), `end #1 ${expected}`);
    }
  });

  test('is Clear-Site-Data’s when such a response came just before', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/bye', `sid=${A}`, { headers: [['clear-site-data', '"cookies"']] }).loses(cookieOf('sid', A));
    assert.equal(table(fold(story)).at(-1), 'end #1 clear-site-data');
  });

  test('is noticed at the next request where the browser keeps silent about an expired cookie', () => {
    const story = new Story().started('firefox');
    const expires = story.time + 1_006 + 10_000;
    story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; Max-Age=10`], count: 1 });
    story.stores(cookieOf('sid', A, { session: false, expirationDate: expires / 1000 }));
    story.wait(15_000).creates('sid', B);
    assert.deepEqual(table(fold(story)).slice(1), ['2 GET / None 1 created → #2', 'end #1 expired']);
  });
});

describe('parallel requests', () => {
  test('without a cookie each get a session, and the last one wins', () => {
    const story = new Story().started();
    const [one, two] = [story.asks('/a'), story.asks('/b')];
    one.responds({ setCookie: [kept(A)], count: 1 });
    story.stores(cookieOf('sid', A));
    two.responds({ setCookie: [kept(B)], count: 1 });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    one.completes();
    two.completes();
    story.counts('sid', B, 2);
    const trace = fold(story);
    assert.deepEqual(table(trace), [
      '1 GET /a None 1 created → #1',
      '2 GET /b None 1 created → #2',
      'end #1 overwritten',
      '3 GET / #2 2 resumed → #2',
    ]);
    assert.equal(trace.sessions[0]?.end?.successor?.number, 2);
  });

  test('that left before a rotation are still the old session’s, and end nothing', () => {
    const story = new Story().started().creates('sid', A).counts('sid', A, 2);
    const late = story.asks('/slow', { cookie: `sid=${A}` });
    story.visits('/login', `sid=${A}`, { setCookie: [kept(B)], count: 2 }, { method: 'POST' });
    late.responds({ count: 3 }).completes();
    story.counts('sid', B, 4);
    const trace = fold(story);
    assert.deepEqual(
      trace.sessions.map((session) => session.end?.cause),
      ['rotated', undefined],
    );
    assert.equal(table(trace)[2], '3 GET /slow #1 3 resumed → #1');
  });
});

describe('a background that loses events', () => {
  test('a response whose request was never seen is an entry', () => {
    const story = new Story().started().creates('sid', A);
    const events = story.events.filter((event) => event.kind !== 'request');
    const trace = fold({ events });
    assert.equal(trace.entries.length, 1);
    assert.equal(trace.entries[0]?.requestUnseen, true);
    assert.equal(trace.entries[0]?.setCookies.length, 1);
  });

  test('an end of which nothing else was seen is an entry', () => {
    const story = new Story().started().creates('sid', A);
    const trace = fold({ events: story.events.filter((event) => event.kind === 'completed') });
    assert.equal(trace.entries[0]?.status, 200);
  });

  test('a session first seen in a Cookie header began before the recording', () => {
    const trace = fold(new Story().started().counts('sid', A, 7).counts('sid', A, 8));
    assert.equal(trace.sessions.length, 1);
    assert.equal(trace.sessions[0]?.origin, 'before-recording');
    assert.equal(trace.sessions[0]?.count, 8);
  });

  test('a cookie that vanished while nobody looked ends its session with no culprit', () => {
    const story = new Story().started().creates('sid', A).started().add({ kind: 'jar', cookies: [] });
    assert.equal(table(fold(story)).at(-1), 'end #1 unknown');
  });

  test('a cookie replaced while nobody looked begins a session from elsewhere', () => {
    const story = new Story().started().creates('sid', A);
    story.add({ kind: 'jar', cookies: [cookieOf('sid', C)] }).counts('sid', C, 1);
    const trace = fold(story);
    assert.deepEqual(table(trace).slice(1), ['end #1 overwritten', '2 GET / #2 1 resumed → #2']);
    assert.equal(trace.sessions[1]?.origin, 'elsewhere');
  });

  test('a revoked permission empties what is known of the jar and ends nothing', () => {
    const story = new Story().started().creates('sid', A);
    story.add({ kind: 'permission', granted: false, origins: ['*://localhost/*'] });
    story.add({ kind: 'jar', cookies: [] });
    const trace = fold(story);
    assert.equal(trace.jar.size, 0);
    assert.equal(trace.sessions[0]?.end, undefined);
  });
});

describe('what browsers double or hide', () => {
  test('a 304 that Firefox reports twice is one exchange', () => {
    const story = new Story().started('firefox').creates('sid', A);
    const asked = story.asks('/', { cookie: `sid=${A}` });
    asked.responds({ status: 304, count: 2 }).responds({ status: 200, count: 2 }).completes({ status: 304 });
    const trace = fold(story);
    assert.equal(trace.entries.length, 2);
    assert.equal(trace.entries[1]?.status, 304);
    assert.equal(trace.entries[1]?.counts.length, 1);
  });

  test('a request that asked Chromium’s cache alone and found nothing never was', () => {
    const story = new Story().started().creates('sid', A);
    story.asks('/', { cookie: `sid=${A}` }).fails('net::ERR_CACHE_MISS');
    story.counts('sid', A, 2);
    const trace = fold(story);
    assert.deepEqual(table(trace), ['1 GET / None 1 created → #1', '2 GET / #1 2 resumed → #1']);
    assert.equal(trace.sessions[0]?.entries.length, 2);
  });

  test('each hop of a redirect is an entry, though they share one requestId', () => {
    const story = new Story().started();
    story.asks('/old').responds({ status: 302, setCookie: [kept(A)] });
    const first = story.events[1];
    assert.ok(first?.kind === 'request');
    const { n: _n, ...hop } = first;
    story.add({
      ...hop,
      url: 'http://localhost:3000/new',
      headers: [['cookie', `sid=${A}`]],
      time: story.time,
    });
    const trace = fold(story);
    assert.deepEqual(table(trace), ['1 GET /old None – created → #1', '2 GET /new #1 – none → #1']);
  });

  test('a cookie of another store or site is another thread', () => {
    const story = new Story().started().creates('sid', A);
    story.visits('/', undefined, { setCookie: [kept(B)], count: 1 }, { storeId: '1' });
    story.visits('http://127.0.0.1:3000/', undefined, { setCookie: [kept(C)], count: 1 });
    const trace = fold(story);
    assert.equal(trace.threads.size, 3);
    assert.deepEqual(
      trace.sessions.map((session) => session.end),
      [undefined, undefined, undefined],
    );
  });
});

test('what the log drops leaves the table, and the table says so', () => {
  const { events } = lessonStory();
  const folded = createFold();
  folded.apply(events);
  const through = folded.trace.entries[2]?.id ?? 0;
  const touched = folded.apply([{ kind: 'dropped', n: events.length + 1, time: 0, through, entries: 3 }]);
  assert.equal(touched.moved, true);
  assert.deepEqual(table(folded.trace).slice(0, 3), ['mark dropped 3', '4 GET / #1 4 resumed → #1', 'end #1 user']);
});
