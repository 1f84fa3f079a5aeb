import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { JarActionAnswer } from '../../protocol/commands.ts';
import type { JarAction } from '../../trace/jar/history.ts';
import type { JarEdit } from '../../trace/jar/jar-edit.ts';
import type { WhyNot } from '../../trace/model/why-not.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import { attempt } from '../model/attempt.ts';
import type { InspectorModel } from '../model/inspector-model.ts';

/** Makes the success message from the number of changed cookies. */
export type SayDone = (count: number) => Phrase;

/** Changes to the jar. Each one is reported to the user, with Undo. */
export interface JarChanges {
  readonly busy: ReadonlySignal<boolean>;
  /** Attempts a request to the background, then reads the jar and its edit history again. */
  during<T>(work: () => Promise<T>): Promise<T | undefined>;
  fail(why: WhyNot): void;
  /** Runs an action and reports the result. */
  act(send: () => Promise<JarActionAnswer>, done: SayDone): Promise<JarActionAnswer | undefined>;
  /** Carries out edits as one action. */
  change(action: JarAction, edits: readonly JarEdit[], done: SayDone): Promise<JarActionAnswer | undefined>;
  undo(id: number): Promise<void>;
}

/** Creates the changes for a site's jar; `refresh` reads its edit history again. */
export function createJarChanges(
  { host, jar, actions }: InspectorModel,
  site: ReadonlySignal<string | undefined>,
  refresh: () => Promise<void>,
): JarChanges {
  const running = signal(0);
  const fail = (why: WhyNot): void => actions.notify({ tone: 'bad', said: whyNotPhrase(why) });

  const during = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    running.value = running.peek() + 1;
    const answer = await attempt(actions, work);
    await Promise.all([jar.refresh(), refresh()]);
    running.value = running.peek() - 1;
    return answer;
  };

  /** Reports success or the first failure, with Undo if something changed. */
  const report = (answer: JarActionAnswer, done: SayDone): void => {
    const failed = answer.results.filter((result) => !result.ok);
    const changed = answer.item?.changes.length ?? answer.results.length - failed.length;
    const [first] = failed;
    const why = answer.why ?? (first?.ok === false ? first.why : undefined) ?? answer.unremembered;
    const { item } = answer;
    const undoes = item === undefined ? {} : { undo: () => void undo(item.id) };
    if (why === undefined) actions.notify({ tone: 'good', said: done(changed), ...undoes });
    else if (failed.length < 2) actions.notify({ tone: 'bad', said: whyNotPhrase(why), ...undoes });
    else {
      const said = phrase('jarSomeFailed', failed.length);
      actions.notify({ tone: 'bad', said, also: whyNotPhrase(why), ...undoes });
    }
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
    during,
    fail,
    act,
    change: (action, edits, done) =>
      act(() => host.send('change-jar', { action, site: site.peek() ?? '', edits }), done),
    undo,
  };
}
