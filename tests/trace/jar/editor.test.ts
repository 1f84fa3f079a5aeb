import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../../extension/cookies/browser-rules.ts';
import { identityKey } from '../../../extension/cookies/cookie-identity.ts';
import type { ExchangeRow } from '../../../extension/cookies/exchange/exchange-cookie.ts';
import { publicSuffixList } from '../../../extension/cookies/public-suffixes.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { draftOf, emptyDraft, readDraft } from '../../../extension/trace/jar/cookie-draft.ts';
import { type PreviewContext, previewImport } from '../../../extension/trace/jar/import-preview.ts';
import { groupedLines, jarRows, searchRows, sortedRows } from '../../../extension/trace/jar/jar-rows.ts';
import { judgePut } from '../../../extension/trace/jar/judge-put.ts';
import { livingSession, proveNewSession } from '../../../extension/trace/jar/new-session.ts';
import { type ProtectedCookie, protectCookie, withProtection } from '../../../extension/trace/jar/protect.ts';
import { outcomesOf } from '../../../extension/trace/jar/put-outcome.ts';
import { readDuration } from '../../../extension/trace/jar/read-duration.ts';
import { shadowsOf } from '../../../extension/trace/jar/shadows.ts';
import { cookieOf, Story } from '../story.ts';

const NOW = 1_800_000_000_000;
const context = { rules: BROWSER_RULES.chromium, suffixes: publicSuffixList, jar: [] as BrowserCookie[], now: NOW };

describe('cookies that shadow each other', () => {
  const shadows = (...list: BrowserCookie[]): Map<string, readonly string[]> =>
    new Map(
      Array.from(shadowsOf(list), ([key, { behind }]) => [
        JSON.parse(key)[3] as string,
        behind.map(({ path }) => path),
      ]),
    );

  test('the one with the longer path stands first', () => {
    const found = shadows(cookieOf('sid', '1'), cookieOf('sid', '2', { path: '/app' }));
    assert.deepEqual(found.get('/'), ['/app']);
    assert.deepEqual(found.get('/app'), []);
  });

  test('a domain cookie and a host-only one of its subdomain meet; two hosts do not', () => {
    const host = cookieOf('sid', '1', { domain: 'www.a.test' });
    assert.equal(shadowsOf([host, cookieOf('sid', '2', { domain: '.a.test', hostOnly: false })]).size, 2);
    assert.equal(shadowsOf([host, cookieOf('sid', '2', { domain: 'shop.a.test' })]).size, 0);
    assert.equal(shadowsOf([host, cookieOf('sid', '2', { domain: 'a.test' })]).size, 0);
  });

  test('paths that no request shares, other names, stores and partitions do not meet', () => {
    const one = cookieOf('sid', '1', { path: '/a' });
    assert.equal(shadowsOf([one, { ...one, path: '/b' }]).size, 0);
    assert.equal(shadowsOf([one, { ...one, path: '/', name: 'SID' }]).size, 0);
    assert.equal(shadowsOf([one, { ...one, path: '/', storeId: '1' }]).size, 0);
    assert.equal(shadowsOf([one, { ...one, path: '/', partitionKey: { topLevelSite: 'https://t.test' } }]).size, 0);
  });
});

describe('protection', () => {
  const cookie = cookieOf('sid', 'mine');
  const item: ProtectedCookie = { cookie, restoredAt: [] };

  test('puts a deleted and a changed cookie back, and leaves one that is as it was', () => {
    assert.equal(protectCookie(item, undefined, NOW).kind, 'put-back');
    assert.equal(protectCookie(item, { ...cookie, value: 'theirs' }, NOW).kind, 'put-back');
    assert.equal(protectCookie(item, { ...cookie, httpOnly: false }, NOW).kind, 'put-back');
    assert.equal(protectCookie(item, cookie, NOW).kind, 'nothing');
  });

  test('does not bring back what expired by itself', () => {
    const brief = { cookie: { ...cookie, session: false, expirationDate: NOW / 1000 - 1 }, restoredAt: [] };
    assert.equal(protectCookie(brief, undefined, NOW).kind, 'nothing');
  });

  test('gives up when something fights back, and stays so until it is protected again', () => {
    let state = item;
    for (let i = 0; i < 10; i += 1) {
      const decided = protectCookie(state, undefined, NOW + i);
      assert.ok(decided.kind === 'put-back');
      state = decided.next;
    }
    const end = protectCookie(state, undefined, NOW + 10);
    assert.ok(end.kind === 'gave-up');
    assert.equal(protectCookie(end.next, undefined, NOW + 60_000).kind, 'nothing');
    assert.equal(withProtection([end.next], cookie, true)[0]?.gaveUp, undefined);
  });

  test('forgets what happened long ago', () => {
    const busy = { cookie, restoredAt: Array.from({ length: 10 }, (_, i) => NOW + i) };
    assert.equal(protectCookie(busy, undefined, NOW + 60_000).kind, 'put-back');
  });

  test('can be taken away', () => {
    assert.deepEqual(withProtection([item], { ...cookie, value: 'other' }, false), []);
  });
});

