import { answerOf } from '../../findings/answer.ts';
import type { RequestEntry, SessionStep } from '../../model/entry.ts';
import type { Session, Thread } from '../../model/session.ts';
import type { Trace } from '../../model/trace.ts';
import type { Text } from '../../words/text.ts';
import { isoTime } from '../iso-time.ts';
import { type Masker, UNMASKED } from '../mask.ts';
import { answerSection } from './answer-section.ts';
import { codeSpan, table, tableRow } from './markdown.ts';
import { actionWord, endWord, ORIGIN_WORDS } from './report-words.ts';

export interface ReportOptions {
  /** `maskerOfTrace` unless the user chose to give the secrets away: then `UNMASKED`. */
  readonly masker: Masker;
  /** Writes the answer in the user's language. */
  readonly text: Text;
  /** The extension's version. */
  readonly version: string;
  readonly browserVersion?: string;
}

/** A run of requests that only resumed one session is told by its first two and its last. */
const LONGEST_RUN = 6;

/** Issue trackers take 65,536 characters; the requests get most of them. */
const LONGEST_REQUESTS = 42_000;
const LONGEST_SESSIONS = 10_000;

const iso = (time: number): string => `${isoTime(time).slice(0, 19).replace('T', ' ')} UTC`;
const clock = (time: number): string => isoTime(time).slice(11, 23);
const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A line of the requests' table: an entry of the thread, or the end of one of its sessions. */
interface ReportRow {
  readonly time: number;
  readonly text: string;
  /** Set for a row that only resumed a session: its session, for runs to be shortened. */
  readonly resumed?: { readonly session: Session; readonly count: number | undefined };
}

function stepOf(entry: RequestEntry, thread: Thread): SessionStep | undefined {
  return entry.steps.find((step) => step.thread === thread);
}

class ThreadReport {
  readonly #thread: Thread;
  readonly #trace: Trace;
  readonly #options: ReportOptions;

  constructor(trace: Trace, thread: Thread, options: ReportOptions) {
    this.#trace = trace;
    this.#thread = thread;
    this.#options = options;
  }

