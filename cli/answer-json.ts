import { answersOf, mainAnswer } from '../extension/trace/findings/answer.ts';
import type { Finding } from '../extension/trace/findings/finding.ts';
import {
  frameworkRemedy,
  sayAnswer,
  sayEvidence,
  sayFinding,
  sayRemedy,
  sayWhatIf,
} from '../extension/trace/findings/say-finding.ts';
import type { Session } from '../extension/trace/model/session.ts';
import type { Trace } from '../extension/trace/model/trace.ts';
import { plain } from '../extension/trace/words/phrase.ts';
import { masked } from '../extension/trace/words/short-id.ts';
import type { Text } from '../extension/trace/words/text.ts';

/** One row of the evidence. */
export interface StepJson {
  readonly step: number;
  /** Method and path; the query stays out, it may hold secrets. */
  readonly request: string;
  readonly status?: number;
  readonly shows: string;
}

/** One finding as data and as text. */
export interface FindingJson {
  readonly code: string;
  readonly variant?: string;
  readonly kind: string;
  readonly site: string;
  readonly cookie: string;
  readonly text: string;
  readonly certainty: string;
  readonly steps: readonly StepJson[];
  readonly remedy: string;
  /** The setting in the framework's own words, where the framework is known. */
  readonly setting?: { readonly framework: string; readonly code: string; readonly docs: string };
  readonly counterfactual?: string;
}

/** One session of the trace. Its id is masked. */
export interface SessionJson {
  readonly number: number;
  readonly site: string;
  readonly cookie: string;
  readonly id: string;
  readonly requests: number;
  readonly count?: number;
  readonly ended?: string;
}

/** What `npm run answer -- --json` prints for one file, on one line. */
export interface AnswerJson {
  readonly file: string;
  readonly answer: Omit<FindingJson, 'kind' | 'cookie'> & { readonly cookie?: string };
  readonly findings: readonly FindingJson[];
  readonly sessions: readonly SessionJson[];
}

function stepsOf(text: Text, { evidence }: Finding): StepJson[] {
  return evidence.map((one) => ({
    step: one.entry.step,
    request: `${one.entry.method} ${withoutQuery(one.entry.url)}`,
    ...(one.entry.status !== undefined && { status: one.entry.status }),
    shows: plain(text, sayEvidence(one)),
  }));
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}

/** A finding as JSON, its sentences in the language of `text`. */
export function findingJson(text: Text, finding: Finding): FindingJson {
  const setting = frameworkRemedy(finding);
  return {
    code: finding.code,
    ...(finding.variant !== undefined && { variant: finding.variant }),
    kind: finding.kind,
    site: finding.thread.site,
    cookie: finding.thread.name,
    text: plain(text, sayFinding(finding)),
    certainty: finding.certainty,
    steps: stepsOf(text, finding),
    remedy: plain(text, sayRemedy(finding)),
    ...(setting !== undefined && { setting: { framework: setting.name, code: setting.code, docs: setting.docs } }),
    ...(finding.whatIf !== undefined && { counterfactual: plain(text, sayWhatIf(finding.whatIf)) }),
  };
}

function sessionJson(session: Session): SessionJson {
  return {
    number: session.number,
    site: session.thread.site,
    cookie: session.thread.name,
    id: masked(session.id),
    requests: session.entries.length,
    ...(session.count !== undefined && { count: session.count }),
    ...(session.end !== undefined && { ended: session.end.cause }),
  };
}

/** Everything that a file answers, as JSON. */
export function answerJson(text: Text, file: string, trace: Trace): AnswerJson {
  const answers = answersOf(trace);
  const main = mainAnswer(answers);
  const findings = answers.flatMap((answer) => answer.findings);
  const { kind: _kind, ...finding } =
    main?.finding === undefined ? { kind: undefined } : findingJson(text, main.finding);
  return {
    file,
    answer: {
      code: main?.plain ?? 'nothing-seen',
      site: main?.site ?? '',
      text: main === undefined ? text.say('answerNothingSeen') : plain(text, sayAnswer(main)),
      certainty: 'observed',
      steps: [],
      remedy: text.say('remedyNothing'),
      ...finding,
    },
    findings: findings.map((one) => findingJson(text, one)),
    sessions: trace.sessions.map(sessionJson),
  };
}
