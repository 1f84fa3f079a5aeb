import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { skipWithout } from '../servers/counting-server.ts';
import { Apps } from './apps/apps.ts';
import { foldOf, judge } from './judge.ts';
import { Network } from './network.ts';
import { tellScene, withoutJar } from './run-in-node.ts';
import { SCENES } from './scenes/scenes.ts';
import { type ToldVerdicts, ZOO_DOCUMENT, zooDocument } from './table.ts';

// The whole zoo, told by a browser without a window: as a recording, and as a HAR of the same visit.

/** What was told so far, for the table. */
const told = new Map<string, ToldVerdicts>();

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

for (const [title, isHealthy] of [
  ['what is wrong is named', false],
  ['what is healthy is left alone', true],
] as const) {
  describe(title, () => {
    for (const scene of SCENES.filter((one) => one.isHealthy === isHealthy)) {
      const runtime = Apps.runtimeOf(scene.on);
      test(`${scene.id}: ${scene.title}`, { skip: runtime === undefined ? false : skipWithout(runtime) }, async () => {
        const events = await tellScene(scene, network, apps);
        const recorded = judge(foldOf(events), scene, 'story');
        const file = judge(foldOf(withoutJar(events)), scene, 'story-har');
        told.set(scene.id, { recorded, file });
        assert.equal(recorded.wrong, '', recorded.text);
        assert.equal(file.wrong, '', file.text);
        for (const { text } of [recorded, file])
          assert.match(text, /^[^?]{20,}$/, 'a whole sentence that leaves nothing open');
      });
    }
  });
}

test('docs/zoo.md is what the zoo says; ZOO_TABLE=write writes it anew', (context) => {
  if (told.size < SCENES.length) {
    context.skip('Not every scene could be told on this machine.');
    return;
  }
  const document = zooDocument(told);
  if (process.env['ZOO_TABLE'] === 'write') writeFileSync(ZOO_DOCUMENT, document);
  assert.equal(readFileSync(ZOO_DOCUMENT, 'utf8'), document);
});
