import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { answersOf } from '../../extension/trace/findings/answer.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { skipWithout } from '../servers/counting-server.ts';
import { Apps } from './apps/apps.ts';
import { beganAfter } from './cut-short.ts';
import { foldOf, judge, nameOf } from './judge.ts';
import { Network } from './network.ts';
import { simulateScene, withoutJar } from './run-in-node.ts';
import { SCENES } from './scenes/scenes.ts';
import { type SimulatedVerdicts, ZOO_DOCUMENT, zooDocument } from './table.ts';

// The whole zoo, played by a browser without a window: as a recording, and as a HAR of the same visit.

/** The verdicts so far, for the table. */
const verdicts = new Map<string, SimulatedVerdicts>();

let network: Network;
let apps: Apps;

before(async () => {
  network = await Network.start(SCENES.flatMap(({ origins }) => origins));
  apps = new Apps();
  apps.warm(SCENES.map(({ on }) => on));
});

after(async () => {
  await apps.stop();
  await network.close();
});

/** How many requests are left out at most where the recording begins later. */
const MAX_LEFT_OUT = 6;

/** A session that is turned away may be a visitor's: the sentence says that it is not known. */
const SAYS_THAT_IT_IS_NOT_KNOWN = 'server-forgot/began-later';

/** Of a healthy application nothing is claimed either where its recording, or its HAR, began later. */
function claimsNothing(events: readonly TraceEvent[], left: number): void {
  const later = beganAfter(events, left);
  for (const [form, story] of Object.entries(later ?? {})) {
    const claims = answersOf(foldOf(story))
      .flatMap(({ findings }) => findings)
      .filter(({ kind }) => kind === 'loss' || kind === 'fault')
      .map(nameOf)
      .filter((name) => name !== SAYS_THAT_IT_IS_NOT_KNOWN);
    assert.deepEqual(claims, [], `the ${form} without its first ${left} requests`);
  }
}

for (const [title, isHealthy] of [
  ['what is wrong is named', false],
  ['what is healthy is left alone', true],
] as const) {
  describe(title, () => {
    for (const scene of SCENES.filter((one) => one.isHealthy === isHealthy)) {
      const runtime = Apps.runtimeOf(scene.on);
      test(`${scene.id}: ${scene.title}`, { skip: runtime === undefined ? false : skipWithout(runtime) }, async () => {
        const events = await simulateScene(scene, network, apps);
        const recorded = judge(foldOf(events), scene, 'story');
        const file = judge(foldOf(withoutJar(events)), scene, 'story-har');
        verdicts.set(scene.id, { recorded, file });
        assert.equal(recorded.wrong, '', recorded.text);
        assert.equal(file.wrong, '', file.text);
        for (const { text } of [recorded, file])
          assert.match(text, /^[^?]{20,}$/, 'a whole sentence that leaves nothing open');
        if (isHealthy) for (let left = 1; left <= MAX_LEFT_OUT; left += 1) claimsNothing(events, left);
      });
    }
  });
}

test('docs/zoo.md is what the zoo says; ZOO_TABLE=write writes it again', (context) => {
  if (verdicts.size < SCENES.length) {
    context.skip('Not every scene could be run on this machine.');
    return;
  }
  const document = zooDocument(verdicts);
  if (process.env['ZOO_TABLE'] === 'write') writeFileSync(ZOO_DOCUMENT, document);
  assert.equal(readFileSync(ZOO_DOCUMENT, 'utf8'), document);
});
