import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { compareJars } from '../../../extension/trace/jar/compare-jars.ts';
import { type HistoryItem, planUndo, withJarAction, withUndone } from '../../../extension/trace/jar/history.ts';
import { type CookieChange, editsBetween } from '../../../extension/trace/jar/jar-edit.ts';
import { freeName, planRestore, type Snapshot, withSnapshot } from '../../../extension/trace/jar/snapshots.ts';
import { whyNot } from '../../../extension/trace/model/why-not.ts';
import { cookies } from '../arbitrary-events.ts';
import { cookieOf } from '../story.ts';
import { PlainJar } from './jar.ts';

const NOW = 1_800_000_000_000;
/** Cookies that live at NOW; few names and places, so that jars meet. */
const living = cookies.map((cookie) => {
  const { expirationDate: _gone, partitionKey, ...rest } = cookie;
  // A key without a site is no partition, and the background never reports one.
  const partitioned = partitionKey?.topLevelSite !== undefined && partitionKey.topLevelSite !== '';
  const place = { domain: 'a.test', path: '/', storeId: '0', session: true };
  return { ...rest, ...place, ...(partitioned && { partitionKey }) };
});
const jars = fc.array(living, { maxLength: 8 }).map((list) => new PlainJar(list).cookies);

function action(changes: readonly CookieChange[], id = 1): HistoryItem {
  return { id, time: NOW, action: 'edit', site: 'a.test', changes };
}

describe('the steps between two jars', () => {
  test('turn the one into the other', () => {
    fc.assert(
      fc.property(jars, jars, (from, to) => {
        const jar = new PlainJar(from);
        jar.apply(editsBetween(from, to));
        assert.deepEqual(jar.sorted, new PlainJar(to).sorted);
      }),
    );
  });

  test('are none between a jar and itself', () => {
    fc.assert(fc.property(jars, (jar) => assert.deepEqual(editsBetween(jar, jar), [])));
  });

  test('delete before they put, so that a Secure cookie does not refuse its successor', () => {
    const edits = editsBetween([cookieOf('z', '1')], [cookieOf('a', '1'), cookieOf('b', '1')]);
    assert.deepEqual(
      edits.map(({ kind }) => kind),
      ['delete', 'put', 'put'],
    );
  });

  test('distinguish two cookies of one name by path, domain, host-only, store and partition', () => {
    const base = cookieOf('sid', '1');
    const others = [
      { ...base, path: '/admin' },
      { ...base, domain: '.localhost', hostOnly: false },
      { ...base, storeId: '1' },
      { ...base, partitionKey: { topLevelSite: 'https://top.test' } },
    ];
    assert.deepEqual(
      editsBetween([base, ...others], others).map(
        (edit) => edit.kind === 'delete' && edit.identity.path + edit.identity.storeId,
      ),
      ['/0'],
    );
  });
});

describe('undo', () => {
  test('of any action gives the jar back as it was', () => {
    fc.assert(
      fc.property(jars, jars, (before, after) => {
        const jar = new PlainJar(before);
        const item = action(jar.apply(editsBetween(before, after)));
        const plan = planUndo(item, jar.cookies, NOW);
        jar.apply(plan.edits);
        assert.deepEqual(jar.sorted, new PlainJar(before).sorted);
        assert.deepEqual(plan.overwrites, []);
        assert.deepEqual(plan.expired, []);
      }),
    );
  });

  test('of an undo does it again', () => {
    fc.assert(
      fc.property(jars, jars, (before, after) => {
        const jar = new PlainJar(before);
        const item = action(jar.apply(editsBetween(before, after)));
        const undone = action(jar.apply(planUndo(item, jar.cookies, NOW).edits));
        jar.apply(planUndo(undone, jar.cookies, NOW).edits);
        assert.deepEqual(jar.sorted, new PlainJar(after).sorted);
      }),
    );
  });

  test('leaves cookies alone that the action did not touch, and names those that somebody changed since', () => {
    const old = cookieOf('sid', 'old');
    const item = action([{ before: old }]);
    const server = cookieOf('sid', 'from the server');
    const plan = planUndo(item, [server, cookieOf('other', 'x')], NOW);
    assert.deepEqual(plan.overwrites, [server]);
    assert.deepEqual(plan.edits, [{ kind: 'put', cookie: old }]);
  });

  test('does nothing where the jar is already as it was', () => {
    const old = cookieOf('sid', 'old');
    assert.deepEqual(planUndo(action([{ before: old }]), [old], NOW).edits, []);
  });

  test('says which cookies have expired since and cannot come back', () => {
    const old = cookieOf('sid', 'old', { session: false, expirationDate: NOW / 1000 - 1 });
    const plan = planUndo(action([{ before: old }]), [], NOW);
    assert.deepEqual(plan.expired, [old]);
    assert.deepEqual(plan.edits, []);
  });
});

