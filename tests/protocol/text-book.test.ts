import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unpackChunk } from '../../extension/protocol/log/spill-reader.ts';
import { packChunk } from '../../extension/protocol/log/spill-store.ts';
import { TextBook } from '../../extension/protocol/log/text-book.ts';
import { TextWriter } from '../../extension/protocol/log/text-writer.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { logs } from '../trace/arbitrary-events.ts';

/** Events with texts that are long and come again. */
const repetitive = fc
  .tuple(logs, fc.array(fc.string({ unit: 'binary', minLength: 30, maxLength: 120 }), { minLength: 1, maxLength: 3 }))
  .map(([events, texts]) =>
    events.map((event, at): TraceEvent => {
      if (event.kind !== 'request') return event;
      return { ...event, headers: [['cookie', texts.map((text) => `${text}=${texts[at % texts.length]}`).join('; ')]] };
    }),
  );

test('any events are read as they were written, also what refers to the texts of a batch before', () => {
  fc.assert(
    fc.property(repetitive, repetitive, (first, second) => {
      const book = new TextBook();
      const stored = new Map<string, string>();
      for (const [group, events] of [first, second].entries()) {
        const writer = new TextWriter(String(group), stored);
        const encoded = writer.events(events);
        book.put(String(group), writer.texts);
        for (const [text, reference] of writer.own) stored.set(text, reference);
        assert.deepEqual(JSON.parse(book.decode(encoded)), JSON.parse(JSON.stringify(events)));
      }
      // A background that was stopped finds the same references again.
      assert.deepEqual(book.references(), stored);
    }),
  );
});

test('a chunk holds any events', () => {
  fc.assert(
    fc.property(repetitive, (events) => {
      assert.deepEqual(unpackChunk(packChunk(events)), JSON.parse(JSON.stringify(events)));
    }),
  );
});

test('names the groups of texts that are missing, also behind those that are there', () => {
  const value = 'v'.repeat(60);
  const first = new TextWriter('1');
  const event = (headers: [string, string][]): TraceEvent =>
    ({ kind: 'request', n: 1, time: 0, url: 'http://a/', headers }) as unknown as TraceEvent;
  first.events([event([['cookie', `a=${value}`]])]);
  const cookie = { name: 'a', value, domain: 'a', storeId: '0' };
  const second = new TextWriter('2', first.own);
  const encoded = second.events([{ kind: 'jar', n: 2, time: 0, cookies: [cookie] } as unknown as TraceEvent]);
  const book = new TextBook();
  assert.deepEqual([...book.missing(encoded)], ['2']);
  book.put('2', second.texts);
  assert.deepEqual([...book.missing(encoded)], ['1']);
  assert.throws(() => book.decode(encoded));
  book.put('1', first.texts);
  assert.deepEqual([...book.missing(encoded)], []);
  assert.deepEqual(JSON.parse(book.decode(encoded))[0].cookies, [cookie]);
});

test('a run of characters of any length is written', () => {
  const events = [{ kind: 'navigation', n: 1, time: 0, tabId: 1, url: 'u'.repeat(5_000_000) } as const];
  assert.deepEqual(unpackChunk(packChunk(events)), events);
});
