import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Language, nodeText } from '../../../../cli/node-text.ts';
import { UNMASKED } from '../../../../extension/trace/files/mask.ts';
import { codeSpan, tableRow } from '../../../../extension/trace/files/report/markdown.ts';
import { threadReport } from '../../../../extension/trace/files/report/thread-report.ts';
import { maskerOfTrace } from '../../../../extension/trace/files/trace-secrets.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import { cookieOf, lessonStory, Story } from '../../story.ts';

function report(story: Story, whole = false, language: Language = 'en'): string {
  const fold = createFold();
  fold.apply(story.events);
  const thread = [...fold.trace.threads.values()][0];
  assert.ok(thread);
  return threadReport(fold.trace, thread, {
    masker: whole ? UNMASKED : maskerOfTrace(fold.trace),
    text: nodeText(language),
    version: '0.1.0',
    browserVersion: '156',
  });
}

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';

describe('the report of a thread', () => {
  test('gives the whole lesson: each session, each request, each end', () => {
    const text = report(lessonStory());
    assert.match(text, /^# Sessions of the cookie `sid` on `localhost`\n/);
    assert.match(
      text,
      /3 sessions, first seen at 2026-11-23 18:02:12 UTC. Not ended in this trace: 3. Recorded in Chrome 156/,
    );
    assert.match(text, /\| 1 \| `k3Fz\.\.\.9Qw~1` \| 18:02:12\.006, Step 1 \| 4 \| 4 \| .* \| deleted by you \|/);
    assert.match(text, /\| \*\*Session 1 \(`k3Fz…9Qw`\) ended in this browser: you deleted its cookie\.\*\* \|/);
    assert.match(
      text,
      /\| 6 \| .* \| `POST http:\/\/localhost:3000\/login` \| session 2 \| 2 \| New id, count goes on → session 3 \| 303 \|/,
    );
    assert.match(text, /- Step 6: `sid=m7Lt\.\.\.0aB~3; Path=\/; HttpOnly; SameSite=Lax` \(observed: Stored\)/);
  });

  test('is written in the user’s language, with times in UTC', () => {
    const german = report(lessonStory(), false, 'de');
    assert.match(german, /^# Sitzungen des Cookies `sid` auf `localhost`\n/);
    assert.match(
      german,
      /3 Sitzungen, zuerst gesehen: 2026-11-23 18:02:12 UTC\. In dieser Aufzeichnung nicht beendet: 3\./,
    );
    assert.match(german, /\| 18:02:12\.006, Schritt 1 \| 4 \| 4 \| .* \| von dir gelöscht \|/);
    assert.doesNotMatch(german, /\b(?:session|request|step|stored|observed|none)\b/);
  });

  test('names the program that made the requests, and says that its cookie rules are not known', () => {
    const story = new Story();
    story.add({ kind: 'started', browser: 'chrome', browserVersion: '', rulesKnown: false, product: 'Ladybird|`' });
    story.creates('sid', ID);
    const text = report(story);
    assert.match(text, /Recorded in `` Ladybird\|` `` 156; written by Sidtrail 0\.1\.0\./);
    assert.match(text, /made these requests\. Its cookie rules are not known here/);
  });

  test('says of a cookie without a name that it has none, in the user’s language', () => {
    const story = new Story().started().creates('', ID).counts('', ID, 2);
    assert.match(report(story, false, 'de'), /^# Sitzungen des Cookies \(leer\) auf `localhost`\n/);
  });

  test('does not claim that a request carried nothing where it was not seen', () => {
    const story = new Story().started().creates('sid', ID);
    const fold = createFold();
    fold.apply(story.events.filter(({ kind }) => kind !== 'request'));
    const thread = [...fold.trace.threads.values()][0];
    assert.ok(thread);
    const text = threadReport(fold.trace, thread, { masker: UNMASKED, text: nodeText('en'), version: '0.1.0' });
    assert.match(text, /\| 1 \| [\d:.]+ \| `GET [^`]+` \| \? \|/);
  });

  test('holds no id unless the user chose so, and says what it holds then', () => {
    assert.ok(!report(lessonStory()).includes(ID));
    const whole = report(lessonStory(), true);
    assert.ok(whole.includes(ID));
    assert.match(whole, /holds session IDs in full/);
  });

  test('says of a deletion that it was undone', () => {
    const story = new Story()
      .started()
      .creates('sid', ID)
      .userDeletes(cookieOf('sid', ID))
      .userRestores(cookieOf('sid', ID));
    assert.match(report(story), /\| \*\*Session 1 \(`k3Fz…9Qw`\) was deleted by you and restored\.\*\* \|/);
  });

  test('shortens a long run of requests by its first, its last and how many were between', () => {
    const story = new Story().started().creates('sid', ID);
    for (let count = 2; count <= 5_000; count += 1) story.counts('sid', ID, count);
    const text = report(story);
    assert.match(text, /\| … \| {2}\| 4,996 more requests like these, with session 1; counts 4 to 4,999 \|/);
    assert.ok(text.length < 3_000);
  });

  test('stays short enough for an issue tracker, however long the trace', () => {
    const story = new Story().started();
    for (let i = 0; i < 2_000; i += 1) {
      const id = `${i}`.padStart(8, '0') + ID;
      story.visits(`/${'x'.repeat(500)}`, i === 0 ? undefined : `sid=${`${i - 1}`.padStart(8, '0') + ID}`, {
        setCookie: [`sid=${id}; Path=/`],
        count: 1,
      });
    }
    const text = report(story);
    assert.ok(text.length < 65_536, `${text.length} characters`);
    assert.match(text, /rows are left out to keep the report short/);
  });

  test('foreign text cannot become Markdown, HTML, a mention or another row', () => {
    const path = '/`|<img src=x>@someone #1\u202e';
    const story = new Story()
      .started()
      .creates('sid', ID, {}, '/')
      .visits(path, `sid=${ID}`, { setCookie: ['sid=``|</td>; Path=/', `sid=${ID}x; Path=/`] });
    const text = report(story, true);
    for (const line of text.split('\n').filter((it) => it.startsWith('| ') && it.includes('someone'))) {
      assert.equal(line.replace(/\\\|/g, '').split('|').length, 9);
    }
    assert.ok(!text.includes('\u202e'));
  });
});

describe('a code span', () => {
  test('is closed by its own fence alone, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '|', '\n', ' ', '\\', '<', '\u2028') }), (text) => {
        const span = codeSpan(text);
        if (text === '') return;
        const fence = /^`+/.exec(span)?.[0] ?? '';
        assert.ok(span.endsWith(fence));
        const runs = Array.from(span.slice(fence.length, -fence.length).matchAll(/`+/g), ([run]) => run.length);
        assert.ok(!runs.includes(fence.length));
        assert.ok(!span.includes('\n'));
      }),
    );
  });

  test('keeps its pipes inside the cell', () => {
    assert.equal(tableRow([codeSpan('a|b')]), '| `a\\|b` |');
    assert.equal(tableRow([codeSpan('a\\|b')]), '| `a\\u005c\\|b` |');
  });
});
