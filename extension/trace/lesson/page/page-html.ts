import type { LessonDocument, WrittenCode, WrittenList, WrittenTable, WrittenWhy } from '../lesson-document.ts';
import { chartHtml } from './chart-html.ts';
import { escapeHtml } from './escape.ts';
import { flowHtml } from './flow-html.ts';
import { PAGE_STYLE } from './page-style.ts';
import { answersHtml, quizHtml } from './quiz-html.ts';

/** A part of the page. */
interface Part {
  readonly title: string;
  readonly content: string;
}

/** The document as one HTML page that needs nothing else: no script, no request. */
export function htmlOf(doc: LessonDocument): string {
  const parts = partsOf(doc);
  const contents = parts.map(({ title }, at) => `<li><a href="#part-${at + 1}">${escapeHtml(title)}</a></li>`);
  const sections = parts.map(
    ({ title, content }, at) => `<section>\n<h2 id="part-${at + 1}">${escapeHtml(title)}</h2>\n${content}\n</section>`,
  );
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
<header>
<h1>${escapeHtml(doc.title)}</h1>
<nav aria-label="${escapeHtml(doc.contents)}"><ul>${contents.join('')}</ul></nav>
</header>
<main>
${sections.join('\n')}
</main>
<footer>${escapeHtml(doc.note)}</footer>
</body>
</html>
`;
}

/** The parts in their order; one that has nothing to show is left out. */
function partsOf(doc: LessonDocument): readonly Part[] {
  const { why, words, flow, code, tracker, chart, moments, quiz } = doc;
  const rules = doc.snapshot.map((rule) => `<li>${escapeHtml(rule)}</li>`);
  const chartShown = chart === undefined ? '' : `${chartHtml(chart.chart, chart.label)}\n`;
  const momentsList = { items: moments.map(({ ask, answer }) => ({ term: ask, meaning: answer })) };
  const parts: readonly (Part | undefined)[] = [
    { title: why.title, content: whyHtml(why) },
    { title: words.title, content: listHtml(words, ' class="words"') },
    { title: doc.tableTitle, content: executionHtml(doc) },
    flow && { title: flow.title, content: flowHtml(flow) },
    code && { title: code.title, content: codeHtml(code) },
    { title: tracker.title, content: `${chartShown}${trackerHtml(tracker)}` },
    moments.length === 0 ? undefined : { title: doc.momentsTitle, content: listHtml(momentsList) },
    { title: doc.snapshotTitle, content: `<ol>\n${rules.join('\n')}\n</ol>` },
    { title: doc.storyTitle, content: `<p>${escapeHtml(doc.story)}</p>` },
    quiz.questions.length === 0
      ? undefined
      : {
          title: quiz.title,
          content: `${quizHtml(quiz.questions, quiz.marks)}\n${answersHtml(quiz.questions, quiz.answersTitle)}`,
        },
  ];
  return parts.filter((part) => part !== undefined);
}

function whyHtml({ question, requests, answer }: WrittenWhy): string {
  const items = requests.map(({ title, lines }) => {
    const written = lines.map((line) => `<code>${escapeHtml(line)}</code>`);
    return `<li><strong>${escapeHtml(title)}</strong>${written.join('')}</li>`;
  });
  const pair = items.length === 0 ? '' : `<ol class="pair">${items.join('')}</ol>\n`;
  return `<p class="question">${escapeHtml(question)}</p>\n${pair}<p>${escapeHtml(answer)}</p>`;
}

function listHtml({ items }: Pick<WrittenList, 'items'>, kind = ''): string {
  const written = items.map(
    ({ term, meaning }) => `<div><dt>${escapeHtml(term)}</dt><dd>${escapeHtml(meaning)}</dd></div>`,
  );
  return `<dl${kind}>\n${written.join('\n')}\n</dl>`;
}

/** Narrow windows show a row as a card, each cell below its heading; the roles keep it a table for the ear. */
function executionHtml({ tableTitle, head, rows }: LessonDocument): string {
  const lines = rows.map(({ kind, cells }) => {
    if (kind !== 'step')
      return `<tr class="${kind}" role="row"><td role="cell" colspan="${head.length}">${escapeHtml(cells.join(' '))}</td></tr>`;
    const written = cells.map(
      (cell, at) => `<td role="cell" data-head="${escapeHtml(head[at] ?? '')}">${escapeHtml(cell)}</td>`,
    );
    return `<tr role="row">${written.join('')}</tr>`;
  });
  const heads = head.map((cell) => `<th scope="col" role="columnheader">${escapeHtml(cell)}</th>`);
  return `<table class="execution" role="table" aria-label="${escapeHtml(tableTitle)}">
<thead role="rowgroup"><tr role="row">${heads.join('')}</tr></thead>
<tbody role="rowgroup">
${lines.join('\n')}
</tbody>
</table>`;
}

function trackerHtml({ title, head, rows }: WrittenTable): string {
  const lines = rows.map(
    ([name = '', ...cells]) =>
      `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="wide" tabindex="0" role="region" aria-label="${escapeHtml(title)}"><table class="tracker">
<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table></div>`;
}

function codeHtml({ caption, lines, note }: WrittenCode): string {
  const items = lines.map(({ code, words, values, lit }) => {
    const line =
      code === undefined ? `<i>${escapeHtml(words ?? '')}</i>` : `<code>${escapeHtml(code) || '&#8203;'}</code>`;
    return `<li${lit ? ' class="lit"' : ''}>${line}<span>${escapeHtml(values)}</span></li>`;
  });
  return `<p>${escapeHtml(caption)}</p>\n<ol class="code">\n${items.join('\n')}\n</ol>\n<p>${escapeHtml(note)}</p>`;
}
