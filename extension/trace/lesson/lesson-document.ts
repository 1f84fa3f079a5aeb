/** A snapshot, table and story as plain text in the reader's language, secrets already hidden. */
export interface LessonDocument {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  /** Says that ids are masked, and what made this page. */
  readonly note: string;
  readonly snapshotTitle: string;
  readonly snapshot: readonly string[];
  readonly tableTitle: string;
  readonly head: readonly string[];
  /** `exit` rows have one cell over the whole width. */
  readonly rows: readonly { readonly kind: 'step' | 'exit'; readonly cells: readonly string[] }[];
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

/** The document as one HTML page that needs nothing else: no script, no request. */
export function htmlOf(doc: LessonDocument): string {
  const list = (items: readonly string[]): string => items.map((text) => `<li>${escapeHtml(text)}</li>`).join('\n');
  const rows = doc.rows.map(({ kind, cells }) =>
    kind === 'exit'
      ? `<tr class="exit"><td colspan="${doc.head.length}">${escapeHtml(cells.join(' '))}</td></tr>`
      : `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  const moments = doc.moments.map(({ ask, answer }) => `<dt>${escapeHtml(ask)}</dt>\n<dd>${escapeHtml(answer)}</dd>`);
  return `<!doctype html>
<html lang="${escapeHtml(doc.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(doc.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(doc.title)}</h1>
<h2>${escapeHtml(doc.snapshotTitle)}</h2>
<ul>
${list(doc.snapshot)}
</ul>
<h2 id="table">${escapeHtml(doc.tableTitle)}</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="table"><table>
<thead><tr>${doc.head.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${moments.length > 0 ? `<h2>${escapeHtml(doc.momentsTitle)}</h2>\n<dl>\n${moments.join('\n')}\n</dl>\n` : ''}<h2>${escapeHtml(doc.storyTitle)}</h2>
<p>${escapeHtml(doc.story)}</p>
<footer>${escapeHtml(doc.note)}</footer>
</body>
</html>
`;
}

const STYLE = `
:root{color-scheme:light dark}
body{font:15px/1.55 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:light-dark(#1d2430,#e6e9ef);background:light-dark(#fff,#1b1d21)}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:start;padding:.3rem .7rem;border-bottom:1px solid light-dark(#d8dde5,#3a3f48);vertical-align:top}
.exit td{background:light-dark(#fff6e5,#2f2818);color:light-dark(#7a4a00,#f5c26b)}
dt{font-weight:600;margin-top:.8rem}dd{margin:0}
footer{margin-top:2rem;color:light-dark(#5b6474,#a3acba);font-size:.9rem}
@media print{body{margin:0;max-width:none}}
`.trim();

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Text that Markdown would otherwise read as its own marks; HTML in it stays text. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(/[\\`*_[\]<>~#]/g, '\\$&');
}
