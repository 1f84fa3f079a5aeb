import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answerJson } from '../../../cli/answer-json.ts';
import { nodeText } from '../../../cli/node-text.ts';
import { readTrace } from '../../../cli/read-trace.ts';
import { maskerOfTrace } from '../../../extension/trace/files/trace-secrets.ts';
import { judge, type Verdict } from '../../zoo/judge.ts';
import type { Run } from '../../zoo/scene.ts';
import type { LiveScene } from './live-scene.ts';

/** As far as scenes are cut out of it. */
export interface Har {
  readonly log: {
    readonly pages?: readonly unknown[];
    readonly entries: readonly HarEntry[];
  };
}

interface HarEntry {
  readonly startedDateTime: string;
  readonly request: { readonly url: string };
}

/** The part of a browser's HAR that one scene made; its pauses are put in, which the servers' clocks took. */
export function harOfScene({ log }: Har, { scene, began, ended, pauses }: LiveScene): Har {
  const hosts = new Set(scene.origins.map((origin) => new URL(origin).hostname));
  const entries = log.entries.flatMap((entry) => {
    const at = Date.parse(entry.startedDateTime);
    if (at < began || at > ended || !hosts.has(new URL(entry.request.url).hostname)) return [];
    const ahead = pauses.filter((pause) => pause.at <= at).reduce((sum, { ms }) => sum + ms, 0);
    return [{ ...entry, startedDateTime: new Date(at + ahead).toISOString() }];
  });
  return { log: { ...log, entries } };
}

/** What the command line answers to that part, and what is wrong by it. */
export async function judgeHar(har: Har, live: LiveScene, run: Run): Promise<Verdict> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidtrail-zoo-har-'));
  try {
    const file = path.join(folder, `${live.scene.id}.har`);
    await writeFile(file, JSON.stringify(harOfScene(har, live)));
    const folded = await readTrace(file);
    const { trace, events } = folded;
    const { answer, findings } = answerJson(
      { text: nodeText('en'), masker: maskerOfTrace(trace, events) },
      file,
      folded,
    );
    const verdict = judge(trace, live.scene, run);
    // The file's own answer may be about another site of the scene, such as the provider's.
    const printed = [answer, ...findings].map(({ code, variant }) =>
      variant === undefined ? code : `${code}/${variant}`,
    );
    return printed.includes(verdict.answer) || verdict.wrong !== ''
      ? verdict
      : { ...verdict, wrong: `printed: ${answer.text}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
