import { useState } from 'preact/hooks';
import { identityOf } from '../../trace/jar/jar-edit.ts';
import { livingSession, proveNewSession } from '../../trace/jar/new-session.ts';
import type { Session, Thread } from '../../trace/model/session.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { heldBy } from '../model/jar-model.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** A started attempt; the next events in the trace prove its success. */
interface StartedAttempt {
  readonly thread: Thread;
  readonly before: Session;
  /** How many cookies it deleted. */
  readonly count: number;
  /** ms since 1970. */
  readonly since: number;
  /** How to undo: the snapshot, or without room for one, the action's id in the history. */
  readonly back: { readonly snapshot: number } | { readonly action: number } | undefined;
}

/** Deletes the session's cookies, reloads the tab, checks in the trace that the id changed, and offers Undo. */
export function NewSessionPane() {
  const { text, host } = useWorld();
  const { scope, trace, tab, jar, listRevision, files } = useInspector();
  const jarEditor = useJarEditor();
  const [started, setStarted] = useState<StartedAttempt | undefined>(undefined);
  void trace.revision.value;
  void listRevision.value;
  const looked = scope.value.thread ?? mainThread([...trace.trace().threads.values()], jarEditor.site.value);
  const alive = looked === undefined ? undefined : livingSession(looked);
  const named = looked === undefined ? [] : heldBy(looked, jar.cookies.value ?? []);
  // A stale cookie of the same name on another path is not part of this session.
  const own = named.filter(({ value }) => alive !== undefined && value.includes(alive.id));
  const held = own.length > 0 ? own : named;
  const tabId = tab.tabId.value;

  const begin = async (): Promise<void> => {
    if (looked === undefined || alive === undefined) return;
    const since = host.now();
    const steps = held.map((cookie) => ({ kind: 'delete' as const, identity: identityOf(cookie) }));
    const taken = await jarEditor.takeSnapshot(text.say('jarBeforeNewSession', text.clock(since)));
    const answer = await jarEditor.change('new-session', steps, (count) => phrase('jarDeleted', count));
    if (answer === undefined || answer.results.some(({ ok }) => !ok)) return;
    const action = answer.item?.id;
    const back = taken !== undefined ? { snapshot: taken.id } : action !== undefined ? { action } : undefined;
    setStarted({ thread: looked, before: alive, count: held.length, since, back });
    if (tabId !== undefined) await host.send('reload-tab', { tabId });
  };

  const goBack = async (back: StartedAttempt['back']): Promise<void> => {
    if (back === undefined) return;
    if ('snapshot' in back) await jarEditor.restoreSnapshot(back.snapshot);
    else await jarEditor.undo(back.action);
    setStarted(undefined);
  };

  const proof = started === undefined ? undefined : proveNewSession(started.thread, started.before, started.since);
  if (files.opened.value !== undefined) {
    return (
      <>
        <p>{text.say('jarNewSessionFile')}</p>
        <div class="actions">
          <button type="button" onClick={() => files.close()}>
            {text.say('fileClose')}
          </button>
        </div>
      </>
    );
  }
  const ready = looked !== undefined && alive !== undefined && held.length > 0;
  // Between the old cookie and the new one the card keeps its room: what stands below it must not move.
  const shown = ready ? { thread: looked, before: alive, count: held.length } : started;
  return (
    <>
      <p class="dim">{text.say('jarNewSessionWhat')}</p>
      {shown === undefined ? (
        <p>{text.say('jarNewSessionNone')}</p>
      ) : (
        <div class={ready ? 'card' : 'card room'}>
          <div class="pair">
            <span class="mono">
              <b>
                <Foreign text={shown.thread.name} />
              </b>
            </span>
            <Chip session={shown.before} />
          </div>
          <p class="dim">{text.plural('jarNewSessionDeletes', shown.count)}</p>
          <div class="actions">
            <button type="button" class="danger" disabled={jarEditor.busy.value} onClick={() => void begin()}>
              {text.say(tabId === undefined ? 'jarNewSessionDelete' : 'jarNewSessionRun')}
            </button>
          </div>
        </div>
      )}
      {started !== undefined && proof !== undefined && (
        <section aria-live="polite">
          <h3>{text.say('jarProof')}</h3>
          <div class="card">
            {proof.kind === 'waiting' && (
              <p>
                <Icon name="wait" /> {text.say(tabId === undefined ? 'jarProofReload' : 'jarProofWaiting')}
              </p>
            )}
            {proof.kind === 'new' && (
              <>
                <p class="outcome good">
                  <Icon name="check" /> {text.say('jarProofNew')}
                </p>
                <p>
                  <Chip session={proof.before} /> <Icon name="arrow" /> <Chip session={proof.after} />
                </p>
              </>
            )}
            {(proof.kind === 'same' || proof.kind === 'other') && (
              <>
                <p class="outcome bad">
                  <Icon name="refuse" /> {text.say(proof.kind === 'same' ? 'jarProofSame' : 'jarProofOther')}
                </p>
                <p>
                  <Chip session={proof.session} />
                </p>
              </>
            )}
            {started.back !== undefined && (
              <div class="actions">
                <button type="button" disabled={jarEditor.busy.value} onClick={() => void goBack(started.back)}>
                  {text.say('jarProofBack')}
                </button>
              </div>
            )}
          </div>
        </section>
      )}
    </>
  );
}

/** The thread that is most likely the site's session. */
function mainThread(threads: readonly Thread[], site: string | undefined): Thread | undefined {
  return threads.filter((thread) => thread.site === site).sort((a, b) => b.trust - a.trust)[0];
}