describe('the rows of the jar', () => {
  const list = [
    cookieOf('b', 'two', { domain: 'b.test', path: '/x', httpOnly: false }),
    cookieOf('a', 'one', { domain: 'b.test', session: false, expirationDate: 5 }),
    cookieOf('c', 'three', { domain: 'a.test', partitionKey: { topLevelSite: 'https://top.test' } }),
  ];
  const rows = jarRows(list, {
    traced: new Map(),
    verdicts: new Map(),
    shadows: new Map(),
    protectedKeys: new Set([identityKey(list[0] as BrowserCookie)]),
  });
  const names = (some: readonly { cookie: BrowserCookie }[]): string[] => some.map(({ cookie }) => cookie.name);

  test('stand in the order of domain, path and name', () => assert.deepEqual(names(rows), ['c', 'a', 'b']));

  test('are found by words in any field', () => {
    assert.deepEqual(names(searchRows(rows, 'B.TEST httponly')), ['a']);
    assert.deepEqual(names(searchRows(rows, 'top.test')), ['c']);
    assert.deepEqual(names(searchRows(rows, 'protected')), ['b']);
    assert.deepEqual(names(searchRows(rows, 'two')), ['b']);
    assert.deepEqual(names(searchRows(rows, '  ')), ['c', 'a', 'b']);
  });

  test('are sorted by any column, session cookies after every date', () => {
    assert.deepEqual(names(sortedRows(rows, 'name', false)), ['a', 'b', 'c']);
    assert.deepEqual(names(sortedRows(rows, 'name', true)), ['c', 'b', 'a']);
    assert.deepEqual(names(sortedRows(rows, 'expires', false)), ['a', 'c', 'b']);
  });

  test('are grouped under heads that count them', () => {
    assert.deepEqual(
      groupedLines(rows, 'domain').map((line) =>
        line.kind === 'group' ? `${line.label} ${line.count}` : line.row.cookie.name,
      ),
      ['a.test 1', 'c', 'b.test 2', 'a', 'b'],
    );
    assert.deepEqual(groupedLines(rows, 'partition').filter(({ kind }) => kind === 'group').length, 2);
  });

  test('3,300 are built, searched and sorted without comparing each with each', () => {
    const many = Array.from({ length: 3_300 }, (_, i) =>
      cookieOf('sid', `v${i}`, { domain: `h${i % 50}.test`, path: `/${i}` }),
    );
    const shadows = shadowsOf(many);
    const built = jarRows(many, { traced: new Map(), verdicts: new Map(), shadows, protectedKeys: new Set() });
    assert.equal(searchRows(sortedRows(built, 'path', true), 'h7.test').length, 66);
  });
});

describe('a draft', () => {
  test('of a cookie is read back as that cookie', () => {
    for (const cookie of [
      cookieOf('sid', 'v'),
      cookieOf('sid', 'v', {
        domain: '.a.test',
        hostOnly: false,
        secure: true,
        sameSite: 'no_restriction',
        session: false,
        expirationDate: 1_900_000_000,
      }),
      cookieOf('sid', 'v', {
        partitionKey: { topLevelSite: 'https://top.test', hasCrossSiteAncestor: true },
        firstPartyDomain: 'x',
      }),
    ]) {
      assert.deepEqual(readDraft(draftOf(cookie), NOW, cookie), { cookie });
    }
  });

  test('for a new cookie has the page’s host and safe attributes', () => {
    const draft = emptyDraft('https://[::1]:8443/x', '0');
    assert.deepEqual([draft.domain, draft.secure, draft.sameSite], ['::1', true, 'lax']);
  });

  test('names everything that is wrong, field by field', () => {
    const read = readDraft(
      {
        ...draftOf(cookieOf('a;b', 'x;y')),
        path: 'x',
        domain: 'a b',
        expiry: { kind: 'duration', text: 'soon' },
        partition: 'top',
      },
      NOW,
    );
    assert.ok('problems' in read);
    assert.deepEqual(
      read.problems.map(({ field }) => field),
      ['domain', 'name', 'value', 'path', 'expiry', 'partition'],
    );
    assert.equal(read.problems[4]?.fault, 'duration');
  });

  test('takes an expiry as a duration from now', () => {
    const read = readDraft({ ...draftOf(cookieOf('a', 'b')), expiry: { kind: 'duration', text: '1h 30m' } }, NOW);
    assert.equal('cookie' in read && read.cookie.expirationDate, NOW / 1000 + 5_400);
  });

  test('refuses an expiry that is past', () => {
    const read = readDraft({ ...draftOf(cookieOf('a', 'b')), expiry: { kind: 'date', text: '2001-01-01T00:00' } }, NOW);
    assert.ok('problems' in read && read.problems[0]?.field === 'expiry');
  });

  test('durations are read as people type them', () => {
    const cases: [string, number | undefined][] = [
      ['90', 90],
      ['90s', 90],
      ['2h 30m', 9_000],
      ['1.5 d', 129_600],
      ['1y', 31_536_000],
      ['', undefined],
      ['-5', undefined],
      ['5 months', undefined],
      ['1h x', undefined],
      ['__proto__', undefined],
      ['3 constructor', undefined],
    ];
    for (const [typed, seconds] of cases) assert.equal(readDuration(typed), seconds, typed);
  });
});

