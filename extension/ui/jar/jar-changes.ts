import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { JarActionAnswer } from '../../protocol/commands.ts';
import type { JarAction } from '../../trace/jar/history.ts';
import type { JarStep } from '../../trace/jar/jar-step.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { InspectorModel } from '../model/inspector-model.ts';

/** How a change that was done is said, with how many cookies it changed. */
export type SayDone = (count: number) => Phrase;

/** Changes to the jar: each is reported to the user with its Undo. */
export interface JarChanges {
  readonly busy: ReadonlySignal<boolean>;
  /** Runs what asks the background; undefined: it did not answer, and the user was told. */
  attempt<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** The same for what changes the jar or its memory: both are read again after it. */
  during<T>(work: () => Promise<T>): Promise<T | undefined>;
  fail(why: string): void;
  /** Does an action and reports how it went. */
  act(send: () => Promise<JarActionAnswer>, done: SayDone): Promise<JarActionAnswer | undefined>;
  /** Does steps as one action. */
  change(action: JarAction, steps: readonly JarStep[], done: SayDone): Promise<JarActionAnswer | undefined>;
  undo(id: number): Promise<void>;
}

/** Makes the changes of one site's jar; `refresh` reads again what the background remembers. */
export function createJarChanges(
  { host, jar, actions }: InspectorModel,
  site: ReadonlySignal<string | undefined>,
  refresh: () => Promise<void>,
): JarChanges {
  const running = signal(0);
  const fail = (why: string): void => actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)) });

  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (reason) {
      fail(reason instanceof Error ? reason.message : String(reason));
      return undefined;
    }
  };
  const during = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    running.value = running.peek() + 1;
    const answer = await attempt(work);
    await Promise.all([jar.refresh(), refresh()]);
    running.value = running.peek() - 1;
    return answer;
  };

  /** Says what was done, or the first reason why not, with an Undo where something changed. */
  const report = (answer: JarActionAnswer, done: SayDone): void => {
    const failed = answer.results.filter((result) => !result.ok);
    const changed = answer.item?.changes.length ?? answer.results.length - failed.length;
    const [first] = failed;
    const why = answer.why ?? (first?.ok === false ? first.why : undefined) ?? answer.unremembered;
    const { item } = answer;
    const undoes = item === undefined ? {} : { undo: () => void undo(item.id) };
    if (why === undefined) actions.tell({ tone: 'good', said: done(changed), ...undoes });
    else if (failed.length < 2) actions.tell({ tone: 'bad', said: phrase('noticeFailed', code(why)), ...undoes });
    else actions.tell({ tone: 'bad', said: phrase('jarSomeFailed', failed.length, code(why)), ...undoes });
  };
  const act: JarChanges['act'] = async (send, done) => {
    const answer = await during(send);
    if (answer !== undefined) report(answer, done);
    return answer;
  };
  const undo = async (id: number): Promise<void> => {
    await act(
      () => host.send('undo-jar-action', { id }),
      (count) => phrase('jarUndone', count),
    );
  };

  return {
    busy: computed(() => running.value > 0),
    attempt,
    during,
    fail,
    act,
    change: (action, steps, done) =>
      act(() => host.send('change-jar', { action, site: site.peek() ?? '', steps }), done),
    undo,
  };
}
