import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { flowOf } from '../../../extension/trace/lesson/flow.ts';
import type { FlowPlace } from '../../../extension/trace/lesson/flow-places.ts';
import { isStep } from '../../../extension/trace/lesson/lesson-rows.ts';
import type { SampleId } from '../../../extension/trace/lesson/samples/sample.ts';
import { sampleOfThread } from '../../../extension/trace/lesson/samples/sample-of-thread.ts';
import { type SampleRun, sampleRun } from '../../../extension/trace/lesson/samples/sample-run.ts';
import { samples } from '../../../extension/trace/lesson/samples/samples.ts';
import { cookieOf, Story } from '../story.ts';
import { english, lessonOf } from './reading.ts';
import { A, B, elevenVisits, kept, logsIn, replaces } from './stories.ts';

function runOf(story: Story, number: number, id: SampleId = 'django', place?: FlowPlace): SampleRun {
  const { rows } = lessonOf(story);
  const row = rows.filter(isStep).find((one) => one.number === number);
  assert.ok(row !== undefined);
  const flow = flowOf(rows, row);
  const at = place === undefined ? -1 : flow.path.indexOf(place);
  return sampleRun(samples[id], flow, at === -1 ? flow.path.length - 1 : at);
}

/** The lines that are lit, with their values: `now count = count + 1 → count = 3`. */
function lit({ lines }: SampleRun): string[] {
  return lines
    .filter(({ status }) => status !== 'dark')
    .map(({ line, status, values }) => {
      const shown = 'code' in line ? line.code.trim() : line.words;
      return `${status} ${shown} → ${values.map(english).join(' / ')}`;
    });
}