describe('judged before it is saved', () => {
  const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);

  test('what the browser would refuse is said with its reason', () => {
    const refused = judgePut(cookieOf('__Host-sid', 'x', { domain: 'a.test', path: '/app', secure: true }), context);
    assert.equal(refused.accepted, false);
    assert.deepEqual(
      refused.refusals.map(({ code }) => code),
      ['prefix-host'],
    );
    assert.equal(
      judgePut(cookieOf('a', 'b', { domain: 'a.test', sameSite: 'no_restriction' }), context).accepted,
      false,
    );
    assert.equal(judgePut(cookieOf('a', 'x'.repeat(5_000), { domain: 'a.test' }), context).accepted, false);
  });

  test('what the browser keeps is accepted, with HttpOnly and every SameSite', () => {
    for (const sameSite of ['lax', 'strict'] as const) {
      const verdict = judgePut(cookieOf('sid', 'x', { domain: 'a.test', sameSite }), context);
      assert.deepEqual(verdict, { accepted: true, refusals: [], warnings: [] });
    }
  });

  test('what the browser will keep otherwise than it is typed is a warning', () => {
    const unspecified = judgePut(cookieOf('sid', 'x', { domain: 'a.test', sameSite: 'unspecified' }), context);
    assert.deepEqual(codes(unspecified.warnings), ['samesite-defaulted']);
    const suffix = judgePut(cookieOf('a', 'b', { domain: '.co.uk', hostOnly: false }), context);
    assert.deepEqual(codes(suffix.warnings), ['domain-made-host-only']);
  });

  test('a cookie may be written over by itself, Secure or not', () => {
    const secure = cookieOf('sid', 'x', { domain: 'a.test', secure: true });
    assert.equal(judgePut({ ...secure, secure: false }, { ...context, jar: [secure] }).accepted, true);
  });

  test('what the browser made of it is reported', () => {
    const wanted = cookieOf('a', 'b', { session: false, expirationDate: 4_000_000_000, sameSite: 'unspecified' });
    assert.deepEqual(outcomesOf(wanted, wanted), []);
    assert.deepEqual(outcomesOf(wanted, { ...wanted, expirationDate: 4_000_000_000.4 }), []);
    assert.deepEqual(outcomesOf(wanted, { ...wanted, expirationDate: 1_900_000_000 }), [{ what: 'capped' }]);
    assert.deepEqual(outcomesOf(wanted, { ...wanted, sameSite: 'lax', secure: true }), [
      { what: 'secure', on: true },
      { what: 'same-site', sameSite: 'lax' },
    ]);
    assert.deepEqual(outcomesOf(wanted, { ...wanted, session: true }), [{ what: 'made-session' }]);
  });
});

