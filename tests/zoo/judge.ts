import { nodeText } from '../../cli/node-text.ts';
import { type Answer, answerOf, answersOf } from '../../extension/trace/findings/answer.ts';
import type { Finding } from '../../extension/trace/findings/finding.ts';
import { sayAnswer } from '../../extension/trace/findings/say-finding.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Trace } from '../../extension/trace/model/trace.ts';
import { plain } from '../../extension/trace/words/phrase.ts';
import { expectedIn, NOTHING_WRONG, type Run, type Scene } from './scene.ts';

const english = nodeText('en');

/** How long after the last event the browser's silence is conclusive, in ms. */
const SETTLED = 10_000;

/** What Sidtrail answers for a scene. */
export interface Verdict {
  /** `code/variant` of the finding, or what is said without one. */
  readonly answer: string;
  readonly certainty?: string;
  readonly text: string;
  /** All that was found in the scene, on any of its sites. */
  readonly found: readonly string[];
  /** What is wrong by it: empty where the answer is as expected. */
  readonly wrong: string;
}

export function foldOf(events: readonly TraceEvent[]): Trace {
  const fold = createFold();
  fold.apply(events);
  fold.settle((events.at(-1)?.time ?? 0) + SETTLED);
  return fold.trace;
}

export function nameOf({ code, variant }: Finding): string {
  return variant === undefined ? code : `${code}/${variant}`;
}

/** What an answer is called in the table. */
export function answerName({ finding, plain: said }: Answer): string {
  return finding === undefined ? said : nameOf(finding);
}

/** Asks a trace about a scene's site. */
export function judge(trace: Trace, scene: Scene, run: Run): Verdict {
  const storeId = trace.entries.findLast(({ site }) => site === scene.site)?.storeId ?? '0';
  const answer = answerOf(trace, scene.site, storeId);
  const sites = new Set(scene.origins.map((origin) => new URL(origin).hostname.split('.').slice(-2).join('.')));
  sites.add(scene.site);
  const all = answersOf(trace).filter(({ site }) => sites.has(site));
  const faults = all.flatMap(({ findings }) => findings).filter(({ kind }) => kind === 'loss' || kind === 'fault');
  const name = answerName(answer);
  const expected = expectedIn(scene, run);
  return {
    answer: name,
    ...(answer.finding !== undefined && { certainty: answer.finding.certainty }),
    text: plain(english, sayAnswer(answer)),
    found: all.flatMap(({ findings }) => findings).map(nameOf),
    wrong:
      expected === NOTHING_WRONG
        ? faults.map((finding) => `${nameOf(finding)} is claimed`).join(', ')
        : name !== expected
          ? `${name}, not ${expected}`
          : scene.hint !== undefined && !answer.findings.some(({ code }) => code === scene.hint)
            ? `no ${scene.hint}`
            : '',
  };
}
