import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { answerOf } from '../../extension/trace/findings/answer.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { Apps } from './apps/apps.ts';
import { answerName, foldOf } from './judge.ts';
import { Network } from './network.ts';
import { simulateScene, withoutJar } from './run-in-node.ts';
import type { Scene } from './scene.ts';
import { SCENES } from './scenes/scenes.ts';

// A browser reports two tabs' requests and of its jar in no order among them: the answer must be the same in all orders.

/** Scenes in which requests cross. */
const CROSSING: readonly Scene[] = SCENES.filter(({ id }) =>
  [
    'refresh-race',
    'refresh-race-clears',
    'reuse-revokes-all',
    'regenerate-race',
    'parallel-first',
    'late-visitor',
    'renewed-after-logout',
    'poll-crosses-logout',
    'poll-crosses-login',
    'parallel-calls',
  ].includes(id),
);

/** How late the browser may report a change of its jar, and a request, in ms: no answer comes before its question. */
const LATEST = 60;
const LATEST_REQUEST = 8;

/** What must come in order: the events of one request, and those of the jar. */
function streamOf(event: TraceEvent): string {
  return 'requestId' in event ? event.requestId : event.kind === 'cookie-changed' ? 'jar' : 'browser';
}

/** The events as a browser could have reported them: each a little late, those of one stream in order. */
function shuffled(events: readonly TraceEvent[], delays: readonly number[]): TraceEvent[] {
  const last = new Map<string, number>();
  const arrivals = events.map((event, at) => {
    const stream = streamOf(event);
    const drawn = delays[at % delays.length] ?? 0;
    const late = stream === 'browser' ? 0 : stream === 'jar' ? drawn : drawn % LATEST_REQUEST;
    const arrives = Math.max(event.time + late, last.get(stream) ?? 0);
    last.set(stream, arrives);
    return { event, arrives, at };
  });
  arrivals.sort((one, other) => one.arrives - other.arrives || one.at - other.at);
  return arrivals.map(({ event }, at) => ({ ...event, n: at + 1 }));
}

/** What the answer says, without the numbers that the order gives. */
function saidOf(events: readonly TraceEvent[], { site }: Scene): string {
  const answer = answerOf(foldOf(events), site, '0');
  const evidence =
    answer.finding?.evidence.map(({ entry, code }) => `${code} ${entry.requestId} ${entry.status}`) ?? [];
  return [answerName(answer), ...evidence.sort()].join('\n');
}

describe('the answer is the same, whatever order a browser reports crossing requests in', () => {
  let network: Network;
  let apps: Apps;

  before(async () => {
    network = await Network.start(CROSSING.flatMap(({ origins }) => origins));
    apps = new Apps();
  });

  after(async () => {
    await apps.stop();
    await network.close();
  });

  for (const scene of CROSSING) {
    test(scene.id, async () => {
      const events = await simulateScene(scene, network, apps);
      for (const order of [events, withoutJar(events)]) {
        const expected = saidOf(order, scene);
        fc.assert(
          fc.property(fc.array(fc.integer({ min: 0, max: LATEST }), { minLength: 20, maxLength: 40 }), (delays) => {
            assert.equal(saidOf(shuffled(order, delays), scene), expected);
          }),
          { numRuns: 60 },
        );
      }
    });
  }
});