describe('the preview of an import', () => {
  const base: PreviewContext = {
    ...context,
    storeId: '0',
    storeIds: new Set(['0']),
    mayWrite: (host) => host.endsWith('a.test'),
  };
  const row = (n: number, cookie: BrowserCookie): ExchangeRow => ({
    ...{ ok: true, row: n, line: n + 3 },
    ...{ cookie, notes: [], warnings: [] },
  });
  const at = (name: string, changes: Partial<BrowserCookie> = {}): BrowserCookie =>
    cookieOf(name, 'v', { domain: 'a.test', ...changes });

  test('says row by row what will be done, and why nothing will', () => {
    const held = at('held', { value: 'old' });
    const rows: ExchangeRow[] = [
      row(1, at('new')),
      row(2, at('held')),
      row(3, at('same')),
      { ok: false, row: 4, error: { code: 'name-missing' } },
      { ok: false, row: 10, error: { code: 'refused', reasons: [{ code: 'prefix-http' }] } },
      row(5, at('far', { domain: 'b.test' })),
      row(6, at('late', { session: false, expirationDate: 5 })),
      row(7, at('__Host-x', { path: '/x' })),
      row(8, at('twice')),
      row(9, at('twice', { value: 'second' })),
    ];
    const preview = previewImport(rows, { ...base, jar: [held, at('same')] });
    assert.deepEqual(
      preview.map(({ kind }) => kind),
      ['new', 'replaces', 'same', 'fails', 'fails', 'fails', 'fails', 'fails', 'fails', 'new'],
    );
    const faults = preview.flatMap((item) => (item.kind === 'fails' ? [item.fault] : []));
    assert.deepEqual(faults.slice(0, 4), [
      { why: 'unread', error: { code: 'name-missing' } },
      { why: 'refused', reasons: [{ code: 'prefix-http' }] },
      { why: 'not-watched', host: 'b.test' },
      { why: 'expired' },
    ]);
    assert.ok(faults[4]?.why === 'refused' && faults[4].reasons[0]?.code === 'prefix-host');
    assert.deepEqual(faults[5], { why: 'later', row: 12 }, 'by the line that it stands on');
  });

  test('puts cookies of a store that is not open into the default one, and says so', () => {
    const [preview] = previewImport([row(1, at('a', { storeId: 'firefox-container-9' }))], base);
    assert.ok(preview !== undefined && 'moved' in preview);
    assert.equal(preview.cookie?.storeId, '0');
    assert.equal(preview.moved, true);
  });

  test('says what the rules said of a line once, and nothing of what most formats lack', () => {
    const warned: ExchangeRow = {
      ...row(1, at('a')),
      ...{ ok: true, cookie: at('a'), notes: [{ code: 'split-line' }] },
      warnings: [{ code: 'samesite-defaulted' }, { code: 'expires-invalid' }, { code: 'expires-invalid' }],
    };
    const [preview] = previewImport([warned], base);
    assert.ok(preview?.kind === 'new');
    assert.deepEqual(preview.warnings, [{ code: 'expires-invalid' }]);
    assert.deepEqual([preview.place, preview.notes], [4, [{ code: 'split-line' }]]);
  });

  test('of fifty thousand rows over a full jar ends', () => {
    const jar = Array.from({ length: 3_300 }, (_, i) => at(`n${i}`, { path: `/${i}` }));
    const rows = Array.from({ length: 50_000 }, (_, i) => row(i + 1, at(`n${i}`)));
    assert.equal(previewImport(rows, { ...base, jar }).length, 50_000);
  });
});

describe('a new session', () => {
  const [a, b] = ['k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw', 'p9QaZx4cVb7NmKj2HgFd5SaPo8Iu1YtRe3Wq6Lx1c'];
  function prove(story: Story): string {
    const fold = createFold();
    fold.apply(story.events);
    const thread = [...fold.trace.threads.values()][0];
    const before = thread?.sessions[0];
    assert.ok(thread && before);
    return proveNewSession(thread, before, since).kind;
  }
  let since = 0;
  const started = (): Story => {
    const story = new Story().started().creates('sid', a).userDeletes(cookieOf('sid', a));
    since = story.time;
    return story;
  };

  test('is proved by another id on the thread', () => assert.equal(prove(started().creates('sid', b)), 'new'));
  test('is not proved by a session that was there before, under another cookie of the name', () => {
    const stale = cookieOf('sid', b, { path: '/account' });
    const story = new Story().started().creates('sid', a).stores(stale).userDeletes(cookieOf('sid', a));
    since = story.time;
    assert.equal(prove(story), 'waiting');
    assert.equal(prove(story.counts('sid', b, 7)), 'other');
  });
  test('starts with the session that requests carry, whatever cookie of the name was made since', () => {
    const fold = createFold();
    fold.apply(
      new Story()
        .started()
        .creates('sid', a)
        .stores(cookieOf('sid', b, { path: '/account' })).events,
    );
    const thread = [...fold.trace.threads.values()][0];
    assert.ok(thread);
    assert.equal(thread.sessions.length, 2);
    assert.equal(livingSession(thread)?.value, a);
  });
  test('is not proved while no answer came', () => assert.equal(prove(started()), 'waiting'));
  test('is refuted when the old id is back', () => {
    const story = started().stores(cookieOf('sid', a)).counts('sid', a, 2);
    assert.equal(prove(story), 'same');
  });
});
