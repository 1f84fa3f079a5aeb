import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { type FaultId, faultIds } from '../../../extension/trace/lesson/faults/fault.ts';
import { type FaultState, faultStates } from '../../../extension/trace/lesson/faults/fault-states.ts';
import { faults } from '../../../extension/trace/lesson/faults/faults.ts';
import { phrase } from '../../../extension/trace/words/phrase.ts';
import { type Companion, startCompanion } from '../../../server/companion.ts';
import { FAULTS } from '../../../server/faults/fault.ts';
import { Network } from '../../zoo/network.ts';
import { SimulatedBrowser } from '../../zoo/simulated-browser.ts';
import type { Stage } from '../../zoo/visitor.ts';
import { english } from './reading.ts';

// The companion's room itself, visited by a browser without a window.

/** A walk through one fault: what makes it show itself, on a server that has just started. */
type Walk = (stage: Stage) => Promise<void>;

let companion: Companion;
let network: Network;
before(async () => {
  companion = await startCompanion({ port: 0, store: 'memory', rateLimit: 0 });
  network = await Network.start([]);
});
after(async () => {
  await companion.close();
  await network.close();
});

const at = (id: FaultId, action = ''): string => `/faults/${id}${action}`;

const walks: Readonly<Record<FaultId, Walk>> = {
  deploy: async ({ open, submit }) => {
    await open(at('deploy'));
    await submit(at('deploy', '/login'));
    await open(at('deploy'));
    await submit(at('deploy', '/deploy'));
  },
  reload: async ({ open, submit }) => {
    await open(at('reload'));
    await submit(at('reload', '/login'));
    for (let visit = 0; visit < 3; visit++) await open(at('reload'));
  },
  goodbye: async ({ open, submit }) => {
    await open(at('goodbye'));
    await submit(at('goodbye', '/login'));
    await submit(at('goodbye', '/logout'));
    await open(at('goodbye'));
  },
  payment: async ({ open, submit }) => {
    await open(at('payment'));
    await submit(at('payment', '/login'));
    await open(`http://localhost:${companion.labPort}/faults/payment/service`);
    await submit(`http://127.0.0.1:${companion.port}/faults/payment/paid`);
  },
  stranger: async ({ open, submit }) => {
    await open(at('stranger'));
    await submit(at('stranger', '/login'));
  },
  tabs: async ({ open, submit, fetch, secondTab }) => {
    await open(at('tabs'));
    await submit(at('tabs', '/login'));
    const other = await secondTab();
    await other.open(at('tabs'));
    const renew = at('tabs', '/renew');
    await Promise.all([fetch(renew, { method: 'POST' }), other.fetch(renew, { method: 'POST' })]);
    await open(at('tabs'));
  },
};

function statesOf(browser: SimulatedBrowser): readonly FaultState[] {
  const fold = createFold();
  fold.apply(browser.events);
  return faultStates(fold.trace);
}

async function walk(id: FaultId, switches: readonly string[]): Promise<FaultState> {
  const browser = new SimulatedBrowser(network, { start: Date.now(), thirdPartyCookies: 'allowed', unwatched: [] });
  const stage = browser.stage(`http://127.0.0.1:${companion.port}`);
  await stage.open(at(id));
  await stage.submit(at(id, '/switch'), { switch: 'none' });
  await walks[id](stage);
  for (const chosen of switches) {
    await stage.submit(at(id, '/switch'), { switch: chosen });
    await walks[id](stage);
  }
  const state = statesOf(browser).find((one) => one.id === id);
  assert.ok(state !== undefined);
  return state;
}

describe('break it, fix it', () => {
  test('the room and the lesson know the same faults', () => {
    assert.deepEqual(
      FAULTS.map(({ id }) => id),
      faultIds,
    );
    for (const { id, symptom } of FAULTS) assert.equal(english(phrase(faults[id].symptom)), symptom);
  });

  test('all six, one after the other in one trace', async () => {
    const browser = new SimulatedBrowser(network, { start: Date.now(), thirdPartyCookies: 'allowed', unwatched: [] });
    const stage = browser.stage(`http://127.0.0.1:${companion.port}`);
    for (const id of faultIds) {
      for (const chosen of ['none', id]) {
        await stage.open(at(id));
        await stage.submit(at(id, '/switch'), { switch: chosen });
        await walks[id](stage);
      }
    }
    const states = statesOf(browser);
    assert.ok(states.every(({ finding, proof }) => finding !== undefined && proof !== undefined));
    assert.deepEqual(
      states.map(({ finding }) => finding?.code),
      faultIds.map((id) => faults[id].finding),
    );
  });

  for (const id of faultIds) {
    test(`${id}: the trace shows the symptom and its cause, and no proof`, async () => {
      const state = await walk(id, []);
      assert.equal(state.finding?.thread.name, 'fault_sid');
      assert.equal(state.proof, undefined);
    });

    test(`${id}: after its switch the trace proves that it is fixed`, async () => {
      const { finding, proof } = await walk(id, [id]);
      assert.ok(finding !== undefined);
      assert.ok(proof !== undefined);
      assert.ok(finding.evidence.every(({ entry }) => entry.step < proof.step));
    });

    test(`${id}: no other switch fixes it`, async () => {
      const wrong = faultIds.filter((other) => other !== id);
      assert.equal((await walk(id, wrong)).proof, undefined);
    });
  }
});
