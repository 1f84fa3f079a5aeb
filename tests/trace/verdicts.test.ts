import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { Header } from '../../extension/trace/model/event.ts';
import { retrievalVerdict } from '../../extension/trace/verdicts/retrieval-verdict.ts';
import { setCookieVerdict } from '../../extension/trace/verdicts/set-cookie-verdict.ts';
import { entryAt, folded } from './folded.ts';
import { cookieOf, Story } from './story.ts';

const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';
const B = 'ddddDDDD3333eeeeEEEE4444ffffFFFF';

/** A story that a browser recorded: it shows its jar at the start. */
function recorded(browser: 'chrome' | 'firefox' = 'chrome', origin?: string): Story {
  return new Story(origin).started(browser).add({ kind: 'jar', cookies: [] });
}

const codes = (reasons: readonly { readonly code: string }[] | undefined): string[] =>
  (reasons ?? []).map(({ code }) => code);

describe('a Set-Cookie that the rules refuse', () => {
  test('makes no session; the step says refused, with every reason', () => {
    const story = recorded('chrome', 'http://shop.test');
    story.visits('/', undefined, { setCookie: [`sid=${A}; Secure; SameSite=None; Domain=other.test`], count: 1 });
    const trace = folded(story);
    const entry = entryAt(trace, 1);
    assert.equal(entry.effects[0]?.action, 'refused');
    assert.equal(trace.sessions.length, 0);
    assert.deepEqual(codes(entry.setCookies[0]?.predicted.reasons), ['domain-mismatch', 'secure-on-insecure-origin']);
  });

  test('leaves the session that was sent in its place', () => {
    const story = recorded('chrome', 'http://shop.test');
    const own = cookieOf('sid', A, { domain: 'shop.test' });
    story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Lax`], count: 1 });
    story.stores(own).visits('/', `sid=${A}`, { setCookie: [`sid=${B}; Secure`], count: 2 });
    const trace = folded(story);
    const effect = entryAt(trace, 2).effects[0];
    assert.equal(effect?.action, 'refused');
    assert.equal(effect?.after, trace.sessions[0]);
    assert.equal(trace.sessions[0]?.end, undefined);
  });

  test('but that the jar shows is kept: the jar is right, and both are shown', () => {
    const story = recorded('chrome', 'http://shop.test');
    const asked = story.asks('/').responds({ setCookie: [`sid=${A}; Secure; Path=/; HttpOnly`], count: 1 });
    story.stores(cookieOf('sid', A, { domain: 'shop.test', secure: true, sameSite: 'unspecified' }));
    asked.completes();
    const entry = entryAt(folded(story), 1);
    assert.equal(entry.effects[0]?.action, 'created');
    assert.equal(entry.setCookies[0]?.predicted.outcome, 'refused');
    assert.equal(entry.setCookies[0]?.observed?.removed, false);
  });
});

describe('a Set-Cookie that the rules keep', () => {
  test('is predicted until the jar shows it', () => {
    const story = recorded();
    const asked = story.asks('/').responds({ setCookie: [`sid=${A}; Path=/; HttpOnly`], count: 1 });
    const folded = createFold();
    folded.apply(story.events);
    assert.equal(entryAt(folded.trace, 1).effects[0]?.predicted, true);
    story.stores(cookieOf('sid', A, { sameSite: 'unspecified' }));
    asked.completes();
    folded.apply(story.events);
    assert.equal(entryAt(folded.trace, 1).effects[0]?.predicted, false);
  });

  test('and of which the browser reports nothing was refused: the session before lives on', () => {
    const story = recorded()
      .creates('sid', A)
      .visits('/', `sid=${A}`, {
        setCookie: [`sid=${B}; Path=/; HttpOnly; SameSite=Lax`],
        count: 1,
      });
    const trace = folded(story);
    const entry = entryAt(trace, 2);
    assert.equal(entry.setCookies[0]?.silent, true);
    assert.equal(entry.effects[0]?.action, 'refused');
    assert.equal(entry.effects[0]?.after, trace.sessions[0]);
    assert.equal(trace.sessions[0]?.end, undefined);
    assert.equal(trace.sessions[1]?.end?.cause, 'refused');
  });

  test('and that a later request carries was kept, though its change was lost', () => {
    const story = recorded().visits('/', undefined, { setCookie: [`sid=${A}; Path=/; HttpOnly`], count: 1 });
    story.wait(5_000).counts('sid', A, 2);
    const trace = folded(story);
    assert.equal(trace.sessions[0]?.end, undefined);
    assert.equal(entryAt(trace, 2).effects[0]?.action, 'resumed');
  });

  test('in a trace without a jar stays predicted: a HAR shows no changes', () => {
    const story = new Story().started().visits('/', undefined, { setCookie: [`sid=${A}; Path=/; HttpOnly`], count: 1 });
    const entry = entryAt(folded(story), 1);
    assert.equal(entry.effects[0]?.action, 'created');
    assert.equal(entry.effects[0]?.predicted, true);
    assert.equal(entry.setCookies[0]?.silent, undefined);
  });

  test('silence after a restart of the background proves nothing', () => {
    const story = recorded().visits('/', undefined, { setCookie: [`sid=${A}; Path=/; HttpOnly`], count: 1 });
    story.started().wait(5_000).visits('/other', undefined);
    assert.equal(entryAt(folded(story), 1).effects[0]?.action, 'created');
  });

  test('written again with its own value is silent in Firefox and still held', () => {
    const again = { setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Lax`], count: 2 };
    const story = recorded('firefox').creates('sid', A).visits('/', `sid=${A}`, again);
    const trace = folded(story);
    assert.equal(entryAt(trace, 2).effects[0]?.action, 'resumed');
    assert.equal(trace.sessions[0]?.end, undefined);
  });
});