describe('the history', () => {
  test('holds no action that changed nothing', () => {
    assert.deepEqual(withJarAction([], action([])), []);
  });

  test('is bounded, and keeps the newest action whatever its size', () => {
    const change: CookieChange = { before: cookieOf('a', '1') };
    let history: HistoryItem[] = [];
    for (let id = 1; id <= 500; id += 1) history = withJarAction(history, action([change], id));
    assert.equal(history.length, 200);
    assert.equal(history.at(-1)?.id, 500);
    const huge = action(
      Array.from({ length: 20_000 }, () => change),
      501,
    );
    assert.deepEqual(
      withJarAction(history, huge).map(({ id }) => id),
      [501],
    );
  });

  test('marks what was undone', () => {
    const history = withUndone([action([], 1), action([], 2)], 2);
    assert.deepEqual(
      history.map(({ undone }) => undone),
      [undefined, true],
    );
  });
});

describe('snapshots', () => {
  const snapshot = (list: Snapshot['cookies'], id = 1): Snapshot => ({
    id,
    name: `s${id}`,
    time: NOW,
    site: 'localhost',
    cookies: list,
  });

  test('are restored exactly: what came since goes, what went or changed comes back', () => {
    fc.assert(
      fc.property(jars, jars, (then, since) => {
        const jar = new PlainJar(since);
        jar.apply(planRestore(snapshot(then), since, NOW).edits);
        assert.deepEqual(jar.sorted, new PlainJar(then).sorted);
      }),
    );
  });

  test('name what has expired since', () => {
    const gone = cookieOf('sid', '1', { session: false, expirationDate: NOW / 1000 - 5 });
    const plan = planRestore(snapshot([gone, cookieOf('b', '1')]), [], NOW);
    assert.deepEqual(plan.expired, [gone]);
    assert.equal(plan.edits.length, 1);
  });

  test('drop nothing unasked: above the bound it is said why', () => {
    let all: readonly Snapshot[] = [];
    for (let id = 1; id <= 20; id += 1) {
      const next = withSnapshot(all, snapshot([], id));
      assert.ok('snapshots' in next);
      all = next.snapshots;
    }
    assert.deepEqual(withSnapshot(all, snapshot([], 21)), { why: whyNot('snapshots-many', { most: 20 }) });
    const fat = cookieOf('a', 'x'.repeat(4_000));
    const big = snapshot(Array.from({ length: 600 }, (_, i) => ({ ...fat, name: `n${i}` })));
    assert.deepEqual(withSnapshot([], big), { why: whyNot('snapshots-full', { megabytes: 2 }) });
  });

  test('have names that no other has', () => {
    assert.equal(freeName([{ ...snapshot([]), name: 'Snapshot 1' }], 'Snapshot'), 'Snapshot 2');
  });

  test('compared show what was added, removed and changed, and in what', () => {
    const found = compareJars(
      [cookieOf('a', '1'), cookieOf('b', '1'), cookieOf('c', '1')],
      [cookieOf('b', '2', { secure: true }), cookieOf('c', '1'), cookieOf('d', '1')],
    );
    assert.deepEqual(
      found.map(({ kind, before, after, fields }) => [(after ?? before)?.name, kind, fields]),
      [
        ['a', 'removed', []],
        ['b', 'changed', ['value', 'secure']],
        ['c', 'same', []],
        ['d', 'added', []],
      ],
    );
  });

  test('compared with no difference are all the same, and the difference is empty exactly when no steps are needed', () => {
    fc.assert(
      fc.property(jars, jars, (a, b) => {
        const differs = compareJars(a, b).some(
          ({ kind, fields }) => kind !== 'same' && (kind !== 'changed' || fields.length > 0),
        );
        assert.equal(differs, editsBetween(a, b).length > 0);
      }),
    );
  });
});
