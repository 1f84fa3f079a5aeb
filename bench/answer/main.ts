import { answerInSlices } from '../../extension/trace/findings/answer.ts';
import { walk } from '../../extension/trace/findings/pausing.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { cookieOf, Story } from '../../tests/trace/story.ts';
import type { BenchPart } from '../bench-report.ts';
import { median, table } from '../statistics.ts';

/** How often each trace is answered; the first time, before the engine has compiled the code, is reported apart. */
const TURNS = 4;

const idOf = (at: number): string => `s${String(at).padStart(6, '0')}QwErTyUiOpAsDfGhJkLzXcVbNm${at}`;

/** One session that is used, counted and deleted by the user, again and again. */
function visits(entries: number): Story {
  const story = new Story().started();
  let value = '';
  for (let at = 0; at < entries; at++) {
    if (at % 997 === 0) {
      if (value !== '') story.userDeletes(cookieOf('sid', value));
      value = idOf(at);
      story.creates('sid', value);
    } else story.counts('sid', value, (at % 997) + 1, `/page/${at % 50}?n=${at}`);
  }
  return story;
}

/** Every tenth request is refused, and somebody signs in again: hundreds of losses to explain. */
function losses(entries: number): Story {
  const story = new Story().started().creates('sid', idOf(0));
  let value = idOf(0);
  for (let at = 1; at < entries; at++) {
    if (at % 10 === 9)
      story
        .asks(`/page/${at % 50}`, { cookie: `sid=${value}` })
        .responds({ status: 401 })
        .completes();
    else if (at % 10 !== 0) story.counts('sid', value, at % 10, `/page/${at % 50}`);
    else {
      value = idOf(at);
      const setCookie = [`sid=${value}; Path=/; HttpOnly`];
      story.wait(4_000).asks('/login', { method: 'POST' }).responds({ setCookie }).completes();
    }
  }
  return story;
}

/** Each story, and how many entries it has. */
const STORIES = {
  visits: { make: visits, sizes: [1_000, 20_000, 100_000] },
  losses: { make: losses, sizes: [1_000, 5_000] },
} as const;

interface Figures {
  /** Processor time of this thread, in ms: others on the machine hardly change it. */
  readonly all: number;
  readonly longest: number;
  readonly findings: number;
}

function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function answer(trace: Trace): Figures {
  const steps = answerInSlices({ trace }, { site: 'localhost', storeId: '0' });
  const began = threadTime();
  let longest = 0;
  for (let before = began; ; ) {
    const done = walk(steps, () => true);
    const now = threadTime();
    longest = Math.max(longest, now - before);
    before = now;
    if (done !== undefined) return { all: now - began, longest, findings: done.result.findings.length };
  }
}

/** How long the answer takes, and its longest step: that is what a page waits for. Needs no browser. */
export const bench: BenchPart = async () => {
  const rows: (string | number)[][] = [];
  for (const [name, { make, sizes }] of Object.entries(STORIES)) {
    for (const size of sizes) {
      const fold = createFold();
      fold.apply(make(size).events);
      const first = answer(fold.trace);
      const turns = Array.from({ length: TURNS }, () => answer(fold.trace));
      const all = median(turns.map((turn) => turn.all));
      console.log(`   ${name} of ${size}: ${all.toFixed(0)} ms`);
      rows.push([
        name,
        size.toLocaleString('en'),
        first.findings.toLocaleString('en'),
        all.toFixed(0),
        Math.round((size / all) * 1_000).toLocaleString('en'),
        median(turns.map((turn) => turn.longest)).toFixed(1),
        `${first.all.toFixed(0)} (${first.longest.toFixed(1)})`,
      ]);
    }
  }
  const head = ['trace', 'entries', 'findings', 'ms', 'entries in a second', 'longest step, ms', 'the first time, ms'];
  return {
    title: 'The answer: how long it takes',
    markdown: [
      `The answer to "why was I logged out?" of invented traces in Node, ${TURNS} times each; medians, in processor time of its thread. It looks at the newest 20,000 entries. Between two steps the inspector lets input and drawing go first, so the longest step is what these wait for. In brackets: the longest step of the first time, when the engine has compiled nothing yet. "visits" is one session at a time, "losses" is refused at every tenth request.`,
      table(head, rows),
    ].join('\n\n'),
  };
};
