import { escapeMarkdown } from './page/escape.ts';
import type { WrittenFlow } from './page/flow-html.ts';
import type { QuizMarks, WrittenQuestion } from './page/quiz-html.ts';
import type { StepChart } from './step-chart.ts';

/** The server's code with the lines that one request ran. */
export interface WrittenCode {
  readonly title: string;
  readonly caption: string;
  /** Code, or words for what happens around it. */
  readonly lines: readonly {
    readonly code?: string;
    readonly words?: string;
    readonly values: string;
    readonly lit: boolean;
  }[];
  readonly note: string;
}

/** A table whose rows begin with their name. */
export interface WrittenTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Why sessions matter: the question, the first two requests line by line, and the answer. */
export interface WrittenWhy {
  readonly title: string;
  readonly question: string;
  readonly requests: readonly { readonly title: string; readonly lines: readonly string[] }[];
  readonly answer: string;
}

/** Questions with answers, or words with meanings. */
export interface WrittenList {
  readonly title: string;
  readonly items: readonly { readonly term: string; readonly meaning: string }[];
}

/** A snapshot, table and story as plain text in the reader's language, secrets already hidden. */
export interface LessonDocument {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Says that ids are masked, and what made this page. */
  readonly note: string;
  /** The name of the list of its parts. */
  readonly contents: string;
  readonly why: WrittenWhy;
  readonly words: WrittenList;
  readonly snapshotTitle: string;
  readonly snapshot: readonly string[];
  readonly tableTitle: string;
  readonly head: readonly string[];
  /** `exit` and `ahead` rows have one cell over the whole width: a session that ended, and how the living one will. */
  readonly rows: readonly { readonly kind: 'step' | 'exit' | 'ahead'; readonly cells: readonly string[] }[];
  /** The way of one request. */
  readonly flow?: WrittenFlow;
  readonly code?: WrittenCode;
  readonly tracker: WrittenTable;
  readonly chart?: { readonly chart: StepChart; readonly label: string };
  readonly quiz: {
    readonly title: string;
    readonly questions: readonly WrittenQuestion[];
    readonly marks: QuizMarks;
    /** Above the right answers, on paper. */
    readonly answersTitle: string;
  };
  readonly momentsTitle: string;
  readonly moments: readonly { readonly ask: string; readonly answer: string }[];
  readonly storyTitle: string;
  readonly story: string;
}

/** The document as GitHub Flavored Markdown. */
export function markdownOf(doc: LessonDocument): string {
  const cell = (text: string): string => escapeMarkdown(text).replaceAll('|', '\\|').replace(/\s+/g, ' ');
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(doc.head.map(cell)),
    line(doc.head.map(() => '---')),
    ...doc.rows.map(({ kind, cells }) => {
      const shown = cells.map(cell);
      if (kind === 'step') return line(shown);
      return line(['', `**${shown.join(' ')}**`, ...doc.head.slice(2).map(() => '')]);
    }),
  ];
  const moments = doc.moments.flatMap(({ ask, answer }) => [
    `**${escapeMarkdown(ask)}**`,
    '',
    escapeMarkdown(answer),
    '',
  ]);
  return [
    `# ${escapeMarkdown(doc.title)}`,
    '',
    `## ${escapeMarkdown(doc.snapshotTitle)}`,
    '',
    ...doc.snapshot.map((text) => `- ${escapeMarkdown(text)}`),
    '',
    `## ${escapeMarkdown(doc.tableTitle)}`,
    '',
    ...table,
    '',
    ...(moments.length > 0 ? [`## ${escapeMarkdown(doc.momentsTitle)}`, '', ...moments] : []),
    `## ${escapeMarkdown(doc.storyTitle)}`,
    '',
    escapeMarkdown(doc.story),
    '',
    `*${escapeMarkdown(doc.note)}*`,
    '',
  ].join('\n');
}
