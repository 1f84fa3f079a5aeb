import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plain } from '../../extension/trace/words/phrase.ts';
import { setCookieVerdict } from '../../extension/ui/words/verdict-words.ts';
import { entryAt, folded } from '../trace/folded.ts';
import { type Reply, Story } from '../trace/story.ts';
import { english } from './words.ts';

const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';
const SITE = 'https://shop.test';

/** A story of which no jar is shown, as in a HAR. */
const file = (origin = SITE): Story => new Story(origin).started();

/** Outcome, basis and sentences of the first line of a step. */
function lineAt(story: Story, step: number): readonly string[] {
  const line = entryAt(folded(story), step).setCookies[0];
  assert.ok(line !== undefined);
  const { outcome, basis, sentences } = setCookieVerdict(line);
  return [outcome, basis ?? '', ...sentences.map((each) => plain(english, each))];
}

const sets = (...setCookie: readonly string[]): Reply => ({ setCookie });

describe('a line that was meant to set a cookie and had expired when it came', () => {
  const past = `sid=${A}; Path=/; Expires=Fri, 20 Nov 2026 08:00:00 GMT`;

  test('is refused, and takes nothing out of the browser', () => {
    assert.deepEqual(lineAt(file().visits('/', undefined, sets(past)), 1), [
      'refused',
      'predicted',
      'It had expired when it came, so the browser keeps nothing of it.',
    ]);
  });

  test('takes the cookie of its identity with it, where there is one', () => {
    const story = file().visits('/', undefined, sets(`sid=${A}; Path=/`));
    story.wait(3_000).visits('/', `sid=${A}`, sets(past));
    assert.deepEqual(lineAt(story, 2), [
      'deleted',
      'predicted',
      'By the rules, the line takes the cookie out of the browser.',
    ]);
  });
});

describe('a line that deletes a cookie', () => {
  const clears = sets('sid=; Path=/; Max-Age=0');
  const doubtful =
    'The line deletes the cookie of this name, Domain and Path. Whether the browser held one is not known.';

  test('does not say that it took one out where nothing shows that there was one', () => {
    assert.deepEqual(lineAt(file().visits('/login', undefined, clears), 1), ['deleted', 'predicted', doubtful]);
  });

  test('is not confirmed by a request that goes without a cookie that nobody saw', () => {
    const story = file().visits('/login', 'theme=dark', clears).wait(3_000).visits('/', 'theme=dark');
    assert.deepEqual(lineAt(story, 1), ['deleted', 'predicted', doubtful]);
  });

  test('is confirmed by one that goes without a cookie that went along before', () => {
    const story = file().visits('/logout', `theme=dark; sid=${A}`, clears).wait(3_000).visits('/', 'theme=dark');
    assert.deepEqual(lineAt(story, 1), ['deleted', 'confirmed', 'The line took the cookie out of the browser.']);
  });

  test('has no effect where the cookie goes along later, and the rules foresaw nothing else', () => {
    const story = file().visits('/logout', `sid=${A}`, sets('sid=; Path=/; Domain=shop.test; Max-Age=0'));
    assert.deepEqual(lineAt(story.wait(3_000).visits('/', `sid=${A}`), 1), [
      'no-effect',
      'confirmed',
      'The line deletes a cookie that the browser does not hold: none of this name has its Domain and Path.',
    ]);
  });

  test('is refused, not without effect, where the rules refuse it and the cookie goes along later', () => {
    const story = file().visits('/', undefined, sets(`__Host-sid=${A}; Path=/; Secure`));
    story.wait(3_000).visits('/logout', `__Host-sid=${A}`, sets('__Host-sid=; Path=/; Max-Age=0'));
    assert.deepEqual(lineAt(story.wait(3_000).visits('/', `__Host-sid=${A}`), 2), [
      'refused',
      'confirmed',
      'Step 3 still carried the cookie.',
    ]);
  });
});

describe('a line that the rules refuse', () => {
  const refused = sets(`sid=${A}; Path=/; SameSite=None`);

  test('is confirmed by a request of its site that goes without the cookie', () => {
    const story = file().visits('/login', undefined, refused).wait(3_000).visits('/', 'theme=dark');
    assert.deepEqual(lineAt(story, 1), ['refused', 'confirmed', 'Step 2, where it belongs, went without it.']);
    assert.equal(entryAt(folded(story), 1).effects[0]?.predicted, false);
  });

  test('is not confirmed where the cookie would have stayed behind anyway', () => {
    const elsewhere = file().visits('/login', undefined, refused).wait(3_000);
    elsewhere.visits('/', 'theme=dark', {}, { headers: [['sec-fetch-site', 'cross-site']], type: 'image' });
    assert.deepEqual(lineAt(elsewhere, 1), ['refused', 'predicted']);
    const http = file('http://shop.test')
      .visits('/login', undefined, sets(`sid=${A}; Path=/; Secure`))
      .wait(3_000);
    assert.deepEqual(lineAt(http.visits('/', 'theme=dark'), 1), ['refused', 'predicted']);
  });
});

describe('a line whose cookie did not come back', () => {
  const story = (): Story =>
    file()
      .visits('/login', undefined, sets(`sid=${A}; Path=/`))
      .wait(3_000);

  test('names the step that shows it, and does not speak of changes that a file cannot show', () => {
    const said = lineAt(story().visits('/', 'theme=dark'), 1);
    assert.deepEqual(said.slice(0, 3), ['refused', 'confirmed', 'Step 2, where it belongs, went without it.']);
    assert.match(said[3] ?? '', /^The rules as known here would have kept it\. A setting of the browser/);
  });

  test('was kept after all where a later request carries it', () => {
    const back = story().visits('/', 'theme=dark').wait(3_000).visits('/', `theme=dark; sid=${A}`);
    assert.deepEqual(lineAt(back, 1), ['stored', 'confirmed']);
    const [effect] = entryAt(folded(back), 1).effects;
    assert.deepEqual([effect?.action, effect?.predicted], ['created', false]);
  });

  test('gives the end of the session before it back, once and not twice', () => {
    const B = 'ddddDDDD3333eeeeEEEE4444ffffFFFF';
    const trace = folded(
      story()
        .visits('/', `sid=${A}`)
        .visits('/me/password', `sid=${A}`, sets(`sid=${B}; Path=/`), { method: 'PUT' })
        .wait(3_000)
        .visits('/api', `sid=${A}`)
        .wait(3_000)
        .visits('/api', `sid=${B}`),
    );
    const ends = trace.rows.flatMap((row) =>
      row.kind === 'end' ? [`${row.session.number} ${row.end.cause} ${row.end.undoneBy ?? 'stands'}`] : [],
    );
    assert.deepEqual(ends, ['1 rotated stands', '2 refused kept']);
  });
});