  lines(): string[] {
    const thread = this.#thread;
    const living = thread.sessions.filter(({ end }) => end === undefined);
    const first = thread.sessions[0];
    const browser =
      `${this.#trace.browser === 'firefox' ? 'Firefox' : 'Chrome'} ${this.#options.browserVersion ?? ''}`.trim();
    const masked =
      this.#options.masker === UNMASKED
        ? '**This report holds unmasked session ids: whoever has one may be able to use the session.**'
        : 'Session ids and other cookie values are masked: equal labels (`~1`) are equal values.';
    return [
      `# Sessions on the cookie ${codeSpan(thread.name)} of ${codeSpan(thread.site)}`,
      '',
      `${thread.sessions.length === 1 ? 'One session' : `${thread.sessions.length} sessions, one after another`}${first === undefined ? '' : `, from ${iso(first.firstSeen)}`}; ${living.length === 0 ? 'none is alive' : `session ${living.map(({ number }) => number).join(', ')} is alive`}. Recorded in ${browser} with Sidtrail ${this.#options.version}. ${masked}`,
      '',
      ...this.#answer(),
      '',
      '## Sessions',
      '',
      ...table(
        ['Session', 'Id', 'Began', 'Requests', 'Last count', 'Ended', 'How'],
        bounded(
          thread.sessions.map((session) => this.#session(session)),
          LONGEST_SESSIONS,
        ),
      ),
      '',
      '## Requests',
      '',
      ...table(['Step', 'Time (UTC)', 'Request', 'Session sent', 'Count', 'What happened', 'Status'], this.#requests()),
      '',
      '## Set-Cookie lines',
      '',
      ...this.#evidence(),
      '',
    ];
  }

  /** The answer for the site: the same sentence as on screen. */
  #answer(): string[] {
    const { site, storeId } = this.#thread;
    return answerSection(this.#options.text, answerOf(this.#trace, site, storeId), this.#options.masker);
  }

  #session(session: Session): string {
    const { end } = session;
    const began = session.createdBy === undefined ? ORIGIN_WORDS[session.origin] : `step ${session.createdBy.step}`;
    const ended =
      end === undefined
        ? 'alive'
        : `${endWord(end)}${end.entry === undefined ? '' : ` (step ${end.entry.step})`}${end.successor === undefined ? '' : `; session ${end.successor.number} came after it`}`;
    return tableRow([
      String(session.number),
      codeSpan(this.#options.masker.value(session.id)),
      `${clock(session.firstSeen)}, ${began}`,
      String(session.entries.length),
      session.count === undefined ? '–' : String(session.count),
      end === undefined ? '–' : clock(end.time),
      ended,
    ]);
  }

  /** Entries and ends of this thread in the order of the trace, long runs shortened, bounded in length. */
  #requests(): string[] {
    const rows: ReportRow[] = [];
    for (const row of this.#trace.rows) {
      if (row.kind === 'entry') {
        const step = stepOf(row.entry, this.#thread);
        if (step !== undefined) rows.push(this.#entry(row.entry, step));
      } else if (row.kind === 'end' && row.session.thread === this.#thread) {
        const undone = row.end.undone === true ? ', and then taken back' : '';
        rows.push({
          time: row.end.time,
          text: tableRow([
            '',
            clock(row.end.time),
            `**Session ${row.session.number} ended**: ${endWord(row.end)}${undone}`,
            '',
            '',
            '',
            '',
          ]),
        });
      }
    }
    return bounded(shortened(rows), LONGEST_REQUESTS);
  }

  #entry(entry: RequestEntry, step: SessionStep): ReportRow {
    const count = entry.counts[0]?.count;
    const sent = step.before === undefined ? 'none' : `session ${step.before.number}`;
    const after = step.after !== undefined && step.after !== step.before ? ` → session ${step.after.number}` : '';
    const predicted = step.predicted ? ' (predicted)' : '';
    const text = tableRow([
      String(entry.step),
      clock(entry.startedDateTime),
      codeSpan(`${entry.method} ${this.#options.masker.url(entry.url)}`),
      sent,
      count === undefined ? '–' : String(count),
      `${actionWord(step)}${after}${predicted}`,
      entry.error === undefined
        ? `${entry.status ?? '–'}${entry.fromCache === true ? ' (from cache)' : ''}`
        : codeSpan(this.#options.masker.text(entry.error)),
    ]);
    const resumed =
      step.action === 'resumed' && step.before !== undefined ? { session: step.before, count } : undefined;
    return { time: entry.startedDateTime, text, ...(resumed !== undefined && { resumed }) };
  }

  /** Every Set-Cookie line that wrote the thread's cookie, as it came, with what the browser showed of it. */
  #evidence(): string[] {
    const found: string[] = [];
    let length = 0;
    for (const entry of this.#trace.entries) {
      if (entry.site !== this.#thread.site || entry.storeId !== this.#thread.storeId) continue;
      for (const { raw, parsed, observed } of entry.setCookies) {
        if (parsed.name !== this.#thread.name) continue;
        const outcome =
          observed === undefined
            ? 'not seen in the jar'
            : observed.removed
              ? 'observed: removed from the jar'
              : 'observed: stored';
        const line = `- Step ${entry.step}: ${codeSpan(this.#options.masker.setCookie(raw))} (${outcome})`;
        length += line.length;
        if (length > 10_000) return [...found, '- More lines were left out to keep the report short.'];
        found.push(line);
      }
    }
    return found.length > 0 ? found : ['None was recorded.'];
  }
}

/** Replaces the middle of a long run of requests that resumed one session by one line. */
function shortened(rows: readonly ReportRow[]): string[] {
  const out: string[] = [];
  for (let start = 0; start < rows.length; ) {
    const session = rows[start]?.resumed?.session;
    let end = start + 1;
    while (session !== undefined && end < rows.length && rows[end]?.resumed?.session === session) end += 1;
    const run = rows.slice(start, end);
    if (session !== undefined && run.length > LONGEST_RUN) {
      const middle = run.slice(2, -1);
      const counts = middle.flatMap(({ resumed }) => (resumed?.count === undefined ? [] : [resumed.count]));
      const told = counts.length === 0 ? '' : `, counts ${Math.min(...counts)} to ${Math.max(...counts)}`;
      out.push(...run.slice(0, 2).map(({ text }) => text));
      out.push(
        tableRow([
          '…',
          '',
          `${plural(middle.length, 'more request')} resumed session ${session.number}${told}`,
          '',
          '',
          '',
          '',
        ]),
      );
    } else out.push(...run.slice(0, -1).map(({ text }) => text));
    const last = run.at(-1);
    if (last !== undefined) out.push(last.text);
    start = end;
  }
  return out;
}

/** Keeps the first and the last rows of what is too long for an issue tracker. */
function bounded(rows: readonly string[], longest: number): string[] {
  let length = 0;
  for (const row of rows) length += row.length + 1;
  if (length <= longest) return [...rows];
  const half = (list: readonly string[]): number => {
    let room = longest / 2;
    return list.findIndex((row) => {
      room -= row.length + 1;
      return room < 0;
    });
  };
  const head = half(rows);
  const tail = half([...rows].reverse());
  const out = rows.length - head - tail;
  return [
    ...rows.slice(0, head),
    tableRow(['…', '', `${plural(out, 'row')} left out to keep the report short`, '', '', '', '']),
    ...rows.slice(rows.length - tail),
  ];
}

/** The story of one thread as Markdown, for an issue tracker: at most about 65,000 characters, no secret unless asked. */
export function threadReport(trace: Trace, thread: Thread, options: ReportOptions): string {
  return new ThreadReport(trace, thread, options).lines().join('\n');
}
