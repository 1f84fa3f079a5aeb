import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { withEnds } from '../../bench/ends.ts';
import { processorTimes, readProcessStat, shareOfOthers, timeOfTree } from '../../bench/processors.ts';
import { Quiet } from '../../bench/quiet.ts';

describe('what a bench has started', () => {
  test('is ended in reverse order when it is over', async () => {
    const ended: string[] = [];
    const result = await withEnds(async (ends) => {
      ends.add(() => ended.push('server'));
      ends.add(async () => ended.push('browser'));
      return 'measured';
    });
    assert.deepEqual([result, ...ended], ['measured', 'browser', 'server']);
  });

  test('is ended when the measuring failed, and when something else could not be ended', async () => {
    const ended: string[] = [];
    const failing = withEnds(async (ends) => {
      ends.add(() => ended.push('server'));
      ends.add(() => {
        throw new Error('The browser hangs.');
      });
      throw new Error('No such file.');
    });
    await assert.rejects(failing, /No such file/);
    assert.deepEqual(ended, ['server']);
  });

  test('and could not be ended is not passed over', async () => {
    const failing = withEnds(async (ends) => {
      ends.add(() => {
        throw new Error('The browser hangs.');
      });
    });
    await assert.rejects(failing, /The browser hangs/);
  });
});

describe('how busy others are', () => {
  const at = (total: number, busy: number, own: number) => ({ total, busy, own });

  test('is what was used and not by the bench itself', () => {
    assert.equal(shareOfOthers(at(100, 50, 10), at(300, 150, 80)), 0.15);
    assert.equal(shareOfOthers(at(100, 50, 10), at(300, 150, 110)), 0);
    assert.equal(shareOfOthers(at(100, 50, 10), at(100, 50, 10)), 0);
  });

  test('leaves out the browsers of the bench: all that it started, ended or not', () => {
    const line = (pid: number, name: string, parent: number, times: string): string =>
      `${pid} (${name}) S ${parent} 1 1 0 -1 4194560 1 2 3 4 ${times} 20 0 1 0 100 0`;
    const processes = [
      line(10, 'node', 1, '5 1 3 1'),
      line(11, 'chrome) S 7 (x', 10, '20 2 0 0'),
      line(12, 'chrome', 11, '30 0 0 0'),
      line(13, 'compiler', 1, '500 0 0 0'),
    ].map((text) => readProcessStat(text) ?? assert.fail(text));
    assert.equal(timeOfTree(10, processes), 62);
    assert.equal(readProcessStat(''), undefined);
    assert.equal(readProcessStat('no process'), undefined);
  });

  test('is read from this machine: time passes, and this process used some of it', () => {
    const before = processorTimes();
    assert.ok(before.total >= before.busy && before.busy > 0 && before.own > 0, JSON.stringify(before));
  });
});

describe('a measurement', () => {
  /** Times of which others use these shares, one for each measurement. */
  const machine = (shares: readonly number[]) => {
    let busy = 0;
    let asked = 0;
    return () => {
      const share = asked % 2 === 1 ? (shares[(asked - 1) / 2] ?? 0) : 0;
      busy += share * 100;
      asked += 1;
      return { total: asked * 100, busy, own: 0 };
    };
  };

  test('is made once while others are quiet', async () => {
    const quiet = new Quiet(60_000, machine([0.05, 0.1]));
    let made = 0;
    await quiet.measure(async () => ++made);
    assert.equal(await quiet.measure(async () => ++made), 2);
    assert.match(quiet.describe(), /Of 2 measurements none of them was disturbed; 0 repeats/);
  });

  test('that was disturbed is made again, and the quietest counts', async () => {
    const quiet = new Quiet(60_000, machine([0.6, 0.3, 0.4, 0.5, 0.02]));
    let made = 0;
    assert.equal(await quiet.measure(async () => ++made), 2);
    assert.equal(await quiet.measure(async () => ++made), 5);
    assert.equal(made, 5);
    assert.match(quiet.describe(), /used 16 % .* at most 30 % .* Of 2 measurements 1 stayed disturbed .* 3 repeats/);
  });

  test('that was disturbed is not made again where all room for repeats is used up', async () => {
    let now = 0;
    const quiet = new Quiet(1_000, machine([0.6, 0.3, 0.4, 0.5, 0.6, 0.7]), () => now);
    let made = 0;
    const slow = async () => {
      now += 600;
      return ++made;
    };
    assert.equal(await quiet.measure(slow), 2);
    assert.equal(await quiet.measure(slow), 4);
    assert.equal(made, 4);
    assert.match(quiet.describe(), /Of 2 measurements 2 stayed disturbed .* 2 repeats/);
  });
});
