import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { type Lane, sequenceOf } from '../../extension/ui/answer/sequence-layout.ts';
import { Story } from '../trace/story.ts';

/** One request to each host, each from the tab that is named with it. */
function sequence(asked: readonly (readonly [url: string, tabId?: number])[]) {
  const story = new Story();
  for (const [url, tabId] of asked) story.visits(url, undefined, {}, tabId === undefined ? {} : { tabId });
  const fold = createFold();
  fold.apply(story.events);
  return sequenceOf(fold.trace.entries.map((entry) => ({ entry, code: 'denied' })));
}

/** Where a name is drawn, at 6.2 px a character. */
function drawn({ kind, label, x, y, anchor }: Lane) {
  const width = (kind === 'tab' ? 'Tab A' : label).length * 6.2;
  const from = { start: x, middle: x - width / 2, end: x - width }[anchor];
  return { y, from, to: from + width };
}

describe('the names of the drawing', () => {
  for (const [name, asked] of Object.entries({
    'two long hosts': [['https://staging.terra.example.com/'], ['https://www.terra.example.com/']],
    'two endless hosts': [[`https://${'a.'.repeat(60)}example/`], [`https://${'b.'.repeat(60)}example/`]],
    'one endless host, two tabs': [
      [`https://${'a.'.repeat(60)}example/`, 1],
      [`https://${'a.'.repeat(60)}example/`, 2],
    ],
    'four hosts': ['login', 'accounts', 'customer-portal', 'api-gateway'].map(
      (host) => [`https://${host}.region-1.company.example/`] as const,
    ),
    'four hosts, two tabs': ['login', 'accounts', 'customer-portal', 'api-gateway'].map(
      (host, index) => [`https://${host}.region-1.company.example/`, 1 + (index % 2)] as const,
    ),
  } satisfies Record<string, readonly (readonly [string, number?])[]>))
    test(`never meet, and stay in the picture: ${name}`, () => {
      const found = sequence(asked);
      assert.ok(found !== undefined);
      const names = found.lanes.map(drawn);
      for (const [at, one] of names.entries()) {
        assert.ok(one.from >= 0 && one.to <= found.width, JSON.stringify(one));
        assert.ok(one.y < found.top);
        const others = names.filter((other, place) => place !== at && other.y === one.y);
        assert.ok(
          others.every((other) => other.to < one.from || other.from > one.to),
          JSON.stringify([one, ...others]),
        );
      }
    });

  test('stand on one line where there is room', () => {
    const lanes = sequence([['https://a.example/'], ['https://b.example:8443/']])?.lanes;
    assert.deepEqual(
      lanes?.map(({ label, y }) => [label, y]),
      [
        ['A', 16],
        ['a.example', 16],
        ['b.example:8443', 16],
      ],
    );
  });

  test('keep their beginning and their port when they are cut', () => {
    const [, first, second] =
      sequence([[`http://one.${'x'.repeat(60)}.example:8001/`], [`http://two.${'x'.repeat(60)}.example:8002/`]])
        ?.lanes ?? [];
    assert.match(first?.label ?? '', /^one\..*….*:8001$/);
    assert.match(second?.label ?? '', /^two\..*….*:8002$/);
  });
});
