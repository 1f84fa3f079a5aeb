/** The most of a foreign text that a report shows. */
const LONGEST = 160;

/** Characters that break a line, reverse it or cannot be seen are shown by their code. */
function visible(text: string): string {
  // A backslash before a pipe would unmask the one that keeps the pipe inside its cell.
  return text.replace(
    /\\(?=\|)|[\0-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (char) => {
      return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}

/**
 * Foreign text as a code span: whatever it holds, it stays text, and names no person and no other issue. The fence is
 * longer than any run of backticks inside (CommonMark section 6.1), which has no empty span: no text gives none.
 */
export function codeSpan(text: string): string {
  const shown = visible(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
  if (shown === '') return '';
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** A row of a table (GitHub Flavored Markdown section 4.10): a pipe ends a cell even inside a code span. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

/** A table with its head. */
export function table(head: readonly string[], rows: readonly string[]): string[] {
  return [tableRow(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows];
}
