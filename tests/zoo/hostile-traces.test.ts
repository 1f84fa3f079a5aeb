import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nodeText } from '../../cli/node-text.ts';
import { type Answer, answersOf } from '../../extension/trace/findings/answer.ts';
import { sayAnswer, sayEvidence, sayFinding, sayRemedy } from '../../extension/trace/findings/say-finding.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { logs } from '../trace/arbitrary-events.ts';
import { hostileLogs } from '../trace/hostile-values.ts';
import { cookieOf, Story } from '../trace/story.ts';
import { foldOf } from './judge.ts';

// Whatever a server, a page or a file holds: there is an answer, in whole sentences, with evidence of that very trace.

const LANGUAGES = [nodeText('en'), nodeText('de')];

/** Everything that an answer says, in both languages. */
function sentencesOf(answer: Answer): string[] {
  const phrases = [
    sayAnswer(answer),
    ...answer.findings.flatMap((finding) => [
      sayFinding(finding),
      sayRemedy(finding),
      ...finding.evidence.map(sayEvidence),
    ]),
  ];
  return LANGUAGES.flatMap((text) => phrases.map((phrase) => plain(text, phrase)));
}

/** @param isPlain nothing in it looks like a part of a message by itself */
function check(events: readonly TraceEvent[], isPlain: boolean): void {
  const trace = foldOf(events);
  for (const answer of answersOf(trace)) {
    for (const sentence of sentencesOf(answer)) {
      assert.notEqual(sentence.trim(), '');
      if (isPlain) assert.doesNotMatch(sentence, /\bundefined\b|\bNaN\b|\[object |\$\d/);
    }
    for (const { code, evidence, thread, time } of answer.findings) {
      assert.notEqual(evidence.length, 0);
      if (isPlain) assert.equal(Number.isNaN(time), false, code);
      assert.equal(thread.storeId, answer.storeId);
      for (const { entry } of evidence) assert.equal(trace.entries.includes(entry), true);
    }
  }
}

test('any log at all has an answer in whole sentences', () => {
  fc.assert(
    fc.property(logs, (events) => check(events, true)),
    { numRuns: 150 },
  );
});

test('a session whose requests were dropped has no evidence that leads nowhere', () => {
  const story = new Story().started().visits('/', undefined, { setCookie: ['sid=k3FzQm1x8sVb2TnLwYd7RcEo; Path=/'] });
  const cookie = cookieOf('sid', 'k3FzQm1x8sVb2TnLwYd7RcEo');
  const { n: through } = story.stores(cookie).visits('/', `sid=${cookie.value}`).events.at(-1) ?? { n: 0 };
  story.wait(60_000).loses(cookie, 'expired').visits('/other', undefined);
  const [newest] = story.events.slice(-1);
  check(
    [...story.events, { kind: 'dropped', time: newest?.time ?? 0, through, entries: 2, n: (newest?.n ?? 0) + 1 }],
    true,
  );
});

test('so has any log of hostile values', () => {
  fc.assert(
    fc.property(hostileLogs, ({ events }) => check(events, false)),
    { numRuns: 150 },
  );
});
