import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { flowOf } from '../../extension/trace/lesson/flow.ts';
import type { LessonDocument } from '../../extension/trace/lesson/lesson-document.ts';
import { markdownOf } from '../../extension/trace/lesson/lesson-document.ts';
import { isStep } from '../../extension/trace/lesson/lesson-rows.ts';
import { htmlOf } from '../../extension/trace/lesson/page/page-html.ts';
import { createText } from '../../extension/trace/words/text.ts';
import { buildDocument } from '../../extension/ui/lesson/build-document.ts';
import { lessonOf } from '../trace/lesson/reading.ts';
import { lessonStory, Story } from '../trace/story.ts';

function documentOf(story: Story, locale: 'en' | 'de'): LessonDocument {
  const url = new URL(`../../extension/_locales/${locale}/messages.json`, import.meta.url);
  const messages = JSON.parse(readFileSync(url, 'utf8')) as Record<string, { message: string } | undefined>;
  const text = createText(
    (key, ...substitutions) =>
      (messages[key]?.message ?? '').replace(/\$(\d)/g, (_all, n: string) => substitutions[Number(n) - 1] ?? ''),
    locale,
  );
  const lesson = lessonOf(story);
  const last = lesson.rows.findLast(isStep);
  const flow = last === undefined ? undefined : flowOf(lesson.rows, last);
  return buildDocument({ text, language: locale, now: Date.UTC(2026, 10, 23, 19), flow, seed: 1, ...lesson });
}

describe('the shared lesson document', () => {
  for (const locale of ['en', 'de'] as const) {
    test(`contains no usable id (${locale})`, () => {
      const story = lessonStory();
      const { thread } = lessonOf(story);
      const doc = documentOf(story, locale);
      for (const written of [markdownOf(doc), htmlOf(doc)]) {
        for (const { id, value } of thread.sessions) {
          assert.ok(!written.includes(id) && !written.includes(value));
          assert.ok(written.includes(`${id.slice(0, 4)}…${id.slice(-3)}`));
        }
      }
    });
  }

  test('masks an id in a path and in a page’s text', () => {
    const id = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
    const story = new Story().started().creates('sid', id).counts('sid', id, 2, `/session/${id}/edit`);
    const url = `http://localhost:3000/session/${id}/edit`;
    story.add({ kind: 'count', tabId: 1, url, count: 2, source: 'page', pattern: 'p', text: `2 visits of ${id}` });
    const doc = documentOf(story, 'en');
    assert.ok(!markdownOf(doc).includes(id));
    assert.ok(!htmlOf(doc).includes(id));
    assert.ok(htmlOf(doc).includes('visits of'));
  });

  test('is written in the reader’s language', () => {
    const doc = documentOf(lessonStory(), 'de');
    assert.equal(doc.head[3], 'Zähler in der Sitzung (vorher)');
    assert.equal(doc.rows[0]?.cells[4], 'Neue Sitzung mit Zähler=1 anlegen');
    assert.match(htmlOf(doc), /<html lang="de">/);
  });

  test('has the table, the moments and the story in the order of the requests', () => {
    const markdown = markdownOf(documentOf(lessonStory(), 'en'));
    assert.match(
      markdown,
      /\| 1 \| GET \/ \| None \| None \| Create new session with count=1 \| 200 session-count: 1 \|/,
    );
    assert.match(markdown, /\| 2 \| GET \/ \| Yes: 1 \(k3Fz…9Qw\) \| 1 \| Increment count to 2 \|/);
    assert.match(markdown, /\*\*Why did the id change at step 6\?\*\*/);
    assert.ok(markdown.indexOf('made session') < markdown.indexOf('Now the browser holds'));
  });

  test('is complete: drawing, code, tracker, chart, quiz, the end ahead, and nothing from outside', () => {
    const html = htmlOf(documentOf(lessonStory(), 'en'));
    const count = (pattern: RegExp): number => html.match(pattern)?.length ?? 0;
    assert.equal(count(/<foreignObject/g), 9);
    assert.ok(count(/class="way taken"/g) >= 5);
    assert.match(html, /<li class="lit"><code>.*request\.session\[&#39;count&#39;\] = count<\/code><span>.*count = 3/);
    assert.match(html, /<th scope="row">Start<\/th>[\s\S]*<th scope="row">Final<\/th>/);
    assert.equal(count(/<g class="line">/g), 3);
    assert.equal(count(/<fieldset>/g), 5);
    assert.equal(count(/<em class="right">/g), 5);
    assert.match(html, /<code>Cookie: sid=k3Fz…9Qw<\/code>/);
    assert.match(html, /<code>Set-Cookie: sid=k3Fz…9Qw; Path=\/; HttpOnly; SameSite=Lax<\/code>/);
    assert.match(html, /<tr class="ahead" role="row">/);
    assert.doesNotMatch(html, /<script|https?:|url\((?!#tip\))|@import/);
  });
});
