import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { UNMASKED } from '../extension/trace/files/mask.ts';
import { sessionCookiesIn } from '../extension/trace/files/trace-file/session-cookies.ts';
import { writeTraceFile } from '../extension/trace/files/trace-file/write-trace-file.ts';
import { createFold } from '../extension/trace/fold/fold.ts';
import type { BrowserUnderTest } from '../tests/browser/harness/browser-under-test.ts';
import { inOwnBrowser } from '../tests/browser/harness/launch-browser.ts';
import { logIn } from '../tests/browser/log-in.ts';
import { recordedEvents, untilRecorded } from '../tests/browser/recorded-trace.ts';
import { buildExtension } from './build-extension.ts';
import { startCompanionProcess } from './companion-process.ts';
import { ROOT } from './run-command.ts';
import { runTask } from './sentence.ts';

// npm run sample-trace: records the trace that "Try it without installing anything" shows, from the real companion in a
// real browser. Its values are not masked: they belonged to a server that ended with the recording.

const SAMPLE = path.join(ROOT, 'extension/ui/model/sample-trace.jsonl');

/** A session begins and is counted, gets a new id at a sign-in, and is forgotten by the server: another one begins. */
async function visit(browserUnderTest: BrowserUnderTest, url: string): Promise<void> {
  const tab = await browserUnderTest.openTab(url);
  await tab.reload();
  await tab.reload();
  await logIn(tab);
  await tab.reload();
  await tab.evaluate(async () => void (await fetch('/session', { method: 'DELETE' })));
  await tab.reload();
  await untilRecorded(
    browserUnderTest,
    (trace) => {
      const last = trace.entries.findLast(({ type }) => type === 'main_frame');
      return last?.step === 8 && last.completedAt !== undefined && last.counts.some(({ count }) => count === 1);
    },
    'the last visit in the trace',
  );
}

await runTask(async () => {
  await buildExtension({ browsers: ['chrome'] });
  // The port that a reader who starts the companion meets, too.
  const companion = await startCompanionProcess(['--port', '3000', '--store', 'memory']);
  try {
    await inOwnBrowser('chrome', path.join(ROOT, 'dist/chrome'), {}, async (browserUnderTest) => {
      await visit(browserUnderTest, companion.url);
      const events = await recordedEvents(browserUnderTest);
      const fold = createFold();
      fold.apply(events);
      const sessionCookies = sessionCookiesIn(fold.trace);
      const lines = [...writeTraceFile(events, { masker: UNMASKED, now: Date.now(), sessionCookies })];
      writeFileSync(SAMPLE, lines.join(''));
    });
  } finally {
    await companion.stop();
  }
});