describe('a session’s cookie that a request does not carry', () => {
  test('was not sent, with the rule that did it', () => {
    const story = recorded().creates('sid', A);
    story.wait(1_000).visits(
      '/frame',
      undefined,
      {},
      {
        type: 'sub_frame',
        initiator: 'http://127.0.0.1:3000',
        topUrl: 'http://127.0.0.1:3000/',
      },
    );
    const effect = entryAt(folded(story), 2).effects[0];
    assert.equal(effect?.action, 'not-sent');
    assert.deepEqual(codes(effect?.notSent?.predicted.reasons), ['samesite-lax']);
  });

  test('was not sent with no reason in sight where the rules would have sent it', () => {
    const story = recorded()
      .creates('sid', A)
      .wait(1_000)
      .visits(
        '/',
        undefined,
        {},
        { type: 'image', initiator: 'http://localhost:3000', topUrl: 'http://localhost:3000/' },
      );
    const effect = entryAt(folded(story), 2).effects[0];
    assert.equal(effect?.action, 'not-sent');
    assert.deepEqual(codes(effect?.notSent?.predicted.reasons), []);
  });

  test('and none of the others though the rules send them: its script asked for no credentials', () => {
    const story = recorded().creates('sid', A).wait(1_000);
    story.visits(
      '/',
      undefined,
      { setCookie: ['other=1'] },
      { type: 'xmlhttprequest', initiator: 'http://localhost:3000', topUrl: 'http://localhost:3000/' },
    );
    const entry = entryAt(folded(story), 2);
    assert.equal(entry.withoutCredentials, true);
    assert.deepEqual(codes(entry.effects[0]?.notSent?.predicted.reasons), ['credentials-omitted']);
    assert.deepEqual(codes(entry.setCookies[0]?.predicted.reasons), ['credentials-omitted']);
  });

  test('was not missed by a request that had left before the cookie came', () => {
    const story = recorded();
    const early = story.asks('/a');
    story.wait(-990);
    early.responds({ setCookie: [`sid=${A}; Path=/; HttpOnly; SameSite=Lax`], count: 1 });
    story.stores(cookieOf('sid', A)).wait(-995);
    story.visits('/b', undefined);
    assert.equal(entryAt(folded(story), 2).effects[0]?.action, undefined);
  });

  test('is not missed on another host of the site when it is host-only', () => {
    const suffixes = { 'www.shop.test': 'test', 'api.shop.test': 'test' };
    const story = recorded('chrome', 'https://www.shop.test');
    story.asks('/', { suffixes }).responds({ setCookie: [`sid=${A}; Path=/; Secure; HttpOnly`], count: 1 });
    story.stores(cookieOf('sid', A, { domain: 'www.shop.test', secure: true })).wait(2_000);
    story.visits('https://api.shop.test/', undefined, {}, { suffixes });
    assert.deepEqual(entryAt(folded(story), 2).effects, []);
  });
});

test('a cookie shadowed by one of its name with a longer path is reported', () => {
  const story = recorded()
    .creates('sid', A)
    .stores(cookieOf('sid', B, { path: '/app' }))
    .wait(1_000);
  story.visits('/app/x', `sid=${B}; sid=${A}`);
  const { retrieval } = entryAt(folded(story), 2);
  assert.deepEqual(
    retrieval.map(({ cookie, sent, predicted }) => [cookie.path, sent, codes(predicted.warnings)]),
    [['/', true, ['shadowed']]],
  );
});

describe('a cookie that a script’s request to another site lacked', () => {
  function notSent(answer: readonly Header[]): { codes: string[]; concluded: boolean } {
    const suffixes = { 'api.test': 'test', 'shop.test': 'test' };
    const story = recorded('chrome', 'http://api.test');
    story.stores(cookieOf('sid', A, { domain: 'api.test' })).wait(2_000);
    const asks = {
      type: 'xmlhttprequest',
      initiator: 'http://shop.test',
      topUrl: 'http://shop.test/',
      suffixes,
    } as const;
    story.visits('/', undefined, { headers: answer }, { ...asks, headers: [['origin', 'http://shop.test']] });
    const entry = entryAt(folded(story), 1);
    const [judged] = entry.retrieval;
    assert.ok(judged !== undefined);
    const { reasons, concluded } = retrievalVerdict(entry, judged);
    return { codes: codes(reasons), concluded };
  }

  test('was asked for without credentials where the answer fits that alone: it is said as a conclusion', () => {
    const verdict = notSent([['access-control-allow-origin', '*']]);
    assert.deepEqual(verdict, { codes: ['cors-anonymous', 'samesite-lax'], concluded: true });
  });

  test('has the reasons of the rules alone where the answer allows credentials, or nothing', () => {
    const both: Header[] = [
      ['access-control-allow-origin', 'http://shop.test'],
      ['access-control-allow-credentials', 'true'],
    ];
    for (const answer of [both, []]) assert.deepEqual(notSent(answer), { codes: ['samesite-lax'], concluded: false });
  });
});

test('a deletion of a cookie that the jar did not hold has no effect, though no later request carries it', () => {
  const story = recorded('chrome');
  story.visits('/logout', undefined, { setCookie: ['sid=; Max-Age=0; Path=/'] });
  story.visits('/', undefined, {}, { headers: [['sec-fetch-site', 'none']] });
  const [line] = entryAt(folded(story), 1).setCookies;
  assert.ok(line !== undefined);
  assert.deepEqual(line.later?.worked, true);
  assert.deepEqual([setCookieVerdict(line).outcome, setCookieVerdict(line).agrees], ['no-effect', true]);
});
