import type { ResponseEvent } from '../../model/event.ts';
import type { FoldRun } from '../fold-run.ts';
import { judgeAnswer } from './answers.ts';

/** A redirect that was judged came out of the browser's cache, as Chromium says afterwards: no server refused anybody. */
export function noteCached(run: FoldRun, { requestId, url, status }: ResponseEvent): void {
  const entry = run.state.recent.get(requestId);
  if (entry?.url !== url || entry.status !== status) return;
  entry.fromCache = true;
  judgeAnswer(run, entry);
  run.entryChanged(entry);
}
