import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { endNameOf, endPhrase } from '../../extension/trace/summary/end-words.ts';
import { cookieOf, Story } from '../trace/story.ts';

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';

function endKey(story: Story): string | undefined {
  const fold = createFold();
  fold.apply(story.events);
  const row = fold.trace.rows.find(({ kind }) => kind === 'end');
  return row?.kind === 'end' ? endPhrase(row.session, row.end).key : undefined;
}

describe('an end that was undone', () => {
  test('is called the user’s deletion only if it was one', () => {
    const story = new Story().started().creates('sid', ID);
    assert.equal(endKey(story.userDeletes(cookieOf('sid', ID)).userRestores(cookieOf('sid', ID))), 'endUndone');
  });

  test('blames nobody when protection restores a cookie that something else removed', () => {
    const story = new Story().started().creates('sid', ID).wait(5_000);
    assert.equal(endKey(story.loses(cookieOf('sid', ID)).userRestores(cookieOf('sid', ID))), 'endRestored');
  });

  test('says that a script set the cookie again, where nobody restored it here', () => {
    const story = new Story().started().creates('sid', ID).wait(5_000);
    assert.equal(endKey(story.loses(cookieOf('sid', ID)).wait(5_000).stores(cookieOf('sid', ID))), 'endSetAgain');
  });
});

/** Without a jar, as in a HAR: what the rules say is all there is, until a request shows more. */
describe('an end that the rules alone saw', () => {
  const OTHER = 'Zz2wE3r4T5y6U7i8O9p0AaSsDdFfGgQqLmNb';

  test('did not happen where the line met no cookie of its Domain and a later request carries it', () => {
    const story = new Story().started().visits('/', `sid=${ID}`, {});
    story.asks('/logout', { method: 'POST', cookie: `sid=${ID}` }).responds({ setCookie: ['sid=; Path=/; Max-Age=0'] });
    assert.equal(endKey(story), 'endServer');
    assert.equal(endKey(story.wait(3_000).visits('/', `sid=${ID}`, {})), 'endKept');
  });

  test('did not happen to an older cookie of the name that goes along beside the new one', () => {
    const story = new Story().started().visits('/', `sid=${ID}`, {});
    story
      .asks('/login', { method: 'POST', cookie: `sid=${ID}` })
      .responds({ status: 302, setCookie: [`sid=${OTHER}; Path=/`], headers: [['location', '/home']] });
    assert.equal(endKey(story), 'endRotatedProbably');
    assert.equal(endKey(story.wait(3_000).visits('/home', `sid=${ID}; sid=${OTHER}`, {})), 'endCarried');
  });

  test('stands where the next request goes without the cookie', () => {
    const story = new Story().started().creates('sid', ID).wait(3_000);
    story.asks('/logout', { method: 'POST', cookie: `sid=${ID}` }).responds({ setCookie: ['sid=; Path=/; Max-Age=0'] });
    assert.equal(endKey(story.wait(3_000).visits('/', 'theme=dark', {})), 'endServer');
  });
});

describe('a cookie that was overwritten', () => {
  const NEXT = 'Zz2wE3r4T5y6U7i8O9p0AaSsDdFfGgQqLmNb';
  const endOf = (story: Story): string | undefined => {
    const fold = createFold();
    fold.apply(story.events);
    const row = fold.trace.rows.find(({ kind }) => kind === 'end');
    return row?.kind === 'end' ? endNameOf(row.end) : undefined;
  };

  test('by a response is not laid to a script or another tab', () => {
    const story = new Story().started().visits('/', undefined, { setCookie: [`sid=${ID}; Path=/`] });
    story.wait(3_000).visits('/return', undefined, { setCookie: [`sid=${NEXT}; Path=/`] }, { method: 'POST' });
    assert.equal(endOf(story), 'set-over');
  });

  test('by nothing that was recorded is, unless no script can write it', () => {
    const story = (): Story => new Story().started().creates('sid', ID).wait(5_000);
    assert.equal(endOf(story().stores(cookieOf('sid', NEXT, { httpOnly: false }))), 'overwritten');
    assert.equal(endOf(story().stores(cookieOf('sid', NEXT))), 'overwritten-no-script');
  });
});
