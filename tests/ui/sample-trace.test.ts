import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { readTraceFile } from '../../extension/trace/files/trace-file/read-trace-file.ts';
import { answersOf, mainAnswer } from '../../extension/trace/findings/answer.ts';
import { summariseAnswer } from '../../extension/trace/findings/answer-summary.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { english } from './words.ts';

const bytes = readFileSync(new URL('../../extension/ui/model/sample-trace.jsonl', import.meta.url));

async function sample() {
  const chunks = (async function* () {
    yield new Uint8Array(bytes);
  })();
  const reading = readTraceFile({ chunks });
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}

describe('the sample trace that is shipped', () => {
  test('is small, whole, and read without a remark', async () => {
    const { cut, notices, masked } = await sample();
    assert.deepEqual({ cut, notices, masked }, { cut: undefined, notices: [], masked: false });
    assert.ok(bytes.length < 30_000, `${bytes.length} bytes`);
  });

  test('shows a birth, visits, a new id at the sign-in, and a session that the server forgot', async () => {
    const { events, sessionCookies } = await sample();
    const fold = createFold({ chosenNames: sessionCookies });
    fold.apply(events);
    const steps = fold.trace.entries.map(({ method, effects: [first], counts: [read] }) =>
      [method, first?.action ?? 'none', read?.count ?? ''].join(' ').trim(),
    );
    assert.deepEqual(steps, [
      'GET created 1',
      'GET resumed 2',
      'GET resumed 3',
      'POST rotated 3',
      'GET resumed 4',
      'GET resumed 5',
      'DELETE resumed',
      'GET replaced 1',
    ]);
  });

  test('has an answer to show: why the session was lost', async () => {
    const { events, sessionCookies } = await sample();
    const fold = createFold({ chosenNames: sessionCookies });
    fold.apply(events);
    const answer = mainAnswer(answersOf(fold.trace));
    assert.equal(answer?.finding?.code, 'signed-out-on-server');
    const said = plain(english, summariseAnswer(answer).lead);
    assert.match(said, /ended by signing out \(step 7/u);
    assert.doesNotMatch(said, /\?/u);
  });

  test('names no place but this machine, so that nothing in it leads elsewhere', () => {
    const hosts = [...bytes.toString('utf8').matchAll(/\w+:\/\/([^/"\s]+)/g)].map(([, host]) => host);
    assert.deepEqual([...new Set(hosts)], ['localhost:3000']);
  });
});
