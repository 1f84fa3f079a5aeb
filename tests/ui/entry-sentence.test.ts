import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { actionPhrase } from '../../extension/trace/summary/action-words.ts';
import { entryFacts } from '../../extension/trace/summary/entry-facts.ts';
import { sentenceOf } from '../../extension/trace/summary/entry-sentence.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { cookieOf, lessonStory, Story } from '../trace/story.ts';
import { english } from './words.ts';

const id = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
const other = 'p9QaZx4cVb7NmKj2HgFd5SaPo8Iu1YtRe3Wq6Lx1c';

/** The sentences and the action of each entry of a story. */
function saidOf(story: Story): { lead: string; more: string[]; action: string }[] {
  const fold = createFold();
  fold.apply(story.events);
  return fold.trace.entries.map((entry) => {
    const facts = entryFacts(entry, entry.effects[0]);
    const { lead, more } = sentenceOf(facts);
    return {
      lead: plain(english, lead),
      more: more.map((phrase) => plain(english, phrase)),
      action: plain(english, actionPhrase(facts)),
    };
  });
}

function lastOf(story: Story): ReturnType<typeof saidOf>[number] {
  const last = saidOf(story).at(-1);
  assert.ok(last);
  return last;
}

describe('the sentence of an entry', () => {
  test('describes the classic lesson in plain words', () => {
    const said = saidOf(lessonStory());
    assert.deepEqual(
      said.map(({ lead }) => lead),
      [
        'The browser sent no session cookie, so the server made a new session and counted visit 1.',
        'The browser sent session 1 (k3Fz…9Qw). The server knew it and counted visit 2.',
        'The browser sent session 1 (k3Fz…9Qw). The server knew it and counted visit 3.',
        'The browser sent session 1 (k3Fz…9Qw). The server knew it and counted visit 4.',
        'The browser sent no session cookie, so the server made a new session and counted visit 1.',
        'The server gave session 2 (p9Qa…x1c) a new id: it goes on as session 3 (m7Lt…0aB), and its count is 2.',
        'The browser sent session 3 (m7Lt…0aB). The server knew it and counted visit 3.',
      ],
    );
    assert.deepEqual(said[0]?.more, [
      'The browser keeps session 1 (k3Fz…9Qw) in the cookie sid and sends it with the requests that it belongs to.',
    ]);
  });

  test('names the actions as the lesson does', () => {
    assert.deepEqual(
      saidOf(lessonStory()).map(({ action }) => action),
      [
        'Create new session',
        'Increment count to 2',
        'Increment count to 3',
        'Increment count to 4',
        'Create new session',
        'New id, count goes on',
        'Increment count to 3',
      ],
    );
  });

  test('says about a server without a count only what it answered', () => {
    const said = lastOf(new Story().started().creates('sid', id).visits('/', `sid=${id}`));
    assert.equal(said.lead, 'The browser sent session 1 (k3Fz…9Qw), and the server answered with status 200.');
    assert.equal(said.action, 'Session sent');
  });

  test('says that a server did not know the id and created a new session', () => {
    const story = new Story().started().stores(cookieOf('sid', id));
    const asked = story
      .asks('/', { cookie: `sid=${id}` })
      .responds({ count: 1, setCookie: [`sid=${other}; Path=/; HttpOnly; SameSite=Lax`] });
    story.stores(cookieOf('sid', other));
    asked.completes();
    const said = lastOf(story);
    assert.match(
      said.lead,
      /^The browser sent session 1 .*, but the server did not know it, made a new one, session 2 /u,
    );
    assert.equal(said.action, 'Unknown id: new session');
  });

  test('says that the server ended the session', () => {
    const story = new Story().started().creates('sid', id);
    story.visits('/logout', `sid=${id}`, { setCookie: ['sid=; Path=/; Max-Age=0'] });
    story.loses(cookieOf('sid', id), 'expired_overwrite');
    const said = lastOf(story);
    assert.equal(said.lead, 'The server ended session 1 (k3Fz…9Qw): its response told the browser to drop the cookie.');
    assert.equal(said.action, 'End session');
  });

  test('says that the browser refused a cookie', () => {
    const story = new Story().started().visits('/', undefined, { setCookie: [`sid=${id}; Domain=example.org`] });
    const said = lastOf(story);
    assert.equal(said.lead, 'The server set the session cookie sid, but the browser did not keep it.');
    assert.equal(said.action, 'Cookie refused');
  });

  test('says of a request without a response what was sent, and that the rest is not known yet', () => {
    const story = new Story().started().creates('sid', id);
    story.asks('/slow', { cookie: `sid=${id}` });
    assert.equal(lastOf(story).lead, 'The browser sent session 1 (k3Fz…9Qw). No response was recorded so far.');
    assert.equal(lastOf(story).action, 'No response so far');
  });

  test('names the error of a request that failed', () => {
    const story = new Story().started().creates('sid', id);
    story.asks('/', { cookie: `sid=${id}` }).fails('net::ERR_CONNECTION_REFUSED');
    assert.equal(
      lastOf(story).lead,
      'The browser sent session 1 (k3Fz…9Qw), but the request failed before a response came: net::ERR_CONNECTION_REFUSED.',
    );
  });

  test('says that a cached answer never reached the server', () => {
    const story = new Story().started().creates('sid', id).visits('/', `sid=${id}`, { fromCache: true });
    assert.equal(
      lastOf(story).lead,
      'The browser’s cache or a service worker answered this. The server never saw this very request.',
    );
  });

  test('says that a request had nothing to do with a session', () => {
    const said = lastOf(new Story().started().visits('/', 'theme=dark'));
    assert.equal(said.lead, 'This request carried no session id, and its response set none.');
    assert.deepEqual(said.more, [
      'The cookies that it carried are not session cookies, as far as this trace can tell.',
    ]);
  });
});
