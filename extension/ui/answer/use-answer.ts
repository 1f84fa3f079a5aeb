import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Scope } from '../../trace/summary/scope.ts';
import { useInspector } from '../model/inspector-context.ts';
import { createAnswering, firstAnswer, type Looked } from './answering.ts';
import { followExpiry } from './expiring.ts';

/** How long after a change the answer is computed again, in ms: it reads the whole site, so not at each event. */
const PATIENCE = 250;

/** Of the time that passes, computing takes at most this part: long traces are looked at less often. */
const SHARE = 1 / 20;

/** The answer for what is looked at, kept up to date. */
export function useAnswer(): Looked {
  const { trace, scope, files, host } = useInspector();
  const isLive = files.opened.value === undefined;
  useEffect(() => (isLive ? followExpiry(trace, () => host.now()) : undefined), [trace, host, isLive]);
  const now = scope.value;
  const first = useMemo(() => firstAnswer(trace, now), [trace, now]);
  const [later, setLater] = useState<{ readonly scope: Scope; readonly answer: Looked }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cost = 0;
    const { look, stop } = createAnswering({
      source: trace,
      scope: now,
      isAnswered: first !== 'reading',
      onAnswer: (answer, took) => {
        cost = took;
        setLater({ scope: now, answer });
      },
    });
    const soon = (): void => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          look();
        },
        Math.max(PATIENCE, cost / SHARE),
      );
    };
    if (first === 'reading') look();
    const ends = [trace.revision.subscribe(soon), trace.settled.subscribe(soon)];
    return () => {
      clearTimeout(timer);
      stop();
      for (const end of ends) end();
    };
  }, [trace, now, first]);
  // What was found elsewhere says nothing of what is looked at now.
  return later?.scope === now ? later.answer : first;
}
