import { useEffect, useState } from 'preact/hooks';
import { type Answer, answerOf, answersOf, mainAnswer } from '../../trace/findings/answer.ts';
import type { Scope } from '../../trace/summary/scope.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { TraceModel } from '../model/trace-model.ts';

/** How long after a change the answer is computed again, in ms: it reads the whole site, so not at each event. */
const PATIENCE = 250;

/** Of the time that passes, computing takes at most this part: long traces are looked at less often. */
const SHARE = 1 / 20;

function compute(model: TraceModel, scope: Scope): Answer | 'reading' | undefined {
  // Half a recording may say something else than the whole.
  if (model.progress.peek() < 1) return 'reading';
  const trace = model.trace();
  const { site, thread } = scope;
  if (site === undefined) return mainAnswer(answersOf(trace));
  const storeId = thread?.storeId ?? trace.entries.findLast((entry) => entry.site === site)?.storeId;
  return storeId === undefined ? undefined : answerOf(trace, site, storeId);
}

/** The answer for what is looked at; undefined until something was seen, `reading` until the recording is read. */
export function useAnswer(): Answer | 'reading' | undefined {
  const { trace, scope } = useInspector();
  const now = scope.value;
  const [answer, setAnswer] = useState(() => compute(trace, now));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let took = 0;
    const look = (): void => {
      const began = performance.now();
      setAnswer(compute(trace, now));
      took = performance.now() - began;
    };
    const soon = (): void => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          look();
        },
        Math.max(PATIENCE, took / SHARE),
      );
    };
    look();
    const ends = [trace.revision.subscribe(soon), trace.settled.subscribe(soon)];
    return () => {
      clearTimeout(timer);
      for (const end of ends) end();
    };
  }, [trace, now]);
  return answer;
}
