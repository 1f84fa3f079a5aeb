import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';

/** Counted requests for one resource on one session that were under way at the same time. */
export interface ParallelGroup {
  readonly rows: readonly StepRow[];
  /** Two of them were given the same count: a visit was lost. */
  readonly lost: boolean;
}

/**
 * The first group of crossing requests that counted right, and the first that lost a visit. Only requests for the same
 * resource are compared: another one may report the count without counting.
 */
export function parallelGroups(rows: readonly LessonRow[]): ParallelGroup[] {
  const counted = rows.filter(
    (row): row is StepRow =>
      isStep(row) && row.sent !== undefined && row.count !== undefined && row.entry.respondedAt !== undefined,
  );
  const groups: ParallelGroup[] = [];
  let open: StepRow[] = [];
  let until = 0;
  const close = (): void => {
    groups.push(...judge(open));
    open = [];
  };
  for (const row of counted) {
    if (open.length > 0 && row.entry.startedDateTime >= until) close();
    open.push(row);
    until = Math.max(open.length === 1 ? 0 : until, row.entry.respondedAt ?? 0);
  }
  close();
  const right = groups.find(({ lost }) => !lost);
  const lost = groups.find((group) => group.lost);
  return [right, lost].filter((group) => group !== undefined);
}

/** Of requests that crossed: those of one resource on one session, where there are two or more. */
function judge(crossing: readonly StepRow[]): ParallelGroup[] {
  const byResource = Map.groupBy(crossing, (row) => `${row.sent?.number} ${row.entry.method} ${row.entry.url}`);
  return [...byResource.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => {
      // A request that left later and found a smaller or equal count without crossing is no lost visit.
      const lost = rows.some((a) => rows.some((b) => a !== b && a.count === b.count && cross(a, b)));
      return { rows, lost };
    });
}

function cross(a: StepRow, b: StepRow): boolean {
  return a.entry.startedDateTime < (b.entry.respondedAt ?? 0) && b.entry.startedDateTime < (a.entry.respondedAt ?? 0);
}
