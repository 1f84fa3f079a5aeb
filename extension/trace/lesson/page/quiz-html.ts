import { escapeHtml } from './escape.ts';

/** A question of the saved page, secrets already hidden. */
export interface WrittenQuestion {
  readonly ask: string;
  readonly options: readonly string[];
  /** Index of the right option. */
  readonly right: number;
  readonly explain: string;
}

/** What stands beside an option once it is chosen. */
export interface QuizMarks {
  readonly right: string;
  readonly wrong: string;
}

/** A quiz that works without a script: an option shows its mark while it is chosen, and the explanation follows. */
export function quizHtml(questions: readonly WrittenQuestion[], marks: QuizMarks): string {
  return questions
    .map(({ ask, options, right, explain }, question) => {
      const rows = options.map((option, index) => {
        const isRight = index === right;
        const mark = `<em class="${isRight ? 'right' : 'wrong'}">${escapeHtml(isRight ? marks.right : marks.wrong)}</em>`;
        return `<label><input type="radio" name="q${question}"><span>${escapeHtml(option)}</span>${mark}</label>`;
      });
      return `<fieldset><legend>${question + 1}. ${escapeHtml(ask)}</legend>
${rows.join('\n')}
<p class="explain">${escapeHtml(explain)}</p></fieldset>`;
    })
    .join('\n');
}

/** The right answers with their explanations, for paper alone: there no option can be chosen. */
export function answersHtml(questions: readonly WrittenQuestion[], title: string): string {
  const items = questions.map(
    ({ options, right, explain }) =>
      `<li><strong>${escapeHtml(options[right] ?? '')}</strong> – ${escapeHtml(explain)}</li>`,
  );
  return `<div class="answers"><h3>${escapeHtml(title)}</h3>
<ol>
${items.join('\n')}
</ol></div>`;
}
