import type { RequestEntry } from '../model/entry.ts';
import type { Session, Thread } from '../model/session.ts';
import { rotatedFrom } from '../summary/counts-around.ts';
import type { MessageKey } from '../words/message-key.ts';
import { type Phrase, phrase } from '../words/phrase.ts';
import { pathOf } from './display.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';

/** The tasks of the guided tour, in their order. */
export const tourTaskIds = ['visit', 'reload', 'delete', 'expire', 'login', 'forget'] as const;
export type TourTaskId = (typeof tourTaskIds)[number];

/** A task of the guided tour, and what the trace says of it. */
export interface TourTask {
  readonly id: TourTaskId;
  readonly title: Phrase;
  /** What to do, on the companion. */
  readonly how: Phrase;
  /** The key of the row that shows that it was done. */
  readonly done?: string;
  /** The first half is done: what is still missing. */
  readonly halfway?: Phrase;
}

interface TaskRecord {
  readonly id: TourTaskId;
  readonly title: MessageKey;
  readonly how: MessageKey;
  /** Phrase while the first half alone is done. */
  readonly half?: MessageKey;
  /** True where this row shows that the task was done. */
  shows(row: LessonRow): boolean;
  /** True where the newest session shows its first half. */
  started?(session: Session): boolean;
}

/** What the companion's button sets, in ms. */
const SHORT_TIMEOUT = 10_000;

/** An id came back, whatever the server made of it. */
const cameBack: ReadonlySet<StepRow['state']> = new Set(['resumed', 'sent']);

const tasks: readonly TaskRecord[] = [
  {
    id: 'visit',
    title: 'lessonTourVisit',
    how: 'lessonTourVisitHow',
    shows: (row) => isStep(row) && row.state === 'created',
  },
  {
    id: 'reload',
    title: 'lessonTourReload',
    how: 'lessonTourReloadHow',
    shows: (row) => isStep(row) && cameBack.has(row.state) && row.entry.type === 'main_frame' && isGet(row.entry),
  },
  {
    id: 'delete',
    title: 'lessonTourDelete',
    how: 'lessonTourDeleteHow',
    shows: (row) => row.kind === 'exit' && (row.end.cause === 'user' || row.end.cause === 'browsing-data'),
  },
  {
    id: 'expire',
    title: 'lessonTourExpire',
    how: 'lessonTourExpireHow',
    half: 'lessonTourExpireHalf',
    shows: (row) =>
      row.kind === 'exit' ? row.end.cause === 'expired' : row.state === 'replaced' && ranOut(row, row.sent),
    started: (session) => timeoutAsked(session) !== undefined,
  },
  {
    id: 'login',
    title: 'lessonTourLogin',
    how: 'lessonTourLoginHow',
    shows: (row) => isStep(row) && row.state === 'rotated',
  },
  {
    id: 'forget',
    title: 'lessonTourForget',
    how: 'lessonTourForgetHow',
    half: 'lessonTourForgetHalf',
    shows: (row) => isStep(row) && row.state === 'replaced' && row.sent !== undefined && !ranOut(row, row.sent),
    started: (session) => forgetAsked(session) !== undefined,
  },
];

/** The six tasks with what the rows show of them, in order. */
export function tourTasks(rows: readonly LessonRow[], thread: Thread | undefined): TourTask[] {
  const newest = thread?.sessions.findLast(({ end }) => end === undefined);
  return tasks.map(({ id, title, how, half, shows, started }) => {
    const done = rows.find(shows)?.key;
    const words = { id, title: phrase(title), how: phrase(how) };
    if (done !== undefined) return { ...words, done };
    if (half !== undefined && newest !== undefined && started?.(newest) === true)
      return { ...words, halfway: phrase(half) };
    return words;
  });
}

function isGet({ method }: RequestEntry): boolean {
  return method === 'GET';
}

function succeeded({ status }: RequestEntry): boolean {
  return status !== undefined && status < 400;
}

/** The last request on a session that shortened its life on the companion; a rotation takes the short life along. */
function timeoutAsked(session: Session): RequestEntry | undefined {
  const own = session.entries.findLast(
    (entry) => entry.method === 'POST' && pathOf(entry.url).endsWith('/session/timeout') && succeeded(entry),
  );
  const parent = own === undefined ? rotatedFrom(session) : undefined;
  return own ?? (parent === undefined ? undefined : timeoutAsked(parent));
}

/** The request on a session that made the companion forget it. */
function forgetAsked(session: Session): RequestEntry | undefined {
  return session.entries.findLast(
    (entry) => entry.method === 'DELETE' && pathOf(entry.url).endsWith('/session') && succeeded(entry),
  );
}

/** The server's short timeout was over when this request came, and nothing had made the server forget before. */
function ranOut(row: StepRow, sent: Session | undefined): boolean {
  if (sent === undefined || forgetAsked(sent) !== undefined) return false;
  const asked = timeoutAsked(sent);
  if (asked === undefined) return false;
  const at = sent.entries.indexOf(row.entry);
  const last = Math.max(asked.startedDateTime, counted(sent.entries.slice(0, at === -1 ? undefined : at)));
  return row.entry.startedDateTime - last >= SHORT_TIMEOUT;
}

/** When the session was last visited: the server's timeout begins again there. */
function counted(entries: readonly RequestEntry[]): number {
  const last = entries.findLast(({ url, method }) => method === 'GET' && pathOf(url) === '/');
  return last?.startedDateTime ?? 0;
}
