import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { type Ask, type Reply, Story } from '../story.ts';
import { answerName, answerText } from './finding-names.ts';
import { readLater } from './late-says.ts';

// People sign in at `/enter` or `/s/42` as well: that a page asks for it shows by its form, and by who came in by it.

const MINUTES = 60_000;
const post: Ask = { ...ownPage, method: 'POST' };
const cookie = (letter: string): string => `PHPSESSID=${id(letter)}`;
const sets = (letter: string): readonly string[] => [`${cookie(letter)}; Path=/; HttpOnly; Secure; SameSite=Lax`];
const to = (location: string, more: Reply = {}): Reply => ({ status: 302, headers: [['location', location]], ...more });

/** Somebody whose session the form at `form` has given out, or let in. */
function cameIn(form: string, { isNew = true, then = '/home' } = {}): Story {
  const story = new Story('https://app.example').started();
  const before = isNew ? undefined : cookie('a');
  if (!isNew) story.visits('/', undefined, { setCookie: sets('a') }, ownPage);
  return story
    .visits(form, before, { says: 'sign-in-form' }, ownPage)
    .visits(form, before, to(then, isNew ? { setCookie: sets('a') } : {}), post)
    .visits('/home', cookie('a'), {}, ownPage)
    .visits('/orders', cookie('a'), {}, ownPage);
}

/** A page that was asked for, and that led to another one. */
function ledTo(story: Story, path: string, target: string, reply: Reply = { says: 'sign-in-form' }): Story {
  story.asks(path, { ...ownPage, cookie: cookie('a') }).responds(to(target));
  return story.visits(target, cookie('a'), reply, { ...ownPage, hop: true });
}

describe('a form to sign in at an address without a word for it', () => {
  for (const form of ['/enter', '/s/42', '/', '/kunden/start']) {
    test(`${form}: who is led back to it was turned away`, () => {
      assert.match(answerName(ledTo(cameIn(form), '/orders', form)), /^server-forgot/);
      assert.match(answerName(ledTo(cameIn(form).wait(40 * MINUTES), '/orders', form)), /^server-forgot\/idle/);
    });
  }

  test('also where its text is read after its response', () => {
    const story = ledTo(cameIn('/enter'), '/orders', '/enter');
    assert.equal(answerText(readLater(story)), answerText(story));
    assert.match(answerName(readLater(story)), /^server-forgot/);
  });

  test('also where it let in the session that a visitor had', () => {
    assert.match(answerName(ledTo(cameIn('/enter', { isNew: false }), '/orders', '/enter')), /^server-forgot/);
  });

  test('and who comes in again goes on', () => {
    const again = ledTo(cameIn('/enter'), '/orders', '/enter')
      .visits('/enter', cookie('a'), to('/home', { setCookie: sets('b') }), post)
      .visits('/home', cookie('b'), {}, ownPage);
    assert.match(answerName(again), /^(?:server-forgot|alive)/);
  });

  test('says nothing where the page had not opened before: it may want a right', () => {
    assert.equal(answerName(ledTo(cameIn('/enter'), '/admin', '/enter')), 'alive');
  });

  test('says nothing of a page that shows no form now', () => {
    assert.equal(answerName(ledTo(cameIn('/enter'), '/orders', '/enter', {})), 'alive');
    assert.equal(answerName(ledTo(cameIn('/enter'), '/orders', '/enter', { says: 'blocked' })), 'alive');
  });

  test('says nothing of a form that let nobody in: a shop has it beside each cart', () => {
    const shop = new Story('https://app.example')
      .started()
      .visits('/cart', undefined, { says: 'sign-in-form', setCookie: sets('a') }, ownPage)
      .visits('/cart', cookie('a'), to('/cart'), post)
      .visits('/orders', cookie('a'), {}, ownPage);
    assert.equal(answerName(ledTo(shop, '/orders', '/cart')), 'alive');
  });

  test('says nothing of a session that another form gave', () => {
    const other = cameIn('/enter').visits('/cart', cookie('c'), to('/orders'), post);
    assert.equal(answerName(ledTo(other, '/orders', '/cart')), 'alive');
  });

  test('that answers the one that was sent is told, and not that all is well', () => {
    const sent = new Story('https://app.example')
      .started()
      .visits('/enter', undefined, { says: 'sign-in-form', setCookie: sets('a') }, ownPage)
      .visits('/enter', cookie('a'), { says: 'sign-in-form' }, post);
    assert.match(answerText(sent), /But step 2 \(POST \/enter\) was answered with the form/);
    assert.match(
      answerText(sent.visits('/news', cookie('a'), {}, ownPage)),
      /^As far as was recorded, nothing is wrong/,
    );
  });
});
