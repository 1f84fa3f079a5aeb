import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { main } from '../../../../cli/answer.ts';
import { nodeText } from '../../../../cli/node-text.ts';
import { curlCommand } from '../../../../extension/cookies/exchange/curl-command.ts';
import { fetchCall } from '../../../../extension/cookies/exchange/fetch-call.ts';
import { powerShellCommand } from '../../../../extension/cookies/exchange/power-shell.ts';
import { curlRequestOf } from '../../../../extension/trace/files/curl-request.ts';
import { writeHar } from '../../../../extension/trace/files/har/write-har.ts';
import { type Masker, UNMASKED } from '../../../../extension/trace/files/mask.ts';
import { answerSection } from '../../../../extension/trace/files/report/answer-section.ts';
import { threadReport } from '../../../../extension/trace/files/report/thread-report.ts';
import { sessionCookiesIn } from '../../../../extension/trace/files/trace-file/session-cookies.ts';
import { writeTraceFile } from '../../../../extension/trace/files/trace-file/write-trace-file.ts';
import { maskerOfTrace } from '../../../../extension/trace/files/trace-secrets.ts';
import { answersOf } from '../../../../extension/trace/findings/answer.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import { flowOf } from '../../../../extension/trace/lesson/flow.ts';
import { markdownOf } from '../../../../extension/trace/lesson/lesson-document.ts';
import { isStep, lessonRows } from '../../../../extension/trace/lesson/lesson-rows.ts';
import { htmlOf } from '../../../../extension/trace/lesson/page/page-html.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import type { Trace } from '../../../../extension/trace/model/trace.ts';
import { buildDocument } from '../../../../extension/ui/lesson/build-document.ts';
import { foundIn, namesOf } from './canaries.ts';
import { plantedStory } from './planted-story.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-canary-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const { story, canaries } = plantedStory();
const { events } = story;
const fold = createFold();
fold.apply(events);
fold.settle(story.time + 10_000);
const { trace } = fold;
const text = nodeText('en');

interface Export {
  readonly write: (masker: Masker) => string;
}

function lessonText(masked: Trace): string {
  return [...masked.threads.values()]
    .flatMap((thread) => {
      const rows = lessonRows(masked, thread);
      const facts = { text, language: 'en', now: story.time, trace: masked, thread, rows, seed: 1 };
      // A page draws one request: one with a Set-Cookie line, as that is the richest.
      const steps = rows.filter(isStep);
      const drawn = steps.find(({ entry }) => entry.setCookies.length > 0) ?? steps[0];
      return [drawn].flatMap((row) => {
        const document = buildDocument({ ...facts, flow: row && flowOf(rows, row) });
        return [htmlOf(document), markdownOf(document)];
      });
    })
    .join('\n');
}

const har = (masker: Masker, log: readonly TraceEvent[] = events): string =>
  [...writeHar(trace, { masker, version: '0', events: log })].join('');
const traceFile = (masker: Masker): string =>
  [...writeTraceFile(events, { masker, now: story.time, sessionCookies: sessionCookiesIn(trace) })].join('');

const EXPORTS: Readonly<Record<string, Export['write']>> = {
  'trace file': traceFile,
  HAR: har,
  'HAR without the log': (masker) => [...writeHar(trace, { masker, version: '0' })].join(''),
  report: (masker) =>
    [...trace.threads.values()].map((thread) => threadReport(trace, thread, { masker, text, version: '0' })).join('\n'),
  answer: (masker) =>
    answersOf(trace)
      .flatMap((answer) => answerSection(text, answer, masker))
      .join('\n'),
  'requests to repeat': (masker) =>
    trace.entries
      .flatMap((entry) => {
        const request = curlRequestOf(entry, masker);
        return [
          curlCommand(request, 'posix'),
          curlCommand(request, 'cmd'),
          fetchCall(request),
          powerShellCommand(request),
        ];
      })
      .join('\n'),
};

describe('no secret leaves in a masked file', () => {
  const masker = maskerOfTrace(trace, events);
  for (const [name, write] of Object.entries(EXPORTS)) {
    test(`${name}: none of ${canaries.length} secrets, in any writing`, () => {
      assert.deepEqual(namesOf(foundIn(write(masker), canaries)), []);
    });
  }

  test('without the log the trace alone knows its secrets', () => {
    const alone = maskerOfTrace(trace);
    for (const write of [har, EXPORTS['report'] ?? har]) assert.deepEqual(namesOf(foundIn(write(alone), canaries)), []);
  });

  test('the page of the lesson', () => {
    assert.deepEqual(namesOf(foundIn(lessonText(trace), canaries)), []);
  });

  test('what the command line prints of an unmasked file', async () => {
    for (const [file, content] of [
      ['planted.trace.jsonl', traceFile(UNMASKED)],
      ['planted.har', har(UNMASKED)],
    ] as const) {
      const name = path.join(folder, file);
      writeFileSync(name, content);
      const out: string[] = [];
      const output = { log: (line: string) => out.push(line), error: (line: string) => out.push(line) };
      for (const args of [[name], ['--json', name], ['--compare', name, name]]) await main(args, output);
      assert.ok(out.length >= 3);
      assert.deepEqual(namesOf(foundIn(out.join('\n'), canaries)), [], file);
    }
  });
});

test('the search finds the secrets where nothing is masked', () => {
  const found = new Set(foundIn(traceFile(UNMASKED), canaries).map(({ secret }) => secret));
  const missed = canaries.filter(({ secret }) => !found.has(secret));
  // A cookie cannot hold every kind of secret.
  assert.ok(missed.length < canaries.length / 50, `${missed.length} of ${canaries.length} were never planted`);
});
