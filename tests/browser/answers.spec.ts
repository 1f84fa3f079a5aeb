import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '../../scripts/manifest.ts';
import type { Run } from '../zoo/scene.ts';
import { ALL_LIVE, SEEN_LIVE } from '../zoo/scenes/live.ts';
import { type LiveBrowser, type Measured, measuredFile, measuredIn } from '../zoo/table.ts';
import { expect, test } from './harness/test.ts';
import { type Har, judgeHar } from './zoo/har-of-scene.ts';
import type { LiveScene } from './zoo/live-scene.ts';
import { LiveZoo } from './zoo/live-zoo.ts';

// Why a browser: the zoo simulated in Node rests on what we believe of browsers; here they say it themselves.

const RUNS: Readonly<Record<Browser, { readonly live: LiveBrowser; readonly har: Run }>> = {
  chrome: { live: 'chromium', har: 'chromium-har' },
  firefox: { live: 'firefox', har: 'firefox-har' },
};

test('each application of the zoo is answered right: live, and by the HAR of the same visits', async ({
  target,
}, testInfo) => {
  test.setTimeout(1_200_000);
  // ZOO=all plays what needs no browser as well; ZOO=two-tabs,widget those alone.
  const asked = process.env['ZOO']?.split(',');
  const scenes =
    asked === undefined ? SEEN_LIVE : ALL_LIVE.filter(({ id }) => asked.includes('all') || asked.includes(id));
  // On a busy machine Firefox's DevTools leave requests or their cookies out: its HAR is judged when ZOO asks for it.
  const judgesHar = target === 'chrome' || asked !== undefined;
  const recordHar = path.join(testInfo.outputDir, 'zoo.har');
  const zoo = await LiveZoo.start(target, scenes, { recordHar });
  test.skip(zoo === undefined, `No ${target} was found on this machine.`);
  if (zoo === undefined) return;
  const played: LiveScene[] = [];
  let har: Har | undefined;
  let version = '';
  try {
    if (judgesHar) await zoo.keepHar();
    version = await zoo.version();
    for (const scene of scenes) {
      played.push(await zoo.play(scene));
    }
    if (target === 'firefox' && judgesHar) har = await zoo.har();
  } finally {
    await zoo.close();
  }
  if (target === 'chrome') har = JSON.parse(await readFile(recordHar, 'utf8')) as Har;
  const wrong: string[] = [];
  const measured: Record<string, { live: string; har?: string }> = {};
  for (const live of played) {
    const { scene, verdict } = live;
    const heard = target === 'chrome' || !live.usesSecondTab ? har : undefined;
    const inHar = heard === undefined ? { wrong: '', text: '' } : await judgeHar(heard, live, RUNS[target].har);
    measured[scene.id] = { live: verdict.wrong, ...(heard !== undefined && { har: inHar.wrong }) };
    if (verdict.wrong !== '') wrong.push(`${scene.id}: ${verdict.wrong} (${verdict.text})`);
    if (inHar.wrong !== '') wrong.push(`${scene.id} in the HAR: ${inHar.wrong} (${inHar.text})`);
  }
  if (process.env['ZOO_TABLE'] === 'write') await keep(RUNS[target].live, { browser: version, wrong: measured });
  expect(wrong).toEqual([]);
});

/** Keeps what was measured for the table in docs/zoo.md, beside what was before. */
async function keep(browser: LiveBrowser, measured: Measured): Promise<void> {
  const file = measuredFile(browser);
  await mkdir(path.dirname(file), { recursive: true });
  const scenes = { ...measuredIn(browser)?.wrong, ...measured.wrong };
  const wrong = Object.fromEntries(ALL_LIVE.flatMap(({ id }) => (scenes[id] === undefined ? [] : [[id, scenes[id]]])));
  await writeFile(file, `${JSON.stringify({ ...measured, wrong }, null, 2)}\n`);
}
