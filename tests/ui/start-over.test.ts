import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nodeText } from '../../cli/node-text.ts';
import { UNMASKED } from '../../extension/trace/files/mask.ts';
import { threadReport } from '../../extension/trace/files/report/thread-report.ts';
import { answerOf } from '../../extension/trace/findings/answer.ts';
import { exitBySaid, exitMeansSaid } from '../../extension/trace/lesson/exit-words.ts';
import { flowOf } from '../../extension/trace/lesson/flow.ts';
import { keyMoments } from '../../extension/trace/lesson/key-moments.ts';
import { isStep } from '../../extension/trace/lesson/lesson-rows.ts';
import { actionSaid, countBeforeSaid } from '../../extension/trace/lesson/row-words.ts';
import { sessionRules } from '../../extension/trace/lesson/session-rules.ts';
import { transcript } from '../../extension/trace/lesson/transcript.ts';
import { actionPhrase } from '../../extension/trace/summary/action-words.ts';
import { endPhrase, endWordOf } from '../../extension/trace/summary/end-words.ts';
import { entryFacts } from '../../extension/trace/summary/entry-facts.ts';
import { sentenceOf } from '../../extension/trace/summary/entry-sentence.ts';
import { flowPath } from '../../extension/ui/words/flow-path.ts';
import { english, lessonOf } from '../trace/lesson/reading.ts';
import { cookieOf, Story } from '../trace/story.ts';

const OLD = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
const NEW = 'p9QaZx4cVb7NmKj2HgFd5SaPo8Iu1YtRe3Wq6Lx1c';

/** A session that begins at a count, then the button "New session" of the companion, and the page that it leads to. */
function startsOver(before: number, method = 'POST'): Story {
  const story = new Story().started().creates('sid', OLD, { count: before });
  const asked = story.asks('/session', { method, cookie: `sid=${OLD}` });
  asked.responds({
    status: 303,
    count: 0,
    setCookie: [`sid=${NEW}; Path=/; HttpOnly`],
    headers: [['location', '/session']],
  });
  story.stores(cookieOf('sid', NEW));
  asked.completes({ status: 303 });
  return story.counts('sid', NEW, 0, '/session').counts('sid', NEW, 1);
}

/** Everything that is said anywhere of a story. */
function everythingSaid(story: Story): string[] {
  const lesson = lessonOf(story);
  const { trace, rows } = lesson;
  const [thread] = trace.threads.values();
  assert.ok(thread);
  const text = nodeText('en');
  return [
    ...trace.entries.flatMap((entry) => {
      const facts = entryFacts(entry, entry.effects[0]);
      const { lead, more } = sentenceOf(facts);
      const labels = Object.values(flowPath(entry, entry.effects[0]).labels ?? {});
      return [...[lead, ...more, actionPhrase(facts)].map(english), ...labels.map((key) => text.say(key))];
    }),
    ...trace.rows.flatMap((row) =>
      row.kind === 'end' ? [english(endPhrase(row.session, row.end)), text.say(endWordOf(row.end).fate)] : [],
    ),
    ...rows.flatMap((row) =>
      isStep(row)
        ? [
            english(actionSaid(row)),
            ...flowOf(rows, row)
              .stops.flatMap(({ values, why }) => [...values, ...why])
              .map(english),
          ]
        : [english(exitBySaid(row)), english(exitMeansSaid(row))],
    ),
    ...keyMoments(lesson).flatMap(({ ask, answer: answers }) => [ask, ...answers].map(english)),
    ...transcript(rows).map(english),
    ...sessionRules(rows).map(({ shown }) => english(shown)),
    threadReport(trace, thread, { masker: UNMASKED, text, version: '0.1.0', browserVersion: '156' }),
  ];
}

/** What only a server can know, and what no request of these stories did. */
const FALSE =
  /did not know|no longer knew the id|unknown|counted visit 0|this was visit|count to 0|goes on as session/i;

describe('a session that is replaced by a request which may itself have ended it', () => {
  for (const before of [3, 1, 0]) {
    test(`says nothing of what the server knew, anywhere: a count of ${before} before`, () => {
      for (const said of everythingSaid(startsOver(before))) assert.doesNotMatch(said, FALSE);
    });
  }

  test('says that a new session began, and that nobody can see why', () => {
    const { trace, rows } = lessonOf(startsOver(3));
    const [, asked, looked, visited] = trace.entries.map((entry) => entryFacts(entry, entry.effects[0]));
    assert.ok(asked && looked && visited);
    const { lead, more } = sentenceOf(asked);
    assert.equal(english(lead), 'The browser sent session #1, and the server began a new one: session #2.');
    assert.match(
      more.map(english).join(' '),
      /starts again at 0.*Whether this request ended it, or .* is not visible here/,
    );
    assert.equal(english(actionPhrase(asked)), 'New session');
    assert.match(english(sentenceOf(looked).lead), /did not count this request: the count stays at 0\.$/);
    assert.equal(english(actionPhrase(looked)), 'Count stays at 0');
    assert.match(english(sentenceOf(visited).lead), /knew it and counted visit 1\.$/);
    const ends = trace.rows.flatMap((row) => (row.kind === 'end' ? [english(endPhrase(row.session, row.end))] : []));
    assert.deepEqual(ends, ['The server began session #2 in place of session #1.']);
    const steps = rows.filter(isStep);
    assert.deepEqual(
      steps.map((row) => `${english(countBeforeSaid(row))} | ${english(actionSaid(row))}`),
      [
        'None | Create new session with count=3',
        'not known | New session id with count=0',
        '0 | Count stays at 0',
        '0 | Increment count to 1',
      ],
    );
  });

  test('is no loss that needs an answer', () => {
    const { trace, thread } = lessonOf(startsOver(3));
    assert.equal(answerOf(trace, thread.site, thread.storeId).finding?.code, undefined);
  });

  test('is no habit of the server, however often somebody starts over', () => {
    const ids = Array.from({ length: 6 }, (_, i) => `${i}${OLD.slice(1)}`);
    const story = new Story().started().creates('sid', ids[0] ?? '', { count: 4 });
    for (const [i, id] of ids.slice(1).entries()) {
      const asked = story.asks('/session', { method: 'POST', cookie: `sid=${ids[i]}` });
      asked.responds({ status: 200, count: 0, setCookie: [`sid=${id}; Path=/; HttpOnly`] });
      story.stores(cookieOf('sid', id));
      asked.completes({ status: 200 });
    }
    const { trace, thread } = lessonOf(story);
    assert.equal(answerOf(trace, thread.site, thread.storeId).finding?.code, undefined);
  });

  test('is not known by a GET: there the count shows that the server did not know the id', () => {
    assert.ok(everythingSaid(startsOver(3, 'GET')).some((said) => /did not know it/.test(said)));
  });
});
