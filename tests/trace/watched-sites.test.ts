import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  EVERY_URL,
  grantsEverySite,
  hostsByHttpsAlone,
  offTest,
  patternsFor,
  patternsToWatch,
  siteOfPattern,
  siteOfUrl,
  sitesOf,
} from '../../extension/background/match-patterns.ts';
import { RefoldingSource } from '../../extension/protocol/settings/refolding-source.ts';
import {
  DEFAULT_SETTINGS,
  foldOptionsOf,
  headerProblem,
  settingsIn,
} from '../../extension/protocol/settings/settings.ts';
import { SettingsStore } from '../../extension/protocol/settings/settings-store.ts';
import { chosenPatterns, countPatternsOf } from '../../extension/protocol/settings/site-patterns.ts';
import type { TraceBatch, TraceSource } from '../../extension/protocol/trace-source.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../extension/trace/count-pattern/default-patterns.ts';
import { memoryArea } from './memory-area.ts';

const pages = (patterns: readonly string[]): string[] => patterns.filter((pattern) => pattern.startsWith('*'));

describe('the patterns that show every cookie of a site', () => {
  test('are the host and all below its registrable domain, by the Public Suffix List', () => {
    assert.deepEqual(pages(patternsFor('www.shop.example.co.uk')), [
      '*://www.shop.example.co.uk/*',
      '*://*.example.co.uk/*',
    ]);
    assert.deepEqual(pages(patternsFor('me.github.io')), ['*://me.github.io/*', '*://*.me.github.io/*']);
  });

  test('are the host alone where nothing is above it: addresses, single labels, public suffixes', () => {
    for (const host of ['localhost', 'intranet', '192.168.1.7', '[::1]', 'co.uk']) {
      assert.deepEqual(pages(patternsFor(host)), [`*://${host}/*`]);
    }
  });

  test('name WebSockets by themselves', () => {
    assert.deepEqual(patternsFor('localhost'), ['*://localhost/*', 'ws://localhost/*', 'wss://localhost/*']);
  });

  test('are reported as their site', () => {
    assert.equal(siteOfPattern('*://*.example.co.uk/*'), 'example.co.uk');
    assert.equal(siteOfPattern('ws://app.a.test/*'), 'a.test');
    assert.equal(siteOfPattern('http://localhost:3000/*'), 'localhost');
    assert.equal(siteOfPattern('*://[::1]/*'), siteOfUrl('http://[::1]:3000/'));
    assert.equal(siteOfPattern('<all_urls>'), undefined);
    assert.equal(siteOfPattern('*://*/*'), undefined);
  });
});

describe('the hosts that are granted by https alone', () => {
  test('have no pattern by http that covers them', () => {
    const alone = (...origins: string[]): string[] => hostsByHttpsAlone(origins);
    assert.deepEqual(alone('https://app.example:8443/*', 'https://*.b.example/*', 'https://*/*'), [
      'app.example',
      '*.b.example',
      '*',
    ]);
    assert.deepEqual(alone('https://app.example/*', '*://*.example/*'), []);
    assert.deepEqual(alone('https://app.example/*', 'http://app.example/*'), []);
    assert.deepEqual(alone('https://app.example/*', '<all_urls>'), []);
    assert.deepEqual(alone('https://app.example/*', '*://*.app.example/*'), []);
    assert.deepEqual(alone('https://app.example/*', '*://other.example/*', 'wss://app.example/*'), ['app.example']);
    assert.deepEqual(alone('https://anapp.example/*', '*://*.app.example/*'), ['anapp.example']);
  });
});

describe('what is listened to', () => {
  const granted = [...patternsFor('localhost'), ...patternsFor('app.a.test')];

  test('is what is granted, less what is turned off; with nothing left it is nothing', () => {
    assert.deepEqual(patternsToWatch(granted, DEFAULT_SETTINGS), granted);
    const off = { ...DEFAULT_SETTINGS, sites: { 'a.test': { on: false } } };
    assert.deepEqual(patternsToWatch(granted, off), patternsFor('localhost'));
    const allOff = { ...off, sites: { ...off.sites, localhost: { on: false } } };
    assert.deepEqual(patternsToWatch(granted, allOff), []);
  });

  test('is every URL where the user granted every site, and what is turned off is passed over', () => {
    assert.ok(grantsEverySite(['<all_urls>']));
    const off = { ...DEFAULT_SETTINGS, sites: { 'a.test': { on: false } } };
    assert.deepEqual(patternsToWatch(['*://*/*'], off), EVERY_URL);
    assert.ok(offTest(off).url('https://app.a.test/x'));
    assert.ok(offTest(off).host('a.test'));
    assert.ok(!offTest(off).url('https://b.test/'));
  });

  test('is listed by site, with what cannot be given back marked', () => {
    const sites = sitesOf(granted, new Set(patternsFor('localhost')));
    assert.deepEqual(
      sites.map(({ site, fixed, patterns }) => [site, fixed, patterns.length]),
      [
        ['a.test', false, 6],
        ['localhost', true, 3],
      ],
    );
  });
});

