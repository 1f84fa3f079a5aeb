import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GroupCommit, type Transaction } from '../../../../server/stores/sqlite/group-commit.ts';

/** A transaction that notes what is done to it. */
function noted(fails: Partial<Record<'begin' | 'commit', () => boolean>> = {}): {
  done: string[];
  transaction: Transaction;
} {
  const done: string[] = [];
  const step = (name: 'begin' | 'commit') => () => {
    if (fails[name]?.() === true) throw new Error(`${name} failed`);
    done.push(name);
  };
  return {
    done,
    transaction: {
      begin: step('begin'),
      commit: step('commit'),
      rollback: () => done.push('rollback'),
      isBusy: (error) => error instanceof Error && error.message === 'begin failed',
      isOwn: (error) => error instanceof Error && error.message.startsWith('own'),
      explain: (error) => new Error(`explained: ${error instanceof Error ? error.message : error}`),
    },
  };
}

describe('group commit', () => {
  test('runs the steps of one turn in one transaction, in order, and answers after the commit', async () => {
    const { done, transaction } = noted();
    const group = new GroupCommit(transaction);
    const answers = ['a', 'b', 'c'].map((name) =>
      group.run(() => done.push(name)).then(() => done.push(`answer ${name}`)),
    );
    assert.deepEqual(done, [], 'nothing runs before the turn is over');
    await Promise.all(answers);
    assert.deepEqual(done, ['begin', 'a', 'b', 'c', 'commit', 'answer a', 'answer b', 'answer c']);
  });

  test('a commit that fails is reported to every caller, with what the transaction makes of it', async () => {
    const { done, transaction } = noted({ commit: () => true });
    const group = new GroupCommit(transaction);
    const answers = await Promise.allSettled([group.run(() => 1), group.run(() => 2)]);
    for (const answer of answers)
      assert.equal(answer.status === 'rejected' && answer.reason.message, 'explained: commit failed');
    assert.deepEqual(done, ['begin', 'rollback']);
  });

  test('a step that fails by itself is taken out, and the others run again, in order', async () => {
    const { done, transaction } = noted();
    const group = new GroupCommit(transaction);
    const steps = ['a', 'own 1', 'b', 'own 2', 'c'].map((name) =>
      group.run(() => {
        done.push(name);
        if (name.startsWith('own')) throw new Error(name);
        return name;
      }),
    );
    const answers = (await Promise.allSettled(steps)).map((answer) =>
      answer.status === 'fulfilled' ? answer.value : answer.reason.message,
    );
    assert.deepEqual(answers, ['a', 'explained: own 1', 'b', 'explained: own 2', 'c']);
    assert.deepEqual(done.slice(-5), ['begin', 'a', 'b', 'c', 'commit']);
    assert.equal(done.filter((what) => what === 'rollback').length, 2);
  });

  test('steps that wait at the end are committed though one among them fails by itself', async () => {
    const { done, transaction } = noted();
    const group = new GroupCommit(transaction);
    const bad = group.run(() => {
      throw new Error('own');
    });
    const good = group.run(() => 'good');
    group.flush();
    assert.equal(done.at(-1), 'commit');
    await assert.rejects(bad, /explained: own/);
    assert.equal(await good, 'good');
  });

  test('a step that fails for a reason that all share takes the whole group back', async () => {
    const { done, transaction } = noted();
    const group = new GroupCommit(transaction);
    const good = group.run(() => 'good');
    const bad = group.run(() => {
      throw new Error('bad');
    });
    await assert.rejects(bad, /explained: bad/);
    await assert.rejects(good, /explained: bad/);
    assert.equal(await group.run(() => 'next'), 'next');
    assert.deepEqual(done, ['begin', 'rollback', 'begin', 'commit']);
  });

  test('a store that is busy is tried again, with whatever else has come meanwhile', async () => {
    let busy = 3;
    const { done, transaction } = noted({ begin: () => busy-- > 0 });
    const group = new GroupCommit(transaction);
    const first = group.run(() => 1);
    await new Promise((resolve) => setImmediate(resolve));
    const second = group.run(() => 2);
    assert.deepEqual(await Promise.all([first, second]), [1, 2]);
    assert.deepEqual(done, ['begin', 'commit']);
  });
});
