import type { LessonDocument, WrittenCode, WrittenTable } from '../lesson-document.ts';
import { chartHtml } from './chart-html.ts';
import { escapeHtml } from './escape.ts';
import { flowHtml } from './flow-html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { quizHtml } from './quiz-html.ts';

/** The document as one HTML page that needs nothing else: no script, no request. */
export function htmlOf(doc: LessonDocument): string {
  const moments = doc.moments.map(({ ask, answer }) => `<dt>${escapeHtml(ask)}</dt>\n<dd>${escapeHtml(answer)}</dd>`);
  const parts = [
    section(doc.storyTitle, `<p>${escapeHtml(doc.story)}</p>`),
    section(doc.snapshotTitle, `<ol>\n${doc.snapshot.map((rule) => `<li>${escapeHtml(rule)}</li>`).join('\n')}\n</ol>`),
    section(doc.tableTitle, table(doc.tableTitle, doc.head, doc.rows.map(executionRow(doc.head.length)))),
    doc.flow === undefined ? '' : section(doc.flow.title, flowHtml(doc.flow)),
    doc.code === undefined ? '' : section(doc.code.title, codeHtml(doc.code)),
    section(
      doc.tracker.title,
      `${doc.chart === undefined ? '' : chartHtml(doc.chart.chart, doc.chart.label)}\n${trackerHtml(doc.tracker)}`,
    ),
    moments.length === 0 ? '' : section(doc.momentsTitle, `<dl>\n${moments.join('\n')}\n</dl>`),
    doc.quiz.questions.length === 0 ? '' : section(doc.quiz.title, quizHtml(doc.quiz.questions, doc.quiz.marks)),
  ];
  return `<!doctype html>
<html lang="${escapeHtml(doc.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(doc.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>${escapeHtml(doc.title)}</h1>
${parts.join('\n')}
<footer>${escapeHtml(doc.note)}</footer>
</body>
</html>
`;
}

function section(title: string, content: string): string {
  return `<h2>${escapeHtml(title)}</h2>\n${content}`;
}

function table(label: string, head: readonly string[], rows: readonly string[], kind = ''): string {
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table${kind}>
<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}

function executionRow(columns: number): (row: LessonDocument['rows'][number]) => string {
  return ({ kind, cells }) =>
    kind === 'step'
      ? `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
      : `<tr class="${kind}"><td colspan="${columns}">${escapeHtml(cells.join(' '))}</td></tr>`;
}

function trackerHtml({ title, head, rows }: WrittenTable): string {
  const lines = rows.map(
    ([name = '', ...cells]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return table(title, head, lines, ' class="tracker"');
}

function codeHtml({ caption, lines, note }: WrittenCode): string {
  const items = lines.map(({ code, words, values, lit }) => {
    const line =
      code === undefined ? `<i>${escapeHtml(words ?? '')}</i>` : `<code>${escapeHtml(code) || '&#8203;'}</code>`;
    return `<li${lit ? ' class="lit"' : ''}>${line}<span>${escapeHtml(values)}</span></li>`;
  });
  return `<p>${escapeHtml(caption)}</p>\n<ol class="code">\n${items.join('\n')}\n</ol>\n<p>${escapeHtml(note)}</p>`;
}
