import type { SaysEvent } from '../../model/event.ts';
import type { FoldRun } from '../fold-run.ts';
import { judgeAnswer, judgeBody } from './answers.ts';
import { entryOfText, judgeIdAgain } from './counts.ts';

/** What a text says of who asks comes after its response: the answer is judged again by it. */
export function onSays(run: FoldRun, event: SaysEvent): void {
  const entry = entryOfText(run.state, event);
  // A page is read when it is parsed and when it has loaded: what it says first stays.
  if (entry === undefined || entry.says !== undefined) return;
  entry.readFrom = event.source;
  if (event.says !== undefined) {
    entry.says = event.says;
    judgeBody(run, entry);
    judgeIdAgain(entry);
  }
  judgeAnswer(run, entry);
  run.entryChanged(entry);
}
