import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Verdict } from './judge.ts';
import { expectedIn, type Scene } from './scene.ts';
import { SCENES } from './scenes/scenes.ts';

/** Where the table of the zoo is published. */
export const ZOO_DOCUMENT = path.join(import.meta.dirname, '../../docs/zoo.md');

/** What a real browser was seen to answer, when all scenes were last played in it. */
export interface Measured {
  /** Its name and version. */
  readonly browser: string;
  /** By scene: what was wrong live, and by the browser's HAR, where it holds the visit; empty where nothing was. */
  readonly wrong: Readonly<Record<string, { readonly live: string; readonly har?: string }>>;
}

export type LiveBrowser = 'chromium' | 'firefox';

export const LIVE_BROWSERS: readonly LiveBrowser[] = ['chromium', 'firefox'];

/** Where the spec keeps what it measured. */
export function measuredFile(browser: LiveBrowser): string {
  return path.join(import.meta.dirname, `measured/${browser}.json`);
}

/** What was measured last in a browser; undefined where nothing was. */
export function measuredIn(browser: LiveBrowser): Measured | undefined {
  const file = measuredFile(browser);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Measured) : undefined;
}

/** What the simulated browser shows of a scene. */
export interface SimulatedVerdicts {
  readonly recorded: Verdict;
  readonly file: Verdict;
}

const right = (wrong: string): string => (wrong === '' ? 'yes' : wrong);

function rowOf(scene: Scene, verdicts: SimulatedVerdicts, measured: readonly (Measured | undefined)[]): string {
  const live = measured.flatMap((browser) => {
    const seen = browser?.wrong[scene.id];
    return seen === undefined ? ['–', '–'] : [right(seen.live), seen.har === undefined ? '–' : right(seen.har)];
  });
  const { recorded, file } = verdicts;
  const how = recorded.certainty ?? '';
  const cells = [scene.title, scene.on, code(scene), how, right(recorded.wrong), right(file.wrong), ...live];
  return `| ${cells.join(' | ')} |`;
}

/** The answer that is expected, and where a run has another. */
function code(scene: Scene): string {
  if (scene.isHealthy) return '';
  const others = Object.entries(scene.but ?? {}).map(([run, answer]) => `${run}: \`${answer}\``);
  return [`\`${expectedIn(scene, 'story')}\``, ...others].join(', ');
}

function figures(name: string, wrong: readonly string[]): string {
  const good = wrong.filter((one) => one === '').length;
  return `| ${name} | ${good} of ${wrong.length} |`;
}

/** The document, in Markdown. */
export function zooDocument(verdicts: ReadonlyMap<string, SimulatedVerdicts>): string {
  const measured = LIVE_BROWSERS.map(measuredIn);
  const verdictsOf = (scene: Scene): SimulatedVerdicts => {
    const one = verdicts.get(scene.id);
    if (one === undefined) throw new Error(`${scene.id} was not run.`);
    return one;
  };
  const head = [
    '| what happens | on | answer | how sure | recorded | as a HAR | Chromium | its HAR | Firefox | its HAR |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  const table = (isHealthy: boolean): string[] => [
    ...head,
    ...SCENES.filter((scene) => scene.isHealthy === isHealthy).map((scene) =>
      rowOf(scene, verdictsOf(scene), measured),
    ),
  ];
  const faulty = SCENES.filter(({ isHealthy }) => !isHealthy).length;
  return `${[
    '<!-- Written by the test in tests/zoo/zoo.test.ts, with ZOO_TABLE=write. Change the scenes, not this file. -->',
    '',
    '# The fault zoo',
    '',
    `${faulty} small applications with one fault each, and ${SCENES.length - faulty} without one. Each is a server, a visit to it, and the`,
    'answer that is right. Of a faulty one the first answer must name the fault; of a healthy one nothing may be claimed',
    'that is a loss or a fault. [The answer](answer.md) says what the codes and the words of certainty mean.',
    '',
    'Every scene is simulated in Node at each run of the tests, as a recording and as a HAR, by a browser made of the cookie',
    'rules (`tests/zoo/simulated-browser.ts`). Real browsers play what turns on them (`tests/browser/answers.spec.ts`): there the',
    'sentence in the inspector and in the popup must be that of the recording, and the HAR that the browser makes of the',
    'visits goes to `npm run answer`. A dash means that a scene was not played there, or that the HAR does not hold all of',
    'it: that of Firefox is of one tab. Its DevTools also leave requests or cookies out on a busy machine, so that HAR is',
    'judged only where `ZOO` names the scenes; what stands here is one run of several.',
    '',
    '| seen by | right |',
    '| --- | --- |',
    figures(
      'Node, as a recording',
      SCENES.map((scene) => verdictsOf(scene).recorded.wrong),
    ),
    figures(
      'Node, as a HAR',
      SCENES.map((scene) => verdictsOf(scene).file.wrong),
    ),
    ...measured.flatMap((one) =>
      one === undefined
        ? []
        : [
            figures(
              `${one.browser}, live`,
              Object.values(one.wrong).map(({ live }) => live),
            ),
            figures(
              `${one.browser}, its HAR`,
              Object.values(one.wrong).flatMap(({ har }) => har ?? []),
            ),
          ],
    ),
    '',
    '## With a fault',
    '',
    ...table(false),
    '',
    '## Healthy',
    '',
    ...table(true),
    '',
    '## To play it',
    '',
    '```sh',
    'npm run spec -- answers --browser chromium                            # what turns on browsers',
    'ZOO=two-tabs,widget npm run spec -- answers --browser chromium        # single scenes',
    'ZOO=all ZOO_TABLE=write npm run spec -- answers --browser chromium    # all of them, for the table',
    'ZOO_TABLE=write node --test tests/zoo/zoo.test.ts                     # writes this table',
    '```',
    '',
    'A new scene is one record in `tests/zoo/scenes/`: its servers, its visit, the answer.',
  ].join('\n')}\n`;
}