describe('the code sample', () => {
  test('of a first visit shows that nothing was found, what was stored, and the Set-Cookie', () => {
    assert.deepEqual(lit(runOf(elevenVisits(), 1)), [
      'done lessonCodeBefore → no cookie sid came',
      "done count = request.session.get('count', 0) → nothing stored yet: count = 0",
      'done count = count + 1 → count = 1',
      "done request.session['count'] = count → session #1: count = 1",
      "done return HttpResponse(f'Visit count: {count}') → 200 session-count: 1",
      'done lessonCodeAfterSaves → Set-Cookie: sid=aaaa…CCC; Path=/; HttpOnly; SameSite=Lax',
    ]);
  });

  test('lights the line that runs at each place of the flow, and none that has not run', () => {
    const lines = (['check', 'retrieve', 'use', 'respond', 'store'] as const).map((place) =>
      lit(runOf(elevenVisits(), 3, 'express', place)).filter((line) => line.startsWith('now')),
    );
    assert.deepEqual(lines, [
      ['now app.use(session({ secret, resave: false, saveUninitialized: false })); → Cookie sid: #1'],
      ['now const found = request.session.count ?? 0; → count = 2'],
      ['now const count = found + 1; → count = 3', 'now request.session.count = count; → session #1: count = 3'],
      [
        'now app.use(session({ secret, resave: false, saveUninitialized: false })); → Cookie sid: #1 / no Set-Cookie this time',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the code that is shown holds a template.
        'now response.send(`Visit count: ${count}`); → 200 session-count: 3',
      ],
      [],
    ]);
    assert.equal(lit(runOf(elevenVisits(), 3, 'express', 'check')).length, 1);
  });

  test('of the companion runs other lines for a known id, for none, and for an unknown one', () => {
    const story = replaces(new Story().started().creates('sid', A).counts('sid', A, 2), A, B);
    const middle = (number: number): string[] =>
      lit(runOf(story, number, 'companion')).filter((line) => /begin|#store/.test(line));
    assert.deepEqual(middle(1), [
      "done if (sent.kind !== 'id') return this.#begin(sent.kind === 'none' ? 'no-cookie' : sent.kind, 1); → session #1: count = 1",
    ]);
    assert.deepEqual(middle(2), [
      'done const record = await this.#store.visit(sent.key); → found 1, stored 2, in one step',
    ]);
    assert.deepEqual(middle(3), [
      'done const record = await this.#store.visit(sent.key); → nothing is known under this id',
      "done if (record === 'unknown') return this.#begin('unknown', 1); → session #2: count = 1",
    ]);
  });

  test('stays dark for a request that did something else, and says so', () => {
    const login = runOf(logsIn(new Story().started().creates('sid', A), A, B, 1), 2);
    assert.deepEqual(lit(login), []);
    assert.match(english(login.note ?? assert.fail()), /something else than count/);
    const story = new Story().started().creates('sid', A);
    story.asks('/', { cookie: `sid=${A}` }).fails();
    const failed = runOf(story, 2);
    assert.deepEqual(lit(failed), []);
    assert.match(english(failed.note ?? assert.fail()), /never reached the server/);
  });

  test('says that a count was not reported, and invents none', () => {
    const story = new Story().started();
    story
      .visits('/', undefined, { setCookie: [kept(A)] })
      .stores(cookieOf('sid', A))
      .visits('/', `sid=${A}`);
    const run = runOf(story, 2);
    assert.match(english(run.note ?? assert.fail()), /reported no count/);
    assert.ok(
      lit(run)
        .slice(1, 4)
        .every((line) => line.endsWith('→ not reported')),
      lit(run).join('\n'),
    );
  });

  test('shows no id that anybody could use', () => {
    for (const id of Object.keys(samples) as SampleId[])
      for (let number = 1; number <= 11; number++)
        assert.ok(
          !lit(runOf(elevenVisits(), number, id))
            .join()
            .includes(A),
          `${id} ${number}`,
        );
  });
});

describe('the tab that is open', () => {
  const ofCookie = (name: string, value: string, count?: number): SampleId | undefined => {
    const story = new Story().started();
    const setCookie = [`${name}=${value}; Path=/; HttpOnly`];
    story.visits('/', undefined, { setCookie, ...(count !== undefined && { count }) });
    story.stores(cookieOf(name, value)).visits('/', `${name}=${value}`);
    return sampleOfThread(lessonOf(story).thread);
  };

  test('is of the framework that the cookie points to', () => {
    assert.equal(ofCookie('sessionid', 'p2v1x0c8q7w6e5r4t3y2u1i0o9p8a7s6'), 'django');
    assert.equal(ofCookie('connect.sid', `s%3A${A}.${'b'.repeat(43)}`), 'express');
    assert.equal(ofCookie('PHPSESSID', 'f0t1s2r3q4p5o6n7m8l9k0j1i2'), 'php');
    assert.equal(ofCookie('session', 'eyJ2aXNpdHMiOjF9.Zx3kTA.0KJ8n0vC1p2q3r4s5t6u7v8w9x0'), 'flask');
    assert.equal(ofCookie('session', 'eyJ2aXNpdHMiOiAxfQ==.Zx3kTA.0KJ8n0vC1p2q3r4s5t6u7v8w9x0'), 'fastapi');
  });

  test('is the companion’s for its own ids and its own header alone', () => {
    const id = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59QwAA';
    assert.equal(ofCookie('sid', id, 1), 'companion');
    assert.equal(ofCookie('sid', id), undefined);
    assert.equal(ofCookie('sid', A, 1), undefined);
  });
});

test('the companion’s lines stand in its own files as they are shown, in that order', () => {
  const files = ['server/routes/counter.ts', 'server/sessions/session-manager.ts', 'server/routes/counter.ts'];
  const lines = samples.companion.lines.map((line) => ('code' in line ? line.code.trim() : ''));
  const parts = lines.join('\n').split('\n\n');
  assert.equal(parts.length, files.length);
  for (const [at, part] of parts.entries()) {
    const source = readFileSync(new URL(`../../../${files[at]}`, import.meta.url), 'utf8').split('\n');
    let from = 0;
    for (const line of part.split('\n')) {
      const found = source.findIndex((one, index) => index >= from && one.trim() === line);
      assert.notEqual(found, -1, `${files[at]} holds “${line}”`);
      from = found + 1;
    }
  }
});