describe('the settings', () => {
  test('of two sites changed at the same time are both kept', async () => {
    const area = memoryArea();
    const store = new SettingsStore(area);
    await Promise.all([
      store.changeSite('a.test', { countHeader: 'x-a' }),
      store.changeSite('b.test', { sessionCookies: ['sid'] }),
    ]);
    assert.deepEqual((await store.read()).sites, {
      'a.test': { countHeader: 'x-a' },
      'b.test': { sessionCookies: ['sid'] },
    });
  });

  test('of a site leave nothing behind when all is put back', async () => {
    const area = memoryArea();
    const store = new SettingsStore(area);
    await store.changeSite('a.test', { countHeader: 'x-a', on: false });
    await store.changeSite('a.test', { countHeader: null });
    assert.deepEqual((await store.read()).sites['a.test'], { on: false });
    await store.changeSite('a.test', { on: null });
    assert.equal(area.stored.size, 0);
  });

  test('that are damaged are as they come by themselves', () => {
    const { limit, sites } = settingsIn({
      settings: { limit: 'many' },
      'site:a.test': { on: 'no', countHeader: 7, countPatterns: [{ kind: 'text' }, { kind: 'member', name: 'n' }] },
      'site:b.test': 'gone',
      other: 1,
    });
    assert.equal(limit, 100_000);
    assert.deepEqual(Object.keys(sites), ['a.test']);
    assert.deepEqual(Object.keys(sites['a.test'] ?? {}), ['countPatterns']);
    assert.deepEqual(chosenPatterns(sites['a.test'] ?? {}), [{ kind: 'member', path: 'n' }]);
    assert.equal(chosenPatterns({}), undefined);
    assert.equal(settingsIn({ settings: { limit: 5 } }).limit, 100);
  });

  test('say which patterns are looked for: the default ones, the chosen ones, or none', () => {
    const settings = settingsIn({
      'site:a.test': { countPatterns: [] },
      'site:b.test': { readText: false },
    });
    assert.deepEqual(countPatternsOf(settings, 'a.test'), []);
    assert.deepEqual(countPatternsOf(settings, 'b.test'), []);
    assert.deepEqual(countPatternsOf(settings, 'c.test'), DEFAULT_COUNT_PATTERNS);
  });

  test('give a fold the chosen cookies and headers by site', () => {
    const settings = settingsIn({ 'site:a.test': { sessionCookies: ['sid'], countHeader: 'x-a' }, 'site:b.test': {} });
    assert.deepEqual(foldOptionsOf(settings), {
      chosenNames: { 'a.test': ['sid'] },
      countHeaders: { 'a.test': 'x-a' },
    });
  });

  test('refuse what is no header name or cannot carry a count', () => {
    assert.equal(headerProblem('X-Visit-Count'), undefined);
    assert.equal(headerProblem('X-Visits: 3'), 'no-header-name');
    assert.equal(headerProblem(''), 'no-header-name');
    assert.equal(headerProblem('Set-Cookie'), 'carries-something-else');
  });
});

describe('a log that is read again when a choice changes', () => {
  test('is read by the defaults where the settings cannot be read', async () => {
    const area = { ...memoryArea(), get: () => Promise.reject(new Error('the profile is damaged')) };
    const batch: TraceBatch = { events: [], cleared: false, entriesBefore: 4, progress: 1 };
    const log: TraceSource = { subscribe: (onBatch) => void onBatch(batch) };
    const source = new RefoldingSource(log, new SettingsStore(area));
    const { promise: heard, resolve } = Promise.withResolvers<TraceBatch>();
    source.subscribe((each) => void resolve(each), { signal: new AbortController().signal });
    assert.deepEqual(await heard, batch);
    assert.deepEqual(source.foldOptions(), { chosenNames: {}, countHeaders: {} });
  });

  test('is reported as cleared and filled again, and not for changes that no fold depends on', async () => {
    const area = memoryArea();
    const store = new SettingsStore(area);
    const subscribed: AbortSignal[] = [];
    const log: TraceSource = {
      subscribe: (onBatch, { signal }) => {
        subscribed.push(signal);
        onBatch({ events: [], cleared: false, entriesBefore: 4, progress: 1 });
      },
    };
    const source = new RefoldingSource(log, store);
    const heard: TraceBatch[] = [];
    const ending = new AbortController();
    const next = async (count: number): Promise<void> => {
      while (heard.length < count) await new Promise((resolve) => setImmediate(resolve));
    };
    source.subscribe((batch) => void heard.push(batch), { signal: ending.signal });
    await next(1);
    assert.equal(heard[0]?.cleared, false);

    await store.changeSite('a.test', { sessionCookies: ['sid'] });
    await next(2);
    assert.deepEqual([heard[1]?.cleared, heard[1]?.again, heard[1]?.entriesBefore], [true, true, 4]);
    assert.deepEqual(source.foldOptions().chosenNames, { 'a.test': ['sid'] });
    assert.equal(subscribed[0]?.aborted, true);

    await store.setLimit(500);
    await store.changeSite('a.test', { sessionCookies: null });
    await next(3);
    assert.equal(heard.length, 3);

    ending.abort();
    assert.ok(subscribed.every((signal) => signal.aborted));
  });
});
