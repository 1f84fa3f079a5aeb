import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import messages from '../../extension/_locales/en/messages.json' with { type: 'json' };
import { threadReport } from '../../extension/trace/files/report/thread-report.ts';
import { maskerOfTrace } from '../../extension/trace/files/trace-secrets.ts';
import { flowOf } from '../../extension/trace/lesson/flow.ts';
import { markdownOf } from '../../extension/trace/lesson/lesson-document.ts';
import { isStep } from '../../extension/trace/lesson/lesson-rows.ts';
import { htmlOf } from '../../extension/trace/lesson/page/page-html.ts';
import { samples } from '../../extension/trace/lesson/samples/samples.ts';
import type { MessageKey } from '../../extension/trace/words/message-key.ts';
import { createText } from '../../extension/trace/words/text.ts';
import { buildDocument } from '../../extension/ui/lesson/build-document.ts';
import { bracketed } from '../../scripts/pseudo-locale.ts';
import { lessonOf } from '../trace/lesson/reading.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';
import { NAMES, untranslated } from './untranslated.ts';

const LABELS = Object.values(samples)
  .map(({ label }) => label)
  .join(' ');

const id = (letter: string): string => `${letter}1`.repeat(16);

/** English words in brackets; Japanese writes days, months and units without Latin letters. */
const text = createText(
  (key: MessageKey, ...substitutions) =>
    bracketed(messages[key].message).replace(/\$(\d)/g, (_all, n: string) => substitutions[Number(n) - 1] ?? ''),
  'ja',
);

/** A session that is lost: the server forgets it, and a second one is refused by the browser. */
function faultyStory(): Story {
  const story = new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', id('a'));
  story.visits('/account', `sid=${id('a')}`, { status: 302, headers: [['location', '/login']] });
  story.asks('/login', { method: 'POST' }).responds({ setCookie: [`sid=${id('b')}; Secure; SameSite=None`] });
  story.visits('/account', `sid=${id('a')}`, { status: 401 });
  story.userDeletes(cookieOf('sid', id('a')));
  return story;
}

/** Everything recorded; beside it the zone of times, the servers of the code, and the format that a mask names. */
const dataOf = (story: Story): string => `${NAMES} UTC ${LABELS} hex-32 ${JSON.stringify(story.events)}`;

for (const [name, makeStory] of [
  ['the lesson', lessonStory],
  ['a session that is lost', faultyStory],
] as const) {
  describe(`what is saved of ${name} holds messages and data alone`, () => {
    const story = makeStory();
    const { trace, thread, rows } = lessonOf(story);

    test('the report', () => {
      const report = threadReport(trace, thread, { masker: maskerOfTrace(trace), text, version: '0.1.0' });
      assert.match(report, /⟦/u);
      // `k3Fz...9Qw~1` is the mask of an id.
      assert.deepEqual(untranslated([report.replaceAll('...', '…')], dataOf(story)), []);
    });

    const last = rows.findLast(isStep);
    const flow = last === undefined ? undefined : flowOf(rows, last);
    const doc = buildDocument({ text, language: 'ja', now: story.time, trace, thread, rows, flow, seed: 1 });

    test('the lesson as Markdown', () => {
      assert.deepEqual(untranslated([markdownOf(doc).replaceAll('\\', '')], dataOf(story)), []);
    });

    test('the lesson as a page', () => {
      const page = htmlOf(doc).replaceAll(/<(style|script)\b.*?<\/\1>/gsu, '');
      const code = [...page.matchAll(/<code\b[^>]*>(.*?)<\/code>/gsu)].map(([, inner]) => inner).join(' ');
      const spoken = [...page.matchAll(/\b(?:aria-label|title|alt)="([^"]*)"/gu)].map(([, words = '']) => words);
      const shown = page.replaceAll(/<[^>]*>/gu, '\n').split('\n');
      assert.deepEqual(untranslated([shown.join(' '), ...spoken], `${dataOf(story)} ${code}`), []);
    });
  });
}
