import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { id } from './ids.ts';
import { cookieOf, Story } from './story.ts';

// One session may be held in two places of the jar, with Domain and without. It ends with the last of them.

const [A, B] = [id('a'), id('b')];
const OWN = `sid=${A}; Path=/; HttpOnly; SameSite=Lax`;
const DOMAIN = `${OWN}; Domain=shop.example`;
const CLEARS = 'sid=; Path=/; Max-Age=0';
const own = cookieOf('sid', A, { domain: 'www.shop.example' });
const ofDomain = cookieOf('sid', A, { domain: '.shop.example', hostOnly: false });
const suffixes = { 'www.shop.example': 'example', 'shop.example': 'example' };

interface Change {
  readonly lines: readonly string[];
  readonly put?: readonly BrowserCookie[];
  readonly gone?: readonly BrowserCookie[];
}

class Shop extends Story {
  constructor() {
    super('https://www.shop.example');
    this.started().add({ kind: 'jar', cookies: [], suffixes });
  }

  #changed(cookie: BrowserCookie, removed: boolean): void {
    const cause = removed ? 'expired_overwrite' : 'explicit';
    this.wait(1).add({ kind: 'cookie-changed', cause, removed, cookie, suffix: 'example' });
  }

  answers(path: string, { lines, put = [], gone = [] }: Change, cookie: string | undefined = `sid=${A}`): this {
    const asked = this.asks(path, { method: 'POST', suffixes, ...(cookie !== '' && { cookie }) });
    asked.responds({ setCookie: lines });
    for (const each of put) this.#changed(each, false);
    for (const each of gone) this.#changed(each, true);
    asked.completes();
    return this;
  }

  uses(): this {
    return this.wait(5_000).visits('/', `sid=${A}`, {}, { suffixes });
  }
}

const both = (): Shop => new Shop().answers('/login', { lines: [OWN, DOMAIN], put: [own, ofDomain] }, '').uses();
const one = (): Shop => new Shop().answers('/login', { lines: [OWN], put: [own] }, '').uses();

/** What the third request did, and what became of each session. */
function told(story: Story): string {
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  const action = fold.trace.entries[2]?.effects[0]?.action;
  return [action, ...fold.trace.sessions.map(({ end }) => end?.cause ?? 'lives')].join(' ');
}

describe('a session in two places', () => {
  test('of which a sign-out clears one: it goes on', () => {
    const story = both().answers('/logout', { lines: [`${CLEARS}; Domain=shop.example`], gone: [ofDomain] });
    assert.equal(told(story.uses()), 'clear-failed lives');
  });

  test('of which a sign-out clears both: it ended', () => {
    const lines = [`${CLEARS}; Domain=shop.example`, CLEARS];
    assert.equal(told(both().answers('/logout', { lines, gone: [ofDomain, own] })), 'ended server');
  });

  test('of which the user deletes one: it goes on', () => {
    const deleted = (story: Shop): string => {
      const { name, domain, hostOnly, path, storeId } = own;
      story.add({ kind: 'user-change', change: 'delete', identity: { name, domain, hostOnly, path, storeId } });
      return told(
        story.add({ kind: 'cookie-changed', cause: 'explicit', removed: true, cookie: own, suffix: 'example' }),
      );
    };
    assert.equal(deleted(both()), ' lives');
    assert.equal(deleted(one()), ' user');
  });

  test('of which one is gone after a break: it goes on', () => {
    const shown = (story: Shop, cookies: readonly BrowserCookie[]): string =>
      told(story.wait(60_000).started().add({ kind: 'jar', cookies, suffixes }));
    assert.equal(shown(both(), [own]), ' lives');
    assert.equal(shown(both(), []), ' unknown');
  });
});

test('a response that moves a session from one place to the other renews it', () => {
  const story = one().answers('/profile', { lines: [DOMAIN, CLEARS], put: [ofDomain], gone: [own] });
  assert.equal(told(story.uses()), 'resumed lives');
});

describe('Firefox reports an expired cookie when the next one is written over it', () => {
  /** The cookie has expired; a response sets another. */
  function overwritten(reported: BrowserCookie): string {
    const story = new Shop();
    story.answers('/login', { lines: [`${OWN}; Max-Age=60`], put: [{ ...own, ...expires(story, 60) }] }, '').uses();
    const next = story.wait(120_000).asks('/', { suffixes });
    next.responds({ setCookie: [`sid=${B}; Path=/; HttpOnly; SameSite=Lax`] });
    story.add({ kind: 'cookie-changed', cause: 'expired', removed: true, cookie: reported, suffix: 'example' });
    story.add({
      kind: 'cookie-changed',
      cause: 'explicit',
      removed: false,
      cookie: { ...own, value: B },
      suffix: 'example',
    });
    next.completes();
    return told(story);
  }
  const expires = ({ time }: Story, seconds: number) => ({ session: false, expirationDate: time / 1000 + seconds });

  test('that removal is the old one’s', () => {
    assert.equal(overwritten(own), 'created expired lives');
  });
});
