import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Thread } from '../../trace/model/session.ts';
import type { TraceRow } from '../../trace/model/trace.ts';
import { effectIn, type Scope } from '../../trace/summary/scope.ts';
import { useInspector } from '../model/inspector-context.ts';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { HeldFoot } from '../parts/held-foot.tsx';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import '../styles/details.css';
import { markWords } from '../words/mark-words.ts';
import { EndDetails } from './end-details.tsx';
import { EntryDetails } from './entry-details.tsx';
import { RevealAll } from './shown-values.ts';

interface DetailsProps {
  readonly row: TraceRow;
  /** True when the details cover the table. */
  readonly over: boolean;
  readonly onClose: () => void;
  readonly heading: RefObject<HTMLHeadingElement | null>;
  /** The form shown instead of the row's details while a cookie is edited. */
  readonly editor: ComponentChildren;
}

/** The details panel: beside the table, or over it when there is no room. */
export function Details({ row, over, onClose, heading, editor }: DetailsProps) {
  const { text, listRevision, scope, editing } = useInspector();
  // A row changes in place, for example when its response arrives.
  void listRevision.value;
  const thread = threadOf(row, scope.value);
  const edits = editing.value !== undefined;
  const edited = useRef(false);
  const [revealsAll, setRevealsAll] = useState(false);
  useEffect(() => {
    // The focused button was removed with the form.
    if (edits !== edited.current) heading.current?.focus();
    edited.current = edits;
  }, [edits, heading]);
  const back = (): void => {
    editing.value = undefined;
  };
  return (
    <section
      class={over ? 'details over' : 'details'}
      aria-labelledby="details-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (edits) back();
        else onClose();
      }}
    >
      <header class="details-bar">
        {(over || edits) && (
          <button
            type="button"
            class="bare"
            onClick={edits ? back : onClose}
            aria-label={text.say(edits ? 'backToRequest' : 'backToTable')}
          >
            <Icon name="back" />
          </button>
        )}
        <h2 id="details-title" ref={heading} tabIndex={-1} title={edits ? undefined : titleOf()}>
          {edits ? <Foreign text={editing.value?.name || text.say('nameless')} /> : titleOf()}
        </h2>
        <span class="grow" />
        {row.kind === 'entry' && !edits && (
          <button
            type="button"
            class="bare"
            aria-pressed={revealsAll}
            title={text.say(revealsAll ? 'hideAll' : 'revealAll')}
            aria-label={text.say('revealAll')}
            onClick={() => setRevealsAll(!revealsAll)}
          >
            <Icon name="eye" />
          </button>
        )}
        {/* Over the table, the way back is the way to the newest: nothing else is in sight. */}
        {!over && <FollowSwitch row={row} />}
        {!over && (
          <button type="button" class="bare" onClick={onClose} aria-label={text.say('closeDetails')}>
            <Icon name="cross" />
          </button>
        )}
      </header>
      <div class="details-body">
        <RevealAll.Provider value={revealsAll}>
          <ErrorBoundary of={row}>{edits ? editor : <RowDetails row={row} />}</ErrorBoundary>
        </RevealAll.Provider>
      </div>
      {thread !== undefined && !edits && <HeldFoot thread={thread} />}
    </section>
  );

  function titleOf(): string {
    switch (row.kind) {
      case 'entry':
        return text.say('detailsStep', text.number(row.entry.step), text.clock(row.entry.startedDateTime));
      case 'end':
        return text.say('detailsEnd', text.number(row.session.number), text.clock(row.end.time));
      case 'mark':
        return text.clock(row.mark.time);
    }
  }
}

/** Whether the details go on to the newest request. Its two labels share one place, so that nothing beside it moves. */
function FollowSwitch({ row }: { readonly row: TraceRow }) {
  const { text, selection } = useInspector();
  const newest = selection.value.kind === 'newest';
  return (
    <button
      type="button"
      class="small follow-switch"
      aria-pressed={newest}
      title={text.say('followingWhat')}
      onClick={() => {
        selection.value = newest ? { kind: 'row', row } : { kind: 'newest' };
      }}
    >
      <span class={newest ? 'following' : 'following absent-label'}>{text.say('following')}</span>
      <span class={newest ? 'absent-label' : ''}>{text.say('follow')}</span>
    </button>
  );
}

/** The thread that a row's details describe. */
function threadOf(row: TraceRow, scope: Scope): Thread | undefined {
  if (row.kind === 'mark') return scope.thread;
  if (row.kind === 'end') return row.session.thread;
  return effectIn(scope, row.entry)?.thread ?? scope.thread ?? row.entry.effects[0]?.thread;
}

function RowDetails({ row }: { readonly row: TraceRow }) {
  const { scope, listRevision } = useInspector();
  void listRevision.value;
  switch (row.kind) {
    case 'entry':
      return <EntryDetails key={row.entry.id} entry={row.entry} effect={effectIn(scope.value, row.entry)} />;
    case 'end':
      return <EndDetails session={row.session} end={row.end} />;
    case 'mark':
      return (
        <p class="lead">
          <Say phrase={markWords[row.mark.what].say(row.mark)} />
        </p>
      );
  }
}
