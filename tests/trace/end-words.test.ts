import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nodeText } from '../../cli/node-text.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { endPhrase, endWordOf } from '../../extension/trace/summary/end-words.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { id } from './ids.ts';
import { cookieOf, Story } from './story.ts';

// What is said of an end names who did it only where that is known.

const english = nodeText('en');
const [A, B] = [id('a'), id('b')];
const kept = (value: string): string => `sid=${value}; Path=/; HttpOnly; SameSite=Lax`;
const signedIn = (): Story => new Story().started().add({ kind: 'jar', cookies: [] }).creates('sid', A);
const readable = { httpOnly: false } as const;

/** What the table and the details say of the first end. */
function said(story: Story): string {
  const fold = createFold();
  fold.apply(story.events);
  const row = fold.trace.rows.find(({ kind }) => kind === 'end');
  assert.ok(row?.kind === 'end');
  return `${plain(english, endPhrase(row.session, row.end))} ${english.say(endWordOf(row.end).more)}`;
}

describe('another value in the cookie', () => {
  const SCRIPT = /A script, another tab or another extension/;

  test('that no response wrote, where scripts may write it', () => {
    assert.match(
      said(
        signedIn()
          .wait(5_000)
          .stores(cookieOf('sid', B, readable)),
      ),
      SCRIPT,
    );
  });

  test('of an HttpOnly cookie: no script of a page', () => {
    assert.match(said(signedIn().wait(5_000).stores(cookieOf('sid', B))), /HttpOnly, so no script of a page did/);
  });

  test('of a value that was known before, and that is written into an HttpOnly cookie', () => {
    const story = signedIn();
    const asked = story.asks('/', { cookie: `sid=${A}` }).responds({ setCookie: [kept(B)] });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    asked.completes();
    const back = story.wait(5_000).loses(cookieOf('sid', B), 'overwrite').stores(cookieOf('sid', A));
    const fold = createFold();
    fold.apply(back.events);
    const end = fold.trace.sessions[1]?.end;
    assert.ok(end !== undefined);
    assert.match(english.say(endWordOf(end).more), /no script of a page did/);
  });

  test('that another response wrote', () => {
    const story = signedIn();
    const late = story.asks('/news');
    late.responds({ setCookie: [kept(B)] });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    late.completes();
    assert.match(said(story), /A response set the cookie for another session/);
    assert.doesNotMatch(said(story), /script|extension/);
  });

  test('that came while nothing was recorded', () => {
    const story = signedIn().add({ kind: 'recording', on: false }).wait(60_000).add({ kind: 'recording', on: true });
    const shown = story.add({ kind: 'jar', cookies: [cookieOf('sid', B, readable)] }).counts('sid', B, 1);
    assert.match(said(shown), /not everything was recorded\. What wrote the other value is not known/);
  });

  test('that the user wrote here: nothing was deleted', () => {
    const { name, domain, hostOnly, path, storeId } = cookieOf('sid', A);
    const story = signedIn().wait(5_000);
    story.add({ kind: 'user-change', change: 'set', identity: { name, domain, hostOnly, path, storeId } });
    const text = said(story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B)));
    assert.match(text, /you put another value into its cookie/);
    assert.match(said(signedIn().wait(5_000).userDeletes(cookieOf('sid', A))), /you deleted its cookie/);
  });
});

describe('a new id', () => {
  const rotated = (count?: number, story = signedIn()): string => {
    const ask = { method: 'POST', cookie: `sid=${A}` };
    const reply = { status: 303, setCookie: [kept(B)], headers: [['location', '/']] as const };
    const asked = story.asks('/login', ask).responds({ ...reply, ...(count !== undefined && { count }) });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    asked.completes();
    return said(story);
  };

  test('goes on for certain where the count does', () => {
    assert.match(rotated(2), /goes on as session 2 .* The visits are counted on/);
  });

  test('and probably where nothing counts', () => {
    assert.match(rotated(), /It probably goes on under it/);
    assert.doesNotMatch(rotated(), /counted on/);
  });

  const led = { status: 302, headers: [['location', '/login']] as const };

  test('but not where the session had been turned away before that sign-in', () => {
    const story = signedIn().visits('/app', `sid=${A}`).visits('/app', `sid=${A}`, led).visits('/login', `sid=${A}`);
    assert.match(rotated(undefined, story), /was answered with a new id/);
  });

  test('which a page says nothing of that had never opened to it', () => {
    const story = signedIn().visits('/app', `sid=${A}`, led).visits('/login', `sid=${A}`);
    assert.match(rotated(undefined, story), /It probably goes on under it/);
  });
});

describe('a change of the jar while a response was under way whose head was lost', () => {
  /** `isLost`: the background was stopped when the head came. */
  const during = (isLost: boolean, change: (story: Story) => Story): string => {
    const story = signedIn().visits('/', `sid=${A}`).wait(5_000);
    const asked = story.asks('/save', { method: 'POST', cookie: `sid=${A}` });
    if (isLost) story.started();
    else asked.responds();
    change(story);
    asked.completes();
    return said(story);
  };

  test('may have been the response’s: nobody else is blamed', () => {
    const writes = (story: Story): Story =>
      story.loses(cookieOf('sid', A, readable), 'overwrite').stores(cookieOf('sid', B, readable));
    assert.match(during(true, writes), /What wrote the other value is not known/);
    assert.match(during(false, writes), /A script, another tab/);
  });

  test('nor for a removal', () => {
    const removes = (story: Story): Story => story.loses(cookieOf('sid', A, readable), 'expired_overwrite');
    assert.match(during(true, removes), /its cookie is gone/);
    assert.match(during(false, removes), /a script of the page deleted/);
  });
});

test('a wrong password that is answered with a new id does not say that the server did not know the old one', () => {
  const refused = (path: string): string => {
    const story = signedIn().visits('/', `sid=${A}`);
    const asked = story
      .asks(path, { method: 'POST', cookie: `sid=${A}` })
      .responds({ status: 401, setCookie: [kept(B)] });
    story.loses(cookieOf('sid', A), 'overwrite').stores(cookieOf('sid', B));
    asked.completes({ status: 401 });
    return said(story);
  };
  assert.match(refused('/login'), /was answered with a new id: session 2/);
  assert.match(refused('/save'), /is unknown to the server/);
});

test('a value that the user wrote and took back was not deleted', () => {
  const { name, domain, hostOnly, path, storeId } = cookieOf('sid', A);
  const story = signedIn();
  for (const value of [B, A]) {
    story.wait(5_000).add({ kind: 'user-change', change: 'set', identity: { name, domain, hostOnly, path, storeId } });
    story.stores(cookieOf('sid', value));
  }
  assert.match(said(story), /it was set again with the same id/);
});
