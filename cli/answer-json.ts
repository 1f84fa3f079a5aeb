import type { Masker } from '../extension/trace/files/mask.ts';
import { answersOf, mainAnswer } from '../extension/trace/findings/answer.ts';
import type { Certainty, Finding } from '../extension/trace/findings/finding.ts';
import {
  frameworkRemedy,
  sayAnswer,
  sayEvidence,
  sayFinding,
  sayRemedy,
  sayWhatIf,
} from '../extension/trace/findings/say-finding.ts';
import type { Session } from '../extension/trace/model/session.ts';
import { fileNoticePhrases } from '../extension/trace/words/file-notice-words.ts';
import { plain } from '../extension/trace/words/phrase.ts';
import type { Text } from '../extension/trace/words/text.ts';
import type { FoldedFile } from './read-trace.ts';

/** One row of the evidence. */
export interface StepJson {
  readonly step: number;
  /** Method and path, secrets masked; the query stays out. */
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
  readonly certainty: Certainty;
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
  /** What must be known of the file to judge the answer: sentences. */
  readonly notices: readonly string[];
  readonly answer: Omit<FindingJson, 'kind' | 'cookie'> & { readonly cookie?: string };
  readonly findings: readonly FindingJson[];
  readonly sessions: readonly SessionJson[];
}

function stepsOf({ text, masker }: Writing, { evidence }: Finding): StepJson[] {
  return evidence.map((one) => ({
    step: one.entry.step,
    request: `${masker.text(one.entry.method)} ${masker.url(withoutQuery(one.entry.url))}`,
    ...(one.entry.status !== undefined && { status: one.entry.status }),
    shows: plain(text, sayEvidence(one), masker),
  }));
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0] ?? '';
}

/** What sentences are written with: the language, and what hides the secrets. */
export interface Writing {
  readonly text: Text;
  readonly masker: Masker;
}

/** A finding as JSON, its sentences in the language of `text`. */
export function findingJson(writing: Writing, finding: Finding): FindingJson {
  const { text, masker } = writing;
  const setting = frameworkRemedy(finding);
  return {
    code: finding.code,
    ...(finding.variant !== undefined && { variant: finding.variant }),
    kind: finding.kind,
    site: masker.host(finding.thread.site),
    cookie: masker.name(finding.thread.name),
    text: plain(text, sayFinding(finding), masker),
    certainty: finding.certainty,
    steps: stepsOf(writing, finding),
    remedy: plain(text, sayRemedy(finding), masker),
    ...(setting !== undefined && { setting: { framework: setting.name, code: setting.code, docs: setting.docs } }),
    ...(finding.whatIf !== undefined && { counterfactual: plain(text, sayWhatIf(finding.whatIf), masker) }),
  };
}

function sessionJson(masker: Masker, session: Session): SessionJson {
  return {
    number: session.number,
    site: masker.host(session.thread.site),
    cookie: masker.name(session.thread.name),
    id: masker.value(session.id),
    requests: session.entries.length,
    ...(session.count !== undefined && { count: session.count }),
    ...(session.end !== undefined && { ended: session.end.cause }),
  };
}

/** Everything that a file answers, as JSON. */
export function answerJson(writing: Writing, file: string, { trace, notices }: FoldedFile): AnswerJson {
  const { text, masker } = writing;
  const answers = answersOf(trace);
  const main = mainAnswer(answers);
  const findings = answers.flatMap((answer) => answer.findings);
  const { kind: _kind, ...finding } =
    main?.finding === undefined ? { kind: undefined } : findingJson(writing, main.finding);
  return {
    file,
    notices: notices.map((notice) =>
      fileNoticePhrases(notice)
        .map((said) => plain(text, said, masker))
        .join(' '),
    ),
    answer: {
      code: main?.plain ?? 'nothing-seen',
      site: masker.host(main?.site ?? ''),
      text: main === undefined ? text.say('answerNothingSeen') : plain(text, sayAnswer(main), masker),
      certainty: 'observed',
      steps: [],
      remedy: text.say('remedyNothing'),
      ...finding,
    },
    findings: findings.map((one) => findingJson(writing, one)),
    sessions: trace.sessions.map((session) => sessionJson(masker, session)),
  };
}
