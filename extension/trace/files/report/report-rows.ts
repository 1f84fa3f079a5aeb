import type { Session } from '../../model/session.ts';
import type { Text } from '../../words/text.ts';
import { tableRow } from './markdown.ts';

/** A line of the requests' table: an entry of the thread, or the end of one of its sessions. */
export interface ReportRow {
  readonly text: string;
  /** Set for a row that only resumed a session: its session, for runs to be shortened. */
  readonly resumed?: { readonly session: Session; readonly count: number | undefined };
}

/** A run of requests that only resumed one session is shown by its first two and its last. */
const LONGEST_RUN = 6;

/** A row that says something of the rows in its place. */
function noteRow(note: string, columns: number): string {
  return tableRow(['…', '', note, ...Array.from({ length: columns - 3 }, () => '')]);
}

/** Replaces the middle of a long run of requests that resumed one session by one line. */
export function shortened(text: Text, rows: readonly ReportRow[], columns: number): string[] {
  const out: string[] = [];
  for (let start = 0; start < rows.length; ) {
    const session = rows[start]?.resumed?.session;
    let end = start + 1;
    while (session !== undefined && end < rows.length && rows[end]?.resumed?.session === session) end += 1;
    const run = rows.slice(start, end);
    start = end;
    if (session === undefined || run.length <= LONGEST_RUN) {
      out.push(...run.map((row) => row.text));
      continue;
    }
    const middle = run.slice(2, -1);
    const more = text.plural('reportMore', middle.length, text.number(session.number));
    out.push(...run.slice(0, 2).map((row) => row.text), noteRow(withCounts(text, more, middle), columns));
    out.push(...run.slice(-1).map((row) => row.text));
  }
  return out;
}

function withCounts(text: Text, more: string, rows: readonly ReportRow[]): string {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { resumed } of rows) {
    if (resumed?.count === undefined) continue;
    least = Math.min(least, resumed.count);
    most = Math.max(most, resumed.count);
  }
  return least > most ? more : text.say('reportMoreCounted', more, text.number(least), text.number(most));
}

/**
 * Keeps the first and the last rows of what is too long for an issue tracker.
 *
 * @param longest characters
 */
export function bounded(text: Text, rows: readonly string[], longest: number, columns: number): string[] {
  let length = 0;
  for (const row of rows) length += row.length + 1;
  if (length <= longest) return [...rows];
  const head = fitting(rows, longest / 2);
  const tail = fitting(rows.toReversed(), longest / 2);
  const out = rows.length - head - tail;
  return [
    ...rows.slice(0, head),
    noteRow(text.plural('reportLeftOut', out), columns),
    ...rows.slice(rows.length - tail),
  ];
}

/** How many of the first rows fit into so many characters. */
function fitting(rows: readonly string[], characters: number): number {
  let room = characters;
  return rows.findIndex((row) => {
    room -= row.length + 1;
    return room < 0;
  });
}
